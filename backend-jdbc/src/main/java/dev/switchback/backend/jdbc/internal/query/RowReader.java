package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a result set by a plan: what the query knows of its fields, else what the driver
 * knows of its columns.
 */
public final class RowReader<R extends Record> {

  private final Dialect dialect;
  private final DSLContext dsl;
  private final Class<? extends R> recordType;
  private Field<?>[] fields;
  private Codec<?, ?>[] codecs;

  /**
   * Plans the reading of a query's rows.
   *
   * @throws DatabaseException UNSUPPORTED, if a field is of a type that cannot be read
   */
  public RowReader(Dialect dialect, Renderer renderer, ResultQuery<R> query) {
    this.dialect = dialect;
    this.dsl = renderer.records();
    this.recordType = query.getRecordType();
    this.fields = query.fields();
    this.codecs = new Codec<?, ?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      codecs[i] = plan(fields[i]);
    }
  }

  /** {@code null} where only the driver will know. */
  private @Nullable Codec<?, ?> plan(Field<?> field) {
    Class<?> stored = field.getConverter().fromType();
    Codec<?, ?> codec = dialect.codecs().find(stored);
    if (codec == null && stored != Object.class) {
      throw DatabaseException.of(
          ErrorKind.UNSUPPORTED,
          "Field "
              + field.getName()
              + " is of type "
              + stored.getName()
              + ", which cannot be read");
    }
    return codec;
  }

  /** Reads the rest of a result set, but no more than {@code limit} rows. */
  @SuppressWarnings("unchecked")
  public Result<R> read(ResultSet rows, int limit) throws SQLException {
    complete(rows.getMetaData());
    Result<Record> result = dsl.newResult(fields);
    while (result.size() < limit && rows.next()) {
      result.add(row(rows));
    }
    return (Result<R>) result;
  }

  private void complete(ResultSetMetaData columns) throws SQLException {
    if (fields.length == 0) {
      describe(columns);
    } else if (fields.length != columns.getColumnCount()) {
      throw DatabaseException.of(
          ErrorKind.MAPPING,
          "The query has "
              + fields.length
              + " fields, and its result "
              + columns.getColumnCount()
              + " columns");
    }
    for (int i = 0; i < codecs.length; i++) {
      if (codecs[i] == null) {
        codecs[i] = dialect.codec(columns, i + 1);
      }
    }
  }

  private void describe(ResultSetMetaData columns) throws SQLException {
    int count = columns.getColumnCount();
    fields = new Field<?>[count];
    codecs = new Codec<?, ?>[count];
    for (int i = 0; i < count; i++) {
      codecs[i] = dialect.codec(columns, i + 1);
      fields[i] = DSL.field(DSL.name(columns.getColumnLabel(i + 1)), codecs[i].type());
    }
  }

  private Record row(ResultSet rows) throws SQLException {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(rows, i);
    }
    Record record = dsl.newRecord(fields);
    record.fromArray(values);
    record.changed(false);
    if (recordType.isInstance(record)) {
      return record;
    }
    R typed = record.into(recordType);
    typed.changed(false);
    return typed;
  }

  private @Nullable Object value(ResultSet rows, int i) throws SQLException {
    Object stored;
    try {
      stored = codecs[i].read(rows, i + 1);
    } catch (DatabaseException e) {
      throw e.toBuilder()
          .message(e.getMessage() + " (field " + fields[i].getName() + ")")
          .cause(null)
          .build();
    } catch (RuntimeException e) {
      // Without its cause: parsers quote what they could not parse.
      throw mapping(i).build();
    }
    try {
      return convert(fields[i].getConverter(), stored);
    } catch (DatabaseException e) {
      throw e;
    } catch (RuntimeException e) {
      throw mapping(i).cause(e).build();
    }
  }

  private DatabaseException.Builder mapping(int i) {
    return DatabaseException.builder(
        ErrorKind.MAPPING,
        "Field " + fields[i].getName() + " cannot be read as " + fields[i].getType().getName());
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object convert(Converter<?, ?> converter, @Nullable Object value) {
    return ((Converter<Object, ?>) converter).from(value);
  }
}
