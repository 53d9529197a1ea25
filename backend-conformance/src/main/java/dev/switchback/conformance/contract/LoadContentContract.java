package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.Load;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a load leaves in a table is what inserting row by row leaves: compared by the database
 * itself, so that no reading can hide a difference.
 */
@Conformance
final class LoadContentContract {

  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

  /** Stores each value, and null, in both ways. */
  @SafeVarargs
  private static <T> void same(
      Fixture fixture, Database db, DataType<?> stored, DataType<T> inQueries, T... values) {
    List<@Nullable T> all = new ArrayList<>(Arrays.asList(values));
    all.add(null);
    Table<Record> loaded = create(fixture, db, stored);
    Table<Record> inserted = create(fixture, db, stored);
    Field<T> value = field(name("value"), inQueries);
    List<Query> inserts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      inserts.add(insertInto(inserted).columns(ID, value).values(i, all.get(i)));
    }
    Await.get(db.batch(inserts));
    Await.get(
        db.load(
            Load.into(loaded, IntStream.range(0, all.size()).boxed())
                .set(value, all::get)
                .set(ID, i -> i)));
    assertThat(difference(db, loaded, inserted)).as(stored + " loaded only").isEmpty();
    assertThat(difference(db, inserted, loaded)).as(stored + " inserted only").isEmpty();
  }

  private static Table<Record> create(Fixture fixture, Database db, DataType<?> stored) {
    Table<Record> created = table(name(fixture.name("content")));
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(created)
                        .column("id", db.schema().types().int32().notNull())
                        .column("value", stored)
                        .constraints(primaryKey(name("id"))))));
    return created;
  }

  private static List<Integer> difference(Database db, Table<Record> from, Table<Record> minus) {
    Field<Object> value = field(name("value"));
    return Await.get(
            db.fetch(
                select(ID)
                    .from(
                        select(ID, value)
                            .from(from)
                            .except(select(ID, value).from(minus))
                            .asTable("d"))))
        .getValues(ID);
  }

  @Test
  @Behaviour(234)
  void texts(Fixture fixture, Database db) {
    Types types = db.schema().types();
    String[] odd = {
      "",
      " ",
      "plain",
      "tab\there",
      "line\nfeed",
      "carriage\rreturn",
      "both\r\n",
      "back\\slash",
      "\\",
      "\\N",
      "\\.",
      "\\x41",
      "\n\\.\n",
      "NULL",
      "null",
      "'quoted'",
      "\"double\"",
      "a,b;c|d",
      "?",
      "$1 :name",
      "trailing blank ",
      "\b\f\u000b\u001b\u007f\u0001",
      "ünïcödé",
      "日本語",
      "𝄞 🎵 astral",
      "e\u0301 combined",
      "\uFEFF\u200B\u2028\uFFFD\uFFFF",
      "x".repeat(100),
      "𝄞".repeat(100),
    };
    same(fixture, db, types.text(100), SQLDataType.VARCHAR, odd);
    same(fixture, db, types.longText(), SQLDataType.CLOB, odd);
    same(
        fixture,
        db,
        types.longText(),
        SQLDataType.VARCHAR,
        "y".repeat(70_000),
        "ü\n\\".repeat(1_000_000),
        "z");
  }

  @Test
  @Behaviour(234)
  void bytes(Fixture fixture, Database db) {
    Types types = db.schema().types();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] huge = new byte[5 << 20];
    new Random(7).nextBytes(huge);
    same(
        fixture,
        db,
        types.bytes(),
        SQLDataType.BLOB,
        new byte[0],
        all,
        huge,
        Arrays.copyOf(huge, 1 << 16),
        Arrays.copyOf(huge, (1 << 16) + 1),
        "\\x00 text".getBytes(StandardCharsets.UTF_8));
    same(fixture, db, types.bytes(3), SQLDataType.VARBINARY, new byte[] {0, -1, 7}, new byte[0]);
  }

  @Test
  @Behaviour(234)
  void numbers(Fixture fixture, Database db) {
    Types types = db.schema().types();
    same(fixture, db, types.bool(), SQLDataType.BOOLEAN, true, false);
    same(
        fixture,
        db,
        types.int16(),
        SQLDataType.SMALLINT,
        Short.MIN_VALUE,
        (short) -1,
        (short) 0,
        Short.MAX_VALUE);
    same(
        fixture,
        db,
        types.int32(),
        SQLDataType.INTEGER,
        Integer.MIN_VALUE,
        -1,
        0,
        Integer.MAX_VALUE);
    same(fixture, db, types.int64(), SQLDataType.BIGINT, Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    // a field that is wider, or narrower, than its column
    same(fixture, db, types.int32(), SQLDataType.BIGINT, -2_147_483_648L, 2_147_483_647L);
    same(fixture, db, types.int16(), SQLDataType.INTEGER, -32_768, 32_767);
    same(fixture, db, types.int64(), SQLDataType.TINYINT, Byte.MIN_VALUE, Byte.MAX_VALUE);
    same(
        fixture,
        db,
        types.float64(),
        SQLDataType.DOUBLE,
        0.0,
        -0.0,
        0.1,
        -1.5,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        4_503_599_627_370_497.5);
    same(fixture, db, types.float64(), SQLDataType.REAL, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE);
  }

  @Test
  @Behaviour(234)
  void decimals(Fixture fixture, Database db) {
    Types types = db.schema().types();
    List<BigDecimal> values = new ArrayList<>();
    for (String text :
        List.of(
            "0",
            "1",
            "-1",
            "10",
            "9999",
            "10000",
            "10001",
            "99999999",
            "100000000",
            "0.1",
            "0.01",
            "0.001",
            "0.0001",
            "0.00001",
            "0.99999",
            "-0.00001",
            "1.5",
            "12345.6789",
            "10000.0001",
            "1000000000000",
            "-12345678901234567890.12345",
            "99999999999999999999999999999999.99999",
            "0.000005",
            "0.000004",
            "2.50000",
            "1E+5",
            "1E-5",
            "-1E+31",
            "120000")) {
      values.add(new BigDecimal(text));
    }
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      BigInteger digits = new BigInteger(1 + random.nextInt(100), random);
      BigDecimal value = new BigDecimal(digits, random.nextInt(8));
      values.add(random.nextBoolean() ? value : value.negate());
    }
    BigDecimal[] all = values.toArray(new BigDecimal[0]);
    same(fixture, db, types.decimal(38, 5), SQLDataType.NUMERIC(38, 5), all);
    same(
        fixture,
        db,
        types.decimal(20, 0),
        SQLDataType.DECIMAL_INTEGER.precision(20),
        BigInteger.ZERO,
        new BigInteger("-99999999999999999999"),
        BigInteger.valueOf(10_000));
  }

  @Test
  @Behaviour(234)
  void times(Fixture fixture, Database db) {
    Types types = db.schema().types();
    Instant[] instants = {
      Instant.parse("0001-01-01T00:00:00Z"),
      Instant.parse("1582-10-10T12:00:00Z"),
      Instant.parse("1969-12-31T23:59:59.999999Z"),
      Instant.parse("1970-01-01T00:00:00Z"),
      Instant.parse("1999-12-31T23:59:59.999999999Z"),
      Instant.parse("2000-01-01T00:00:00Z"),
      Instant.parse("2021-11-07T05:30:00.000001Z"),
      Instant.parse("9999-12-31T23:59:59.999999Z")
    };
    same(fixture, db, types.instant(), SQLDataType.INSTANT, instants);
    same(fixture, db, types.instant(0), SQLDataType.INSTANT(0), instants);
    same(
        fixture,
        db,
        types.instant(),
        SQLDataType.TIMESTAMPWITHTIMEZONE(6),
        OffsetDateTime.parse("2024-01-01T03:00:00.123456+02:00"),
        OffsetDateTime.parse("1950-01-01T03:00:00.000001-11:30"));
    LocalDateTime[] dateTimes = {
      LocalDateTime.parse("0001-01-01T00:00"),
      LocalDateTime.parse("1999-12-31T23:59:59.999999"),
      LocalDateTime.parse("2021-03-14T02:30:00.5"),
      LocalDateTime.parse("9999-12-31T23:59:59.999999999")
    };
    same(fixture, db, types.dateTime(), SQLDataType.LOCALDATETIME(6), dateTimes);
    same(fixture, db, types.dateTime(0), SQLDataType.LOCALDATETIME(0), dateTimes);
    same(
        fixture,
        db,
        types.date(),
        SQLDataType.LOCALDATE,
        LocalDate.of(1, 1, 1),
        LocalDate.of(1582, 10, 10),
        LocalDate.of(1999, 12, 31),
        LocalDate.of(2000, 1, 1),
        LocalDate.of(9999, 12, 31));
    same(
        fixture,
        db,
        types.time(),
        SQLDataType.LOCALTIME(6),
        LocalTime.MIDNIGHT,
        LocalTime.NOON,
        LocalTime.parse("23:59:59.999999999"));
  }

  @Test
  @Behaviour(234)
  void others(Fixture fixture, Database db) {
    Types types = db.schema().types();
    same(
        fixture,
        db,
        types.uuid(),
        SQLDataType.UUID,
        new UUID(0, 0),
        new UUID(-1, -1),
        UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"));
    same(
        fixture,
        db,
        types.json(),
        SQLDataType.JSON,
        JSON.json("{\"a\": [1, 2.50, null, \"x\\n\\\\\\u00fc🎵\"]}"),
        JSON.json("\"text\""),
        JSON.json("null"),
        JSON.json("[]"));
    same(
        fixture,
        db,
        types.enumeration(DayOfWeek.class),
        types.enumeration(DayOfWeek.class),
        DayOfWeek.values());
  }

  /** Fields without a type go by their values; and what the application converts is converted. */
  @Test
  void fieldsOfNoTypeAndFieldsWithConverters(Fixture fixture, Database db) {
    Types types = db.schema().types();
    same(fixture, db, types.text(50), SQLDataType.OTHER, "by class", "\\N");
    same(fixture, db, types.int64(), SQLDataType.OTHER, 1L, 2L);
    same(
        fixture,
        db,
        types.text(50),
        SQLDataType.VARCHAR.asConvertedDataType(
            Converter.ofNullable(
                String.class, StringBuilder.class, StringBuilder::new, StringBuilder::toString)),
        new StringBuilder("converted\t"));
  }

  /** Ten thousand rows of random values and gaps in all columns at once. */
  @Test
  @Behaviour({232, 234})
  void manyMixedRows(Fixture fixture, Database db) {
    Types types = db.schema().types();
    Random random = new Random(3);
    List<Table<Record>> tables = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Table<Record> mixed = table(name(fixture.name("mixed")));
      tables.add(mixed);
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(mixed)
                          .column("id", types.int32().notNull())
                          .column("t", types.longText())
                          .column("d", types.decimal(20, 4))
                          .column("i", types.instant())
                          .column("b", types.bytes())
                          .constraints(primaryKey(name("id"))))));
    }
    Field<String> t = field(name("t"), SQLDataType.CLOB);
    Field<BigDecimal> d = field(name("d"), SQLDataType.NUMERIC(20, 4));
    Field<Instant> i = field(name("i"), SQLDataType.INSTANT);
    Field<byte[]> b = field(name("b"), SQLDataType.BLOB);
    List<Object[]> rows = new ArrayList<>();
    List<Query> inserts = new ArrayList<>();
    for (int id = 0; id < 10_000; id++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      String text = random.nextInt(5) == 0 ? null : Integer.toString(random.nextInt(), 36) + "\t";
      BigDecimal decimal =
          random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(), random.nextInt(5));
      Instant time =
          random.nextInt(5) == 0 ? null : Instant.ofEpochSecond(random.nextInt(), id * 1_000L);
      byte[] bytes = random.nextInt(5) == 0 ? null : noise;
      rows.add(new Object[] {id, text, decimal, time, bytes});
      inserts.add(
          insertInto(tables.get(1)).columns(ID, t, d, i, b).values(id, text, decimal, time, bytes));
    }
    Await.get(db.batch(inserts));
    Await.get(db.load(Load.into(tables.get(0), rows).columns(ID, t, d, i, b)));
    for (int from = 0; from < 2; from++) {
      var only =
          select(ID, t, d, i, b)
              .from(tables.get(from))
              .except(select(ID, t, d, i, b).from(tables.get(1 - from)));
      assertThat(Await.get(db.fetch(select(ID).from(only.asTable("x"))))).isEmpty();
    }
  }
}
