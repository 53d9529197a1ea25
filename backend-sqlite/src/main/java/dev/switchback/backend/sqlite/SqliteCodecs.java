package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.backend.jdbc.codec.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.JSON;
import org.jooq.JSONB;

/** How Java values are stored in SQLite's five storage classes. */
final class SqliteCodecs {

  private static final int UUID_BYTES = 16;

  static final Codecs ALL =
      Codecs.builder()
          .integers(SqliteStorage.INTEGER, SqliteStorage.INTEGER)
          .floats(SqliteStorage.REAL)
          .add(
              new Codec<>(
                  Boolean.class, SqliteStorage.INTEGER, (v, t) -> v ? 1L : 0L, SqliteCodecs::bool))
          .add(
              new Codec<>(
                  BigDecimal.class, SqliteStorage.DECIMAL, Values::decimal, stored -> stored))
          .add(
              new Codec<>(
                  BigInteger.class,
                  SqliteStorage.DECIMAL,
                  (v, t) -> Values.decimal(new BigDecimal(v), t),
                  BigDecimal::toBigIntegerExact))
          .add(new Codec<>(String.class, SqliteStorage.TEXT, (v, t) -> Values.text(v), v -> v))
          .add(new Codec<>(byte[].class, SqliteStorage.BLOB, (v, t) -> v.clone(), v -> v))
          .add(new Codec<>(UUID.class, SqliteStorage.BLOB, (v, t) -> bytes(v), SqliteCodecs::uuid))
          .add(
              new Codec<>(
                  Instant.class,
                  SqliteStorage.TEXT,
                  (v, t) -> SqliteTimes.format(Values.instant(v, t).toLocalDateTime()),
                  text -> SqliteTimes.parseInstant(text).toInstant()))
          .add(
              new Codec<>(
                  OffsetDateTime.class,
                  SqliteStorage.TEXT,
                  (v, t) -> SqliteTimes.format(Values.instant(v.toInstant(), t).toLocalDateTime()),
                  text -> SqliteTimes.parseInstant(text).withOffsetSameInstant(ZoneOffset.UTC)))
          .add(
              new Codec<>(
                  LocalDateTime.class,
                  SqliteStorage.TEXT,
                  (v, t) -> SqliteTimes.format(Values.dateTime(v, t)),
                  SqliteTimes::parseDateTime))
          .add(
              new Codec<>(
                  LocalDate.class,
                  SqliteStorage.TEXT,
                  (v, t) -> SqliteTimes.format(Values.date(v)),
                  SqliteTimes::parseDate))
          .add(
              new Codec<>(
                  LocalTime.class,
                  SqliteStorage.TEXT,
                  (v, t) -> SqliteTimes.format(Values.time(v, t)),
                  SqliteTimes::parseTime))
          .add(
              new Codec<>(
                  JSON.class, SqliteStorage.TEXT, (v, t) -> Values.text(v.data()), JSON::json))
          .add(
              new Codec<>(
                  JSONB.class, SqliteStorage.TEXT, (v, t) -> Values.text(v.data()), JSONB::jsonb))
          .build();

  private SqliteCodecs() {}

  /** Other programs write what they like into a boolean column; all but 0 is true in SQLite. */
  private static Boolean bool(long stored) {
    return stored != 0;
  }

  private static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] stored) {
    if (stored.length != UUID_BYTES) {
      throw Values.mapping("blob of " + stored.length + " bytes", "a UUID");
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
