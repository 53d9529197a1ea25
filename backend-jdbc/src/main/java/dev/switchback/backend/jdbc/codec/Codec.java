package dev.switchback.backend.jdbc.codec;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A Java type and the form in which a database stores it. Immutable and safe for use by many
 * threads.
 *
 * @param <T> the Java type
 * @param <S> the stored form
 */
public final class Codec<T, S> {

  /** From a value to its stored form, checked against what the query says of the column. */
  @FunctionalInterface
  public interface Encoder<T, S> {
    /**
     * The stored form, sharing nothing mutable with the value.
     *
     * @throws dev.switchback.database.DatabaseException ILLEGAL_VALUE or OUT_OF_RANGE
     */
    S encode(T value, DataType<?> declared);
  }

  private final Class<T> type;
  private final Storage<S> storage;
  private final Encoder<T, S> encoder;
  private final Function<S, T> decoder;

  /** A codec. */
  public Codec(Class<T> type, Storage<S> storage, Encoder<T, S> encoder, Function<S, T> decoder) {
    this.type = type;
    this.storage = storage;
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /** The Java type. */
  public Class<T> type() {
    return type;
  }

  /** The stored form. */
  public Storage<S> storage() {
    return storage;
  }

  /** A parameter, encoded now and bound later, in another thread. */
  public Bind bind(@Nullable Object value, DataType<?> declared) {
    return value == null ? new Bind(null) : new Bind(encoder.encode(type.cast(value), declared));
  }

  /** Reads a column of the current row. */
  public @Nullable T read(ResultSet row, int index) throws SQLException {
    S stored = storage.read(row, index);
    return stored == null ? null : decoder.apply(stored);
  }

  /** The stored form of a column of the current row, as SQL. */
  public String literal(ResultSet row, int index) throws SQLException {
    S stored = storage.read(row, index);
    return stored == null ? "null" : storage.literal(stored);
  }

  /** An encoded parameter. */
  public final class Bind {
    private final @Nullable S stored;

    private Bind(@Nullable S stored) {
      this.stored = stored;
    }

    /** Sets the parameter. */
    public void set(PreparedStatement statement, int index) throws SQLException {
      if (stored == null) {
        statement.setNull(index, storage.nullType());
      } else {
        storage.bind(statement, index, stored);
      }
    }

    /** Whether it is null. */
    public boolean isNull() {
      return stored == null;
    }

    /** What is stored, for who carries it by another way than a parameter. */
    public @Nullable S stored() {
      return stored;
    }

    /** The parameter as SQL. */
    public String literal() {
      return stored == null ? "null" : storage.literal(stored);
    }
  }
}
