package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The plan by which records are made of a result set: what the query knows of its fields, else what
 * the driver knows of its columns. Immutable.
 */
public final class RowReader<R extends Record> {

  private final Dialect dialect;
  private final DSLContext dsl;
  private final Class<? extends R> recordType;

  /** Empty where only the driver will know. */
  private final Field<?>[] fields;

  private final @Nullable Codec<?, ?>[] codecs;

  /** {@code null} where only the driver will know all. */
  private final @Nullable RecordMaker<R> records;

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
    boolean allKnown = fields.length > 0;
    for (int i = 0; i < fields.length; i++) {
      codecs[i] = plan(fields[i]);
      allKnown &= codecs[i] != null;
    }
    this.records = allKnown ? new RecordMaker<>(dsl, recordType, fields) : null;
  }

  /** {@code null} where only the driver will know. */
  private @Nullable Codec<?, ?> plan(Field<?> field) {
    Class<?> stored = FieldEncoder.converter(field.getBinding()).fromType();
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

  /** The rows of a query that is not run. */
  RowCursor<R> none() {
    RecordMaker<R> maker = records == null ? new RecordMaker<>(dsl, recordType, fields) : records;
    return new RowCursor<>(dsl, maker, codecs, null);
  }

  /** Rows that have been read already. */
  RowCursor<R> of(List<R> read) {
    return none().then(read);
  }

  /** Starts reading a result set. */
  public RowCursor<R> open(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    if (fields.length > 0 && fields.length != count) {
      throw DatabaseException.of(
          ErrorKind.MAPPING,
          "The query has " + fields.length + " fields, and its result " + count + " columns");
    }
    if (records != null) {
      return new RowCursor<>(dsl, records, codecs, rows);
    }
    Field<?>[] found = fields.length > 0 ? fields : new Field<?>[count];
    Codec<?, ?>[] used = new Codec<?, ?>[count];
    for (int i = 0; i < count; i++) {
      Codec<?, ?> planned = fields.length > 0 ? codecs[i] : null;
      used[i] = planned == null ? dialect.codec(columns, i + 1) : planned;
      if (fields.length == 0) {
        found[i] = DSL.field(DSL.name(columns.getColumnLabel(i + 1)), used[i].type());
      }
    }
    return new RowCursor<>(dsl, new RecordMaker<>(dsl, recordType, found), used, rows);
  }
}
