package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.codec.Values;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary form of {@code COPY} (PostgreSQL's manual on it, and the {@code recv}
 * functions of the types): each value with its length in front, all numbers with the high byte
 * first. Sends what it holds whenever it is full.
 */
final class CopyBuffer {

  private static final int CAPACITY = 1 << 16;
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  /** The day from which the server counts. */
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private static final LocalDateTime EPOCH_MIDNIGHT = EPOCH.atStartOfDay();
  private static final int NANOS_PER_MICRO = 1_000;

  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
  private final CopyIn copy;

  CopyBuffer(CopyIn copy) {
    this.copy = copy;
  }

  /** What stands in front of all rows: no flags, and no extension. */
  void begin() throws SQLException {
    bytes(SIGNATURE);
    room(2 * Integer.BYTES).putInt(0).putInt(0);
  }

  void row(int columns) throws SQLException {
    room(Short.BYTES).putShort((short) columns);
  }

  void end() throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    send();
  }

  void nothing() throws SQLException {
    room(Integer.BYTES).putInt(-1);
  }

  void int2(Long value) throws SQLException {
    sized(Short.BYTES).putShort(Values.toShort(value));
  }

  void int4(Long value) throws SQLException {
    sized(Integer.BYTES).putInt(Values.toInt(value));
  }

  void int8(Long value) throws SQLException {
    sized(Long.BYTES).putLong(value);
  }

  void float8(Double value) throws SQLException {
    sized(Double.BYTES).putDouble(value);
  }

  void bool(Boolean value) throws SQLException {
    sized(1).put((byte) (value ? 1 : 0));
  }

  void text(String value) throws SQLException {
    bytea(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytea(byte[] value) throws SQLException {
    room(Integer.BYTES).putInt(value.length);
    bytes(value);
  }

  /** The text, behind the number of its version. */
  void jsonb(String value) throws SQLException {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + 1).putInt(1 + text.length).put((byte) 1);
    bytes(text);
  }

  void uuid(UUID value) throws SQLException {
    sized(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
  }

  void timestamptz(OffsetDateTime value) throws SQLException {
    timestamp(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  void timestamp(LocalDateTime value) throws SQLException {
    sized(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH_MIDNIGHT, value));
  }

  void date(LocalDate value) throws SQLException {
    sized(Integer.BYTES).putInt((int) ChronoUnit.DAYS.between(EPOCH, value));
  }

  void time(LocalTime value) throws SQLException {
    sized(Long.BYTES).putLong(value.toNanoOfDay() / NANOS_PER_MICRO);
  }

  void numeric(BigDecimal value) throws SQLException {
    CopyNumeric digits = CopyNumeric.of(value);
    sized(digits.size());
    digits.put(buffer);
  }

  /** Room for a value of so many bytes, with its length in front. */
  private ByteBuffer sized(int bytes) throws SQLException {
    return room(Integer.BYTES + bytes).putInt(bytes);
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      send();
    }
    return buffer;
  }

  private void bytes(byte[] value) throws SQLException {
    if (room(value.length).remaining() >= value.length) {
      buffer.put(value);
    } else {
      copy.writeToCopy(value, 0, value.length);
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
