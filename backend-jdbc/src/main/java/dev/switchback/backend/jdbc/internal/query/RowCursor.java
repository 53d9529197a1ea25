package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** Reads an open result set row by row. Used by one thread at a time. */
public final class RowCursor<R extends Record> {

  private final DSLContext dsl;
  private final RecordMaker<R> records;
  private final Field<?>[] fields;
  private final Codec<?, ?>[] codecs;

  /** {@code null} if there are none. */
  private final @Nullable ResultSet rows;

  private Iterator<R> read = Collections.emptyIterator();
  private long count;

  RowCursor(
      DSLContext dsl, RecordMaker<R> records, Codec<?, ?>[] codecs, @Nullable ResultSet rows) {
    this.dsl = dsl;
    this.records = records;
    this.fields = records.fields();
    this.codecs = codecs;
    this.rows = rows;
  }

  /** The same, with rows that have been read already behind its own. */
  RowCursor<R> then(List<R> others) {
    read = others.iterator();
    return this;
  }

  /** The next rows: {@code limit} of them, or fewer if there are no more. */
  @SuppressWarnings("unchecked")
  public Result<R> read(int limit) throws SQLException {
    Result<R> result = (Result<R>) dsl.newResult(records.recordFields());
    R row = null;
    while (result.size() < limit && (row = next()) != null) {
      result.add(row);
    }
    return result;
  }

  /** The next row, or {@code null} if there is none. */
  public @Nullable R next() throws SQLException {
    if (rows == null || !rows.next()) {
      if (!read.hasNext()) {
        return null;
      }
      count++;
      return read.next();
    }
    count++;
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return records.of(values);
  }

  /** How many rows it has read. */
  public long count() {
    return count;
  }

  private @Nullable Object value(int i) throws SQLException {
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
