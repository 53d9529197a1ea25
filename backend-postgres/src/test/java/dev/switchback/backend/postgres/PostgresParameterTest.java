package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server makes of parameters: it takes a function by their types. */
final class PostgresParameterTest {

  @Test
  void integersFitTheServersFunctions() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      Field<String> text = val("abcdef");
      assertThat(value(db, function("left", SQLDataType.VARCHAR, text, val(2)))).isEqualTo("ab");
      assertThat(value(db, function("repeat", SQLDataType.VARCHAR, val("ab"), val(2))))
          .isEqualTo("abab");
      assertThat(value(db, function("substring", SQLDataType.VARCHAR, text, val(2), val(3))))
          .isEqualTo("bcd");
      assertThat(
              value(
                  db,
                  function("round", SQLDataType.NUMERIC, val(new BigDecimal("1.2345")), val(2))))
          .isEqualByComparingTo("1.23");
    }
  }

  private static <T> T value(Database db, Field<T> field) {
    Record1<T> row = Await.get(db.fetchSingle(select(field)));
    return row.value1();
  }

  @Test
  void nothingOfNoTypeFitsEveryColumn() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      Types types = db.schema().types();
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(name("t"))
                          .column("i", types.int32())
                          .column("d", types.date())
                          .column("b", types.bytes())
                          .column("j", types.json()))));
      Query insert =
          insertInto(table(name("t")))
              .columns(field(name("i"), Integer.class), field(name("j"), JSON.class))
              .values(1, JSON.json("{}"));
      Await.get(db.execute(insert));
      for (String column : List.of("i", "d", "b", "j")) {
        Field<Object> untyped = field(name(column));
        assertThat(Await.get(db.execute(update(table(name("t"))).set(untyped, (Object) null))))
            .isEqualTo(1);
        assertThat(
                Await.get(db.fetch(select(val(1)).from(table(name("t"))).where(untyped.isNull()))))
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:notaport/music?user=me&password=s3cret",
        "jdbc:postgresql://me:s3cret@localhost:5x/music",
        "jdbc:postgresql://localhost:99999999/music?password=s3cret",
        "jdbc:postgresql:///%zz?password=s3cret",
      })
  void aMalformedUrlIsNotQuoted(String url) {
    DatabaseException failure =
        Await.failure(ErrorKind.CONNECTION, () -> Database.open(DatabaseConfig.of(url)));
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain("s3cret");
    }
  }
}
