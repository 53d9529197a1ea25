package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.PreparedQuery;
import dev.switchback.database.TableInfo;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** jOOQ's settings, as an application brings them. */
@Conformance
final class SettingsContract {

  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  @Test
  void theyShapeTheSql(Fixture fixture) {
    String stored = fixture.name("stored");
    Settings settings = new Settings().withRenderFormatted(true);
    Database db = fixture.open(config -> config.settings(settings));
    settings.setRenderFormatted(false); // it has a copy
    Await.get(
        db.schema()
            .apply(List.of(createTable(name(stored)).column("x", db.schema().types().int32()))));
    Await.get(db.execute(insertInto(table(name(stored))).columns(X).values(7)));
    PreparedQuery<Record1<Integer>> prepared =
        db.prepare(select(X).from(table(name(stored))).where(X.eq(param("x", Integer.class))));
    assertThat(prepared.sql()).contains("\n");
    assertThat(Await.get(db.fetchSingle(prepared.bind("x", 7))).value1()).isEqualTo(7);
    assertThat(Await.get(db.schema().tables())).extracting(TableInfo::name).contains(stored);
  }

  /** Values are bound, and rows detached, whatever the settings say. */
  @Test
  void whatTheEngineNeedsComesFirst(Fixture fixture) {
    Database db =
        fixture.open(
            config ->
                config.settings(
                    new Settings()
                        .withStatementType(StatementType.STATIC_STATEMENT)
                        .withAttachRecords(true)));
    Record1<String> row = Await.get(db.fetchSingle(select(org.jooq.impl.DSL.val("it's ?"))));
    assertThat(row.value1()).isEqualTo("it's ?");
    assertThat(row.configuration()).isNull();
  }

  @Test
  void whatWouldHaveNoEffectIsRefusedByItsName() {
    assertThatThrownBy(
            () -> DatabaseConfig.builder("jdbc:x:").settings(new Settings().withQueryTimeout(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("queryTimeout");
  }
}
