package dev.switchback.backend.jdbc.internal.query;

import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Makes records of values. Immutable.
 *
 * <p>jOOQ's public ways build the list of fields, and more, for each record. Copying an empty one
 * shares all that; it is what this does wherever a field's place in the record is the field's own.
 */
final class RecordMaker<R extends Record> {

  private final DSLContext dsl;
  private final Class<? extends R> type;
  private final Field<?>[] fields;
  private final Record empty;
  private final boolean inPlace;

  RecordMaker(DSLContext dsl, Class<? extends R> type, Field<?>[] fields) {
    this.dsl = dsl;
    this.type = type;
    this.fields = fields;
    Record plain = dsl.newRecord(fields);
    this.empty = isOfJooq(type) ? plain : plain.into(type);
    this.inPlace =
        empty.size() == fields.length
            && IntStream.range(0, fields.length).allMatch(i -> empty.indexOf(fields[i]) == i);
    empty.changed(false);
  }

  /** The fields of which it has values. */
  Field<?>[] fields() {
    return fields;
  }

  /** Those of the records: a table's record has all of the table's. */
  Field<?>[] recordFields() {
    return empty.fields();
  }

  /** Not one that an application, or its generated code, brings. A query may name another. */
  private static boolean isOfJooq(Class<?> type) {
    return List.of("org.jooq", "org.jooq.impl").contains(type.getPackageName());
  }

  /** A record: unchanged, and attached to nothing. */
  @SuppressWarnings("unchecked")
  R of(Object[] values) {
    return (R) (inPlace ? copy(values) : slow(values));
  }

  @SuppressWarnings("unchecked")
  private Record copy(Object[] values) {
    Record record = empty.original();
    for (int i = 0; i < values.length; i++) {
      record.set((Field<Object>) fields[i], values[i]);
    }
    record.changed(false);
    return record;
  }

  /** Two fields of the same name, or a type whose fields are others. */
  private Record slow(Object[] values) {
    Record record = dsl.newRecord(fields);
    record.fromArray(values);
    Record typed = isOfJooq(type) ? record : record.into(type);
    typed.changed(false);
    return typed;
  }
}
