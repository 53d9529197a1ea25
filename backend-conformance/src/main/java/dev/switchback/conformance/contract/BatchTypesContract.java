package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.CreateTableElementListStep;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch stores what one statement after the other stores: every type, every odd character. */
@Conformance
final class BatchTypesContract {

  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

  /** A column, as it is stored and as it is written, and values that come back as they are. */
  private record Kind<T>(DataType<?> stored, DataType<T> written, List<T> values) {
    Field<T> column(int number) {
      return field(name("c" + number), written);
    }

    /** A value for each row, and null in every fifth. */
    Object value(int row, int column) {
      return (row + column) % 5 == 4 ? null : values.get(row % values.size());
    }
  }

  private static List<Kind<?>> kinds(Types types) {
    return List.of(
        new Kind<>(types.bool(), SQLDataType.BOOLEAN, List.of(true, false)),
        new Kind<>(
            types.int16(),
            SQLDataType.SMALLINT,
            List.of((short) 0, Short.MIN_VALUE, Short.MAX_VALUE)),
        new Kind<>(
            types.int32(), SQLDataType.INTEGER, List.of(0, Integer.MIN_VALUE, Integer.MAX_VALUE)),
        new Kind<>(types.int64(), SQLDataType.BIGINT, List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE)),
        new Kind<>(
            types.float64(),
            SQLDataType.DOUBLE,
            List.of(0.1, -Double.MIN_VALUE, Double.MAX_VALUE, 1e-300)),
        new Kind<>(
            types.decimal(38, 10),
            SQLDataType.NUMERIC(38, 10),
            List.of(
                new BigDecimal("0.0000000000"),
                new BigDecimal("-9999999999999999999999999999.9999999999"),
                new BigDecimal("1234567890.0123456789"))),
        new Kind<>(types.text(200), SQLDataType.VARCHAR(200), oddTexts()),
        new Kind<>(types.longText(), SQLDataType.CLOB, List.of("x\n".repeat(20_000), "", "\\.")),
        new Kind<>(
            types.bytes(),
            SQLDataType.BLOB,
            List.of(new byte[0], new byte[] {0, -1, 39, 92, 10, 0}, new byte[70_000])),
        new Kind<>(
            types.uuid(), SQLDataType.UUID, List.of(new UUID(0, 0), new UUID(-1, Long.MIN_VALUE))),
        new Kind<>(
            types.instant(),
            SQLDataType.INSTANT,
            List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"))),
        new Kind<>(
            types.dateTime(),
            SQLDataType.LOCALDATETIME(6),
            List.of(
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_456_000))),
        new Kind<>(
            types.date(),
            SQLDataType.LOCALDATE,
            List.of(LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 10), LocalDate.of(9999, 12, 31))),
        new Kind<>(
            types.time(),
            SQLDataType.LOCALTIME(6),
            List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000))),
        new Kind<>(
            types.json(),
            SQLDataType.JSON,
            List.of(JSON.json("{}"), JSON.json("[\"it's\\\\ \\n 🎵\"]"), JSON.json("null"))));
  }

  /** What has a meaning to some parser on the way. */
  private static List<String> oddTexts() {
    return List.of(
        "",
        " ",
        " a ",
        "null",
        "NULL",
        "\\N",
        "\\",
        "\\.",
        "'",
        "''",
        "\"",
        "`",
        "it's",
        "?",
        "??",
        ":a",
        "$1",
        "$$",
        "{0}",
        "%s",
        ";",
        "a;b",
        "--",
        "/*",
        "*/",
        "\t",
        "\n",
        "\r\n",
        "\u0001",
        "\u007f",
        "é",
        "e\u0301",
        "ß",
        "日本",
        "🎵",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\uffff",
        "𝕊",
        "x".repeat(200),
        "🎵".repeat(200));
  }

  private static Table<Record> create(Fixture fixture, Database db, List<Kind<?>> kinds) {
    String tableName = fixture.name("everything");
    CreateTableElementListStep create =
        createTable(name(tableName)).column(ID, db.schema().types().int32().notNull());
    for (int i = 0; i < kinds.size(); i++) {
      create = create.column("c" + i, kinds.get(i).stored());
    }
    Await.get(db.schema().apply(List.of(create.constraints(primaryKey(ID)))));
    return table(name(tableName));
  }

  private static List<Field<?>> fields(List<Kind<?>> kinds) {
    List<Field<?>> fields = new ArrayList<>(List.of(ID));
    for (int i = 0; i < kinds.size(); i++) {
      fields.add(kinds.get(i).column(i));
    }
    return fields;
  }

  private static List<Object> values(List<Kind<?>> kinds, int row) {
    List<Object> values = new ArrayList<>(List.of(row));
    for (int i = 0; i < kinds.size(); i++) {
      values.add(kinds.get(i).value(row, i));
    }
    return values;
  }

  private static List<Object[]> stored(Database db, Table<Record> table, List<Field<?>> fields) {
    return Await.get(db.fetch(select(fields).from(table).orderBy(ID))).stream()
        .map(Record::intoArray)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 90})
  @Behaviour({203, 232})
  void aBatchStoresWhatSingleStatementsStore(int rows, Fixture fixture, Database db) {
    List<Kind<?>> kinds = kinds(db.schema().types());
    List<Field<?>> fields = fields(kinds);
    Table<Record> single = create(fixture, db, kinds);
    Table<Record> batched = create(fixture, db, kinds);
    List<Query> queries = new ArrayList<>();
    List<Object[]> expected = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Object> values = values(kinds, row);
      expected.add(values.toArray());
      Await.get(db.execute(insertInto(single).columns(fields).values(values)));
      queries.add(insertInto(batched).columns(fields).values(values));
    }
    assertThat(Await.get(db.batch(queries))).hasSize(rows).containsOnly(1);
    List<Object[]> one = stored(db, single, fields);
    List<Object[]> other = stored(db, batched, fields);
    assertThat(one).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(Arrays.deepEquals(withoutSpaces(one.get(row)), withoutSpaces(expected.get(row))))
          .as("row %s, one by one: %s", row, Arrays.deepToString(one.get(row)))
          .isTrue();
      assertThat(Arrays.deepEquals(other.get(row), one.get(row)))
          .as("row %s, in a batch: %s", row, Arrays.deepToString(other.get(row)))
          .isTrue();
    }
  }

  /** JSON keeps its meaning, not its spaces; of those values, only the outer ones. */
  private static Object[] withoutSpaces(Object[] values) {
    return Arrays.stream(values)
        .map(value -> value instanceof JSON json ? json.data().strip() : value)
        .toArray();
  }

  @Test
  @Behaviour(232)
  void everyOddTextByUpdates(Fixture fixture, Database db) {
    List<Kind<?>> kinds =
        List.of(new Kind<>(db.schema().types().text(200), SQLDataType.VARCHAR, oddTexts()));
    Field<String> text = field(name("c0"), SQLDataType.VARCHAR);
    Table<Record> table = create(fixture, db, kinds);
    List<Query> queries = new ArrayList<>();
    List<String> texts = oddTexts();
    for (int i = 0; i < texts.size(); i++) {
      queries.add(insertInto(table).columns(ID, text).values(i, "x"));
      queries.add(update(table).set(text, texts.get(i)).where(ID.eq(i)));
    }
    assertThat(Await.get(db.batch(queries))).containsOnly(1);
    assertThat(Await.get(db.fetch(select(text).from(table).orderBy(ID))).getValues(text))
        .isEqualTo(texts);
  }
}
