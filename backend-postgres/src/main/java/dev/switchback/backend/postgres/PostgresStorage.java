package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.codec.Storage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.util.PGobject;

/** The forms in which the driver carries values: typed, so that no cast is needed in the SQL. */
final class PostgresStorage<S> implements Storage<S> {

  /** Sets a parameter. */
  private interface Setter<S> {
    void set(PreparedStatement statement, int index, S value) throws SQLException;
  }

  /** Reads a column; a primitive's 0 for null is told apart by the caller. */
  private interface Getter<S> {
    @Nullable S get(ResultSet row, int index) throws SQLException;
  }

  private static final Map<Integer, CopyEncoder<Long>> INTEGERS =
      Map.of(Oid.INT8, CopyBuffer::int8, Oid.INT4, CopyBuffer::int4, Oid.INT2, CopyBuffer::int2);

  /** Its own type: many functions take no bigint. */
  static final Storage<Long> INT4 =
      new PostgresStorage<>(
          Types.INTEGER,
          (statement, index, value) -> statement.setInt(index, value.intValue()),
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf,
          INTEGERS);

  static final Storage<Long> INT8 =
      new PostgresStorage<>(
          Types.BIGINT,
          PreparedStatement::setLong,
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf,
          INTEGERS);

  static final Storage<Double> DOUBLE =
      new PostgresStorage<>(
          Types.DOUBLE,
          PreparedStatement::setDouble,
          (row, index) -> orNull(row.getDouble(index), row),
          value -> "double precision '" + value + "'",
          Map.of(Oid.FLOAT8, CopyBuffer::float8));

  static final Storage<Boolean> BOOLEAN =
      new PostgresStorage<>(
          Types.BOOLEAN,
          PreparedStatement::setBoolean,
          (row, index) -> orNull(row.getBoolean(index), row),
          String::valueOf,
          Map.of(Oid.BOOL, CopyBuffer::bool));

  static final Storage<BigDecimal> NUMERIC =
      new PostgresStorage<>(
          Types.NUMERIC,
          PreparedStatement::setBigDecimal,
          ResultSet::getBigDecimal,
          value -> "numeric '" + value.toPlainString() + "'",
          Map.of(Oid.NUMERIC, CopyBuffer::numeric));

  static final Storage<String> TEXT =
      new PostgresStorage<>(
          Types.VARCHAR,
          PreparedStatement::setString,
          ResultSet::getString,
          PostgresStorage::quote,
          Map.of(
              Oid.VARCHAR,
              CopyBuffer::text,
              Oid.TEXT,
              CopyBuffer::text,
              Oid.BPCHAR,
              CopyBuffer::text));

  static final Storage<byte[]> BYTES =
      new PostgresStorage<>(
          Types.BINARY,
          PreparedStatement::setBytes,
          ResultSet::getBytes,
          value -> "bytea '\\x" + HexFormat.of().formatHex(value) + "'",
          Map.of(Oid.BYTEA, CopyBuffer::bytea));

  static final Storage<String> JSONB =
      new PostgresStorage<>(
          Types.OTHER,
          (statement, index, value) -> statement.setObject(index, jsonb(value)),
          ResultSet::getString,
          value -> "jsonb " + quote(value),
          Map.of(Oid.JSONB, CopyBuffer::jsonb));

  private final int nullType;
  private final Setter<S> setter;
  private final Getter<S> getter;
  private final Function<S, String> literal;
  private final Map<Integer, CopyEncoder<S>> copies;

  private PostgresStorage(
      int nullType,
      Setter<S> setter,
      Getter<S> getter,
      Function<S, String> literal,
      Map<Integer, CopyEncoder<S>> copies) {
    this.nullType = nullType;
    this.setter = setter;
    this.getter = getter;
    this.literal = literal;
    this.copies = copies;
  }

  /** A type that the driver knows by its Java class. */
  static <S> Storage<S> object(
      Class<S> type, int nullType, String name, int oid, CopyEncoder<S> copy) {
    return new PostgresStorage<>(
        nullType,
        PreparedStatement::setObject,
        (row, index) -> row.getObject(index, type),
        value -> name + " '" + value + "'",
        Map.of(oid, copy));
  }

  private static <S> @Nullable S orNull(S value, ResultSet row) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static PGobject jsonb(String value) throws SQLException {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(value);
    return object;
  }

  private static String quote(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  @Override
  public void bind(PreparedStatement statement, int index, S value) throws SQLException {
    setter.set(statement, index, value);
  }

  @Override
  public int nullType() {
    return nullType;
  }

  @Override
  public @Nullable S read(ResultSet row, int index) throws SQLException {
    return getter.get(row, index);
  }

  /** How values get into a column of that type by {@code COPY}, or {@code null} if they do not. */
  @Nullable CopyEncoder<S> copy(int type) {
    return copies.get(type);
  }

  @Override
  public String literal(S value) {
    return literal.apply(value);
  }
}
