package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.backend.jdbc.codec.Storage;
import dev.switchback.backend.jdbc.codec.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.postgresql.core.Oid;

/** How Java values travel to PostgreSQL: nearly all have a type of their own there. */
final class PostgresCodecs {

  private static final Storage<OffsetDateTime> TIMESTAMPTZ =
      PostgresStorage.object(
          OffsetDateTime.class,
          Types.TIMESTAMP_WITH_TIMEZONE,
          "timestamp with time zone",
          Oid.TIMESTAMPTZ,
          CopyBuffer::timestamptz);
  private static final Storage<LocalDateTime> TIMESTAMP =
      PostgresStorage.object(
          LocalDateTime.class, Types.TIMESTAMP, "timestamp", Oid.TIMESTAMP, CopyBuffer::timestamp);
  private static final Storage<LocalDate> DATE =
      PostgresStorage.object(LocalDate.class, Types.DATE, "date", Oid.DATE, CopyBuffer::date);
  private static final Storage<LocalTime> TIME =
      PostgresStorage.object(LocalTime.class, Types.TIME, "time", Oid.TIME, CopyBuffer::time);
  private static final Storage<UUID> UUID_TYPE =
      PostgresStorage.object(UUID.class, Types.OTHER, "uuid", Oid.UUID, CopyBuffer::uuid);

  static final Codecs ALL =
      Codecs.builder()
          .integers(PostgresStorage.INT8, PostgresStorage.INT4)
          .floats(PostgresStorage.DOUBLE)
          .add(new Codec<>(Boolean.class, PostgresStorage.BOOLEAN, (v, t) -> v, v -> v))
          .add(new Codec<>(BigDecimal.class, PostgresStorage.NUMERIC, Values::decimal, v -> v))
          .add(
              new Codec<>(
                  BigInteger.class,
                  PostgresStorage.NUMERIC,
                  (v, t) -> Values.decimal(new BigDecimal(v), t),
                  BigDecimal::toBigIntegerExact))
          .add(new Codec<>(String.class, PostgresStorage.TEXT, (v, t) -> Values.text(v), v -> v))
          .add(new Codec<>(byte[].class, PostgresStorage.BYTES, (v, t) -> v.clone(), v -> v))
          .add(new Codec<>(UUID.class, UUID_TYPE, (v, t) -> v, v -> v))
          .add(
              new Codec<>(
                  Instant.class,
                  TIMESTAMPTZ,
                  Values::instant,
                  stored -> finite(stored).toInstant()))
          .add(
              new Codec<>(
                  OffsetDateTime.class,
                  TIMESTAMPTZ,
                  (v, t) -> Values.instant(v.toInstant(), t),
                  stored -> finite(stored).withOffsetSameInstant(ZoneOffset.UTC)))
          .add(
              new Codec<>(LocalDateTime.class, TIMESTAMP, Values::dateTime, PostgresCodecs::finite))
          .add(new Codec<>(LocalDate.class, DATE, (v, t) -> Values.date(v), PostgresCodecs::finite))
          .add(new Codec<>(LocalTime.class, TIME, Values::time, v -> v))
          .add(
              new Codec<>(
                  JSON.class, PostgresStorage.JSONB, (v, t) -> Values.text(v.data()), JSON::json))
          .add(
              new Codec<>(
                  JSONB.class,
                  PostgresStorage.JSONB,
                  (v, t) -> Values.text(v.data()),
                  JSONB::jsonb))
          .build();

  private PostgresCodecs() {}

  // 'infinity' is a time to PostgreSQL alone; the driver answers the largest of Java's.

  private static OffsetDateTime finite(OffsetDateTime stored) {
    if (stored.equals(OffsetDateTime.MAX) || stored.equals(OffsetDateTime.MIN)) {
      throw Values.mapping("infinite time", "a point in time");
    }
    return stored;
  }

  private static LocalDateTime finite(LocalDateTime stored) {
    if (stored.equals(LocalDateTime.MAX) || stored.equals(LocalDateTime.MIN)) {
      throw Values.mapping("infinite time", "a date and time");
    }
    return stored;
  }

  private static LocalDate finite(LocalDate stored) {
    if (stored.equals(LocalDate.MAX) || stored.equals(LocalDate.MIN)) {
      throw Values.mapping("infinite date", "a date");
    }
    return stored;
  }
}
