package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.util.Random;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes, UUIDs, JSON, and null of every type. */
@Conformance
final class OtherTypesContract {

  @Test
  @Behaviour({174, 175})
  void bytes(Fixture fixture, Database db) {
    Column<byte[]> column =
        Column.create(fixture, db, db.schema().types().bytes(), SQLDataType.BLOB);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] megabyte = new byte[1 << 20];
    new Random(7).nextBytes(megabyte);
    column.put(1, all);
    column.put(2, new byte[0]);
    column.put(3, megabyte);
    column.put(4, null);
    assertThat(column.get(1)).isEqualTo(all);
    assertThat(column.get(2)).isEmpty();
    assertThat(column.get(3)).isEqualTo(megabyte);
    assertThat(column.get(4)).isNull();
    assertThat(column.where(column.value.eq(all))).containsExactly(1);
    assertThat(column.where(column.value.eq(new byte[0]))).containsExactly(2);
    assertThat(column.where(column.value.isNull())).containsExactly(4);
  }

  @Test
  @Behaviour(167)
  void bytesOfALimitedLength(Fixture fixture, Database db) {
    Column<byte[]> column =
        Column.create(fixture, db, db.schema().types().bytes(3), SQLDataType.VARBINARY);
    column.put(1, new byte[] {1, 2, 3});
    assertThat(column.get(1)).containsExactly(1, 2, 3);
    Await.failure(ErrorKind.TOO_LONG, column.store(2, new byte[] {1, 2, 3, 4}));
    assertThat(column.where(noCondition())).containsExactly(1);
  }

  @Test
  @Behaviour(176)
  void changingWhatWasReadChangesNothingElse(Fixture fixture, Database db) {
    Column<byte[]> column =
        Column.create(fixture, db, db.schema().types().bytes(), SQLDataType.BLOB);
    column.put(1, new byte[] {1, 2, 3});
    column.get(1)[0] = 9;
    assertThat(column.get(1)).containsExactly(1, 2, 3);
  }

  @Test
  @Behaviour(194)
  void uuids(Fixture fixture, Database db) {
    Column<UUID> column = Column.create(fixture, db, db.schema().types().uuid(), SQLDataType.UUID);
    UUID random = UUID.fromString("f81d4fae-7dec-41d0-a765-00a0c91e6bf6");
    UUID zero = new UUID(0, 0);
    UUID ones = new UUID(-1, -1);
    column.put(1, random);
    column.put(2, zero);
    column.put(3, ones);
    column.put(4, null);
    assertThat(column.get(1)).isEqualTo(random);
    assertThat(column.get(2)).isEqualTo(zero);
    assertThat(column.get(3)).isEqualTo(ones);
    assertThat(column.get(4)).isNull();
    assertThat(column.where(column.value.eq(random))).containsExactly(1);
    assertThat(column.where(column.value.in(zero, ones))).containsExactly(2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": [1, 2, {\"b\": null}]}|{\"a\":[1,2,{\"b\":null}]}",
        "[]|[]",
        "{}|{}",
        "\"text\"|\"text\"",
        "42|42",
        "-1.5|-1.5",
        "true|true",
        "null|null",
        "{\"ключ\": \"🎵\"}|{\"ключ\":\"🎵\"}",
        "\"it's \\\"quoted\\\" \\\\ \\n\"|\"it's \\\"quoted\\\" \\\\ \\n\""
      })
  @Behaviour({196, 197})
  void jsonKeepsItsMeaning(String document, String withoutSpaces, Fixture fixture, Database db) {
    Column<JSON> column = Column.create(fixture, db, db.schema().types().json(), SQLDataType.JSON);
    column.put(1, JSON.valueOf(document));
    column.put(2, null);
    assertThat(column.get(1).data().replaceAll("(?<=[:,]) ", "")).isEqualTo(withoutSpaces);
    assertThat(column.get(2)).isNull();
    assertThat(column.where(column.value.isNull())).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'a': 1}", "nope", "[1,]", "{\"a\" 1}", "1 2"})
  @Behaviour(198)
  void whatIsNoJsonIsRefused(String document, Fixture fixture, Database db) {
    Column<JSON> column = Column.create(fixture, db, db.schema().types().json(), SQLDataType.JSON);
    Await.failure(ErrorKind.ILLEGAL_VALUE, column.store(1, JSON.valueOf(document)));
    assertThat(column.where(noCondition())).isEmpty();
  }

  @Test
  @Behaviour(72)
  void nullOfEveryType(Database db) {
    for (DataType<?> type :
        new DataType<?>[] {
          SQLDataType.BOOLEAN,
          SQLDataType.SMALLINT,
          SQLDataType.INTEGER,
          SQLDataType.BIGINT,
          SQLDataType.DOUBLE,
          SQLDataType.NUMERIC,
          SQLDataType.VARCHAR,
          SQLDataType.CLOB,
          SQLDataType.BLOB,
          SQLDataType.UUID,
          SQLDataType.INSTANT,
          SQLDataType.LOCALDATETIME,
          SQLDataType.TIMESTAMPWITHTIMEZONE,
          SQLDataType.LOCALDATE,
          SQLDataType.LOCALTIME,
          SQLDataType.JSON
        }) {
      Record1<?> row = Await.get(db.fetchSingle(select(val(null, type))));
      assertThat(row.value1()).as(type.getName()).isNull();
    }
  }
}
