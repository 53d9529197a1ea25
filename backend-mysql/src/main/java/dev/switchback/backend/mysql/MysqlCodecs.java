package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.backend.jdbc.codec.Storage;
import dev.switchback.backend.jdbc.codec.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.JSON;
import org.jooq.JSONB;

/** How Java values travel to MySQL and MariaDB. */
final class MysqlCodecs {

  private static final int UUID_BYTES = 16;

  private MysqlCodecs() {}

  static Codecs of(Flavour flavour) {
    Storage<String> json = json(flavour);
    return Codecs.builder()
        .integers(MysqlStorage.INT8, MysqlStorage.INT4)
        .floats(MysqlStorage.DOUBLE)
        .add(new Codec<>(Boolean.class, MysqlStorage.BOOLEAN, (v, t) -> v, v -> v))
        .add(new Codec<>(BigDecimal.class, MysqlStorage.DECIMAL, Values::decimal, v -> v))
        .add(
            new Codec<>(
                BigInteger.class,
                MysqlStorage.DECIMAL,
                (v, t) -> Values.decimal(new BigDecimal(v), t),
                BigDecimal::toBigIntegerExact))
        .add(new Codec<>(String.class, MysqlStorage.TEXT, (v, t) -> Values.text(v), v -> v))
        .add(new Codec<>(byte[].class, MysqlStorage.BYTES, (v, t) -> v.clone(), v -> v))
        .add(new Codec<>(UUID.class, MysqlStorage.BYTES, (v, t) -> toBytes(v), MysqlCodecs::toUuid))
        .add(
            new Codec<>(
                Instant.class,
                MysqlStorage.DATETIME,
                (v, t) -> Values.instant(v, t).toLocalDateTime(),
                stored -> stored.toInstant(ZoneOffset.UTC)))
        .add(
            new Codec<>(
                OffsetDateTime.class,
                MysqlStorage.DATETIME,
                (v, t) -> Values.instant(v.toInstant(), t).toLocalDateTime(),
                stored -> stored.atOffset(ZoneOffset.UTC)))
        .add(new Codec<>(LocalDateTime.class, MysqlStorage.DATETIME, Values::dateTime, v -> v))
        .add(new Codec<>(LocalDate.class, MysqlStorage.DATE, (v, t) -> Values.date(v), v -> v))
        .add(new Codec<>(LocalTime.class, MysqlStorage.TIME, Values::time, v -> v))
        .add(new Codec<>(JSON.class, json, (v, t) -> Values.text(v.data()), JSON::json))
        .add(new Codec<>(JSONB.class, json, (v, t) -> Values.text(v.data()), JSONB::jsonb))
        .build();
  }

  /** A type of its own to one of them, and to the other a text. */
  private static Storage<String> json(Flavour flavour) {
    return new MysqlStorage<>(
        Types.VARCHAR,
        PreparedStatement::setString,
        ResultSet::getString,
        value ->
            flavour == Flavour.MYSQL
                ? "cast(" + MysqlStorage.quote(value) + " as json)"
                : MysqlStorage.quote(value));
  }

  private static byte[] toBytes(UUID value) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  private static UUID toUuid(byte[] stored) {
    if (stored.length != UUID_BYTES) {
      throw Values.mapping("value of " + stored.length + " bytes", "a UUID");
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
