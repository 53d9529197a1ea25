package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Values are nobody's business: errors and listeners show none, neither sent nor stored. */
@Conformance
final class SecretContract {

  /** More than any database takes as parameters, so that they are written into the statement. */
  private static final int TOO_MANY = 70_000;

  @Test
  void aValueThatDoesNotFitIsNotShown(Fixture fixture, Database db) {
    var types = db.schema().types();
    refused(fixture, db, types.int16(), SQLDataType.INTEGER, 71_893, "71893");
    refused(
        fixture,
        db,
        types.decimal(5, 2),
        SQLDataType.NUMERIC(5, 2),
        new BigDecimal("718936"),
        "7189");
    refused(fixture, db, types.date(), SQLDataType.LOCALDATE, LocalDate.of(71893, 1, 1), "71893");
    refused(fixture, db, types.text(5), SQLDataType.VARCHAR, "s3cret-too-long", "s3cret");
    refused(fixture, db, types.text(50), SQLDataType.VARCHAR, "s3cret\0", "s3cret");
    refused(fixture, db, types.text(50), SQLDataType.VARCHAR, "s3cret\uD800", "s3cret");
    refused(fixture, db, types.bytes(3), SQLDataType.VARBINARY, "s3cret".getBytes(), "s3cret");
  }

  private static <T> void refused(
      Fixture fixture,
      Database db,
      DataType<?> stored,
      DataType<T> inQueries,
      T value,
      String secret) {
    Column<T> column = Column.create(fixture, db, stored, inQueries);
    DatabaseException failure = Await.failure(column.store(1, value));
    assertThat(failure.kind())
        .isIn(ErrorKind.OUT_OF_RANGE, ErrorKind.ILLEGAL_VALUE, ErrorKind.TOO_LONG);
    assertHidden(failure, secret);
  }

  @Test
  void whatIsStoredAndCannotBeReadIsNotShown(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.execute(items.insert(1, "s3cret")));
    for (DataType<?> type :
        List.of(
            SQLDataType.INTEGER,
            SQLDataType.NUMERIC(10, 2),
            SQLDataType.DOUBLE,
            SQLDataType.BOOLEAN,
            SQLDataType.UUID,
            SQLDataType.INSTANT,
            SQLDataType.LOCALDATE,
            SQLDataType.LOCALTIME)) {
      var label = field(name(items.tableName, "label"), type);
      assertHidden(
          Await.failure(ErrorKind.MAPPING, db.fetch(select(label).from(items.table))), "s3cret");
    }
  }

  @Test
  void moreValuesThanParametersAreHiddenAllTheSame(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Items items = Items.create(fixture, db, 1);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < TOO_MANY; i++) {
      values.add("qz" + i);
    }
    recorder.clear();
    assertThat(
            Await.get(db.fetch(select(items.id).from(items.table).where(items.label.in(values)))))
        .isEmpty();
    var nowhere = table(name("no_such_table"));
    CompletableFuture<?> failing = db.fetch(selectFrom(nowhere).where(items.label.in(values)));
    DatabaseException failure = Await.failure(failing);
    assertHidden(failure, "qz");
    assertThat(failure.sql()).contains("?");
    assertThat(recorder.starts).hasSize(2);
    assertThat(recorder.starts)
        .allSatisfy(start -> assertThat(start.sql()).contains("?").doesNotContain("qz"));
    recorder.ends.stream()
        .filter(end -> end.failure() != null)
        .forEach(end -> assertHidden(DatabaseException.of(end.failure()), "qz"));
  }

  private static void assertHidden(DatabaseException failure, String secret) {
    assertThat(String.valueOf(failure.sql())).doesNotContain(secret);
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain(secret);
      for (Throwable also : e.getSuppressed()) {
        assertThat(also.toString()).doesNotContain(secret);
      }
    }
  }
}
