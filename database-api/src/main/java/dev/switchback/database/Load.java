package dev.switchback.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one table, from objects of the application, for {@link QueryExecutor#load}.
 *
 * <pre>{@code
 * db.load(
 *     Load.into(TRACK, songs)
 *         .set(TRACK.TITLE, Song::title)
 *         .set(TRACK.ARTIST, Song::artist)
 *         .onProgress(rows -> bar.show(rows)));
 * }</pre>
 *
 * <p>The source is pulled while the load runs, a few thousand rows ahead at most, so it may be
 * longer than memory. One thread of the library pulls at a time; it opens the source, calls the
 * functions of {@link #set} and closes the source. That thread holds the load's connection and is
 * interrupted when the load is cancelled or its limit passes; a source that ignores this keeps the
 * connection until it returns. It must not call the database into which it loads: that is {@link
 * ErrorKind#ILLEGAL_USE} at once, and not a wait without end.
 *
 * <p>Immutable: each method returns a changed copy. Whether it can be run again, or by many at
 * once, is up to its source: a collection can, a stream cannot.
 *
 * @param <T> what a row is made of
 */
public final class Load<T> {

  /** Where a value goes, and how it is taken from a row. */
  private record Column<T>(Field<?> field, Function<? super T, ?> value) {}

  private final Table<?> table;
  private final Iterable<? extends T> rows;
  private final @Nullable AutoCloseable resource;
  private final List<Column<T>> columns;
  private final @Nullable LongConsumer progress;

  private Load(
      Table<?> table,
      Iterable<? extends T> rows,
      @Nullable AutoCloseable resource,
      List<Column<T>> columns,
      @Nullable LongConsumer progress) {
    this.table = table;
    this.rows = rows;
    this.resource = resource;
    this.columns = columns;
    this.progress = progress;
  }

  /**
   * One row of the table for each element. A source that is {@link AutoCloseable} is closed when
   * the load has ended, however it ends. (An iterator goes as {@code () -> iterator}.)
   */
  public static <T> Load<T> into(Table<?> table, Iterable<? extends T> rows) {
    AutoCloseable resource = rows instanceof AutoCloseable closeable ? closeable : null;
    return new Load<>(
        Objects.requireNonNull(table), Objects.requireNonNull(rows), resource, List.of(), null);
  }

  /** One row of the table for each element. The stream is closed when the load has ended. */
  public static <T> Load<T> into(Table<?> table, Stream<T> rows) {
    Objects.requireNonNull(rows);
    Iterable<T> once = rows::iterator;
    return new Load<>(Objects.requireNonNull(table), once, rows, List.of(), null);
  }

  /**
   * With a column, and how its value is taken from an element. Columns that are not named get their
   * defaults.
   */
  public <V> Load<T> set(Field<V> column, Function<? super T, ? extends @Nullable V> value) {
    return with(new Column<>(Objects.requireNonNull(column), Objects.requireNonNull(value)));
  }

  /**
   * With columns whose values are in the elements themselves: {@code Object[]} of just as many, in
   * this order, or jOOQ records that have these fields.
   */
  public Load<T> columns(Field<?>... fields) {
    Load<T> load = this;
    for (int i = 0; i < fields.length; i++) {
      Field<?> field = Objects.requireNonNull(fields[i]);
      int index = i;
      load = load.with(new Column<>(field, row -> element(row, field, index, fields.length)));
    }
    return load;
  }

  /**
   * With somebody who is told, now and then, how many rows have been written so far. Called on the
   * completion executor, never twice at once, with growing numbers; the last of them may come after
   * the result. What it throws is logged, and changes nothing.
   */
  public Load<T> onProgress(LongConsumer listener) {
    return new Load<>(table, rows, resource, columns, Objects.requireNonNull(listener));
  }

  private Load<T> with(Column<T> column) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(column);
    return new Load<>(table, rows, resource, List.copyOf(more), progress);
  }

  private static @Nullable Object element(
      @Nullable Object row, Field<?> field, int index, int columns) {
    if (row instanceof Object[] values) {
      if (values.length != columns) {
        throw DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            "It has " + values.length + " values for " + columns + " columns");
      }
      return values[index];
    }
    if (row instanceof Record record) {
      return record.get(field);
    }
    throw DatabaseException.of(
        ErrorKind.ILLEGAL_USE, "It is neither an Object[] nor a record: use set");
  }

  /** For backends: where the rows go. */
  public Table<?> table() {
    return table;
  }

  /** For backends: the columns, in their order. */
  public List<Field<?>> columns() {
    return columns.stream().<Field<?>>map(Column::field).toList();
  }

  /** For backends: the source. */
  public Iterable<? extends T> rows() {
    return rows;
  }

  /** For backends: the value of a column, by its position, from an element of the source. */
  public @Nullable Object value(int column, T row) {
    return columns.get(column).value().apply(row);
  }

  /** For backends: what is to be closed in the end, or {@code null}. */
  public @Nullable AutoCloseable resource() {
    return resource;
  }

  /** For backends: who is told of progress, or {@code null}. */
  public @Nullable LongConsumer progress() {
    return progress;
  }

  /** Table and columns; no value. */
  @Override
  public String toString() {
    return columns.stream()
        .map(column -> column.field().getName())
        .collect(Collectors.joining(", ", "Load into " + table.getName() + " (", ")"));
  }
}
