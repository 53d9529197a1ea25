package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.codec.Storage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  /** Its own type: many functions take no bigint. */
  static final Storage<Long> INT4 =
      new PostgresStorage<>(
          Types.INTEGER,
          (statement, index, value) -> statement.setInt(index, value.intValue()),
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf);

  static final Storage<Long> INT8 =
      new PostgresStorage<>(
          Types.BIGINT,
          PreparedStatement::setLong,
          (row, index) -> orNull(row.getLong(index), row),
          String::valueOf);

  static final Storage<Double> DOUBLE =
      new PostgresStorage<>(
          Types.DOUBLE,
          PreparedStatement::setDouble,
          (row, index) -> orNull(row.getDouble(index), row),
          value -> "double precision '" + value + "'");

  static final Storage<Boolean> BOOLEAN =
      new PostgresStorage<>(
          Types.BOOLEAN,
          PreparedStatement::setBoolean,
          (row, index) -> orNull(row.getBoolean(index), row),
          String::valueOf);

  static final Storage<BigDecimal> NUMERIC =
      new PostgresStorage<>(
          Types.NUMERIC,
          PreparedStatement::setBigDecimal,
          ResultSet::getBigDecimal,
          value -> "numeric '" + value.toPlainString() + "'");

  static final Storage<String> TEXT =
      new PostgresStorage<>(
          Types.VARCHAR,
          PreparedStatement::setString,
          ResultSet::getString,
          PostgresStorage::quote);

  static final Storage<byte[]> BYTES =
      new PostgresStorage<>(
          Types.BINARY,
          PreparedStatement::setBytes,
          ResultSet::getBytes,
          value -> "bytea '\\x" + HexFormat.of().formatHex(value) + "'");

  static final Storage<String> JSONB =
      new PostgresStorage<>(
          Types.OTHER,
          (statement, index, value) -> statement.setObject(index, jsonb(value)),
          ResultSet::getString,
          value -> "jsonb " + quote(value));

  private final int nullType;
  private final Setter<S> setter;
  private final Getter<S> getter;
  private final Function<S, String> literal;

  private PostgresStorage(
      int nullType, Setter<S> setter, Getter<S> getter, Function<S, String> literal) {
    this.nullType = nullType;
    this.setter = setter;
    this.getter = getter;
    this.literal = literal;
  }

  /** A type that the driver knows by its Java class. */
  static <S> Storage<S> object(Class<S> type, int nullType, String name) {
    return new PostgresStorage<>(
        nullType,
        PreparedStatement::setObject,
        (row, index) -> row.getObject(index, type),
        value -> name + " '" + value + "'");
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

  @Override
  public String literal(S value) {
    return literal.apply(value);
  }
}
