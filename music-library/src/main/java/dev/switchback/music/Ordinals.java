package dev.switchback.music;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.Record2;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.Table;

/**
 * A list that a table holds: a column has the place of each row, 0 to n − 1. A change is arithmetic
 * on that column, one statement however long the list is, rather than a new list.
 *
 * <p>Who changes it holds a lock from before {@link #close} to the end of the transaction. Other
 * programs leave gaps, ties and NULL; {@code close} makes places of them, and readers count.
 */
final class Ordinals<N extends Number> {

  private final Table<?> table;
  private final Field<Long> id;
  private final Field<N> position;
  private final Condition list;
  private final List<OrderField<?>> order;

  /** The rows of {@code list}; where positions are the same, in the order of {@code ties}. */
  Ordinals(
      Table<?> table,
      Field<Long> id,
      Field<N> position,
      Condition list,
      List<? extends OrderField<?>> ties) {
    this.table = table;
    this.id = id;
    this.position = position;
    this.list = list;
    this.order = new ArrayList<>(List.of(position.asc().nullsLast()));
    this.order.addAll(ties);
  }

  List<OrderField<?>> order() {
    return order;
  }

  /** How many there are. */
  CompletableFuture<Integer> size(QueryExecutor executor) {
    return executor
        .fetchSingle(select(count()).from(table).where(list))
        .thenApply(row -> row.value1());
  }

  /** Numbers the rows from 0 without gaps, if they are not; returns how many there are. */
  CompletableFuture<Integer> close(Transaction tx) {
    return tx.fetchSingle(
            select(count(), countDistinct(position), min(position), max(position))
                .from(table)
                .where(list))
        .thenCompose(
            row ->
                isClosed(row)
                    ? CompletableFuture.completedFuture(row.value1())
                    : ids(tx).thenCompose(rows -> number(tx, rows)));
  }

  private boolean isClosed(Record4<Integer, Integer, N, N> row) {
    int size = row.value1();
    return size == 0
        || (row.value2() == size
            && row.value3().longValue() == 0
            && row.value4().longValue() == size - 1);
  }

  private CompletableFuture<Result<Record2<Long, N>>> ids(Transaction tx) {
    return tx.fetch(select(id, position).from(table).where(list).orderBy(order));
  }

  private CompletableFuture<Integer> number(Transaction tx, Result<Record2<Long, N>> rows) {
    return arrange(tx, rows.getValues(id)).thenApply(done -> rows.size());
  }

  /** Puts the rows into the order of their ids here. */
  CompletableFuture<?> arrange(Transaction tx, List<Long> ids) {
    List<Query> updates = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      updates.add(update(table).set(position, at(i)).where(id.eq(ids.get(i))));
    }
    return tx.batch(updates);
  }

  /** The ids, in their order. */
  CompletableFuture<List<Long>> inOrder(Transaction tx) {
    return ids(tx).thenApply(rows -> rows.getValues(id));
  }

  /** Moves what is at that place, and all behind it, back by so many. */
  Query open(int place, int places) {
    return update(table)
        .set(position, position.plus(places))
        .where(list)
        .and(position.ge(at(place)));
  }

  /** Takes out what is at that place; what is behind it moves up. */
  List<Query> remove(int place) {
    return List.of(
        deleteFrom(table).where(list).and(position.eq(at(place))),
        update(table).set(position, position.minus(1)).where(list).and(position.gt(at(place))));
  }

  /** Puts what is at one place to another; what is between them moves by one. */
  Query move(int from, int to) {
    Field<N> others = from < to ? position.minus(1) : position.plus(1);
    return update(table)
        .set(position, when(position.eq(at(from)), at(to)).otherwise(others))
        .where(list)
        .and(position.between(at(Math.min(from, to)), at(Math.max(from, to))));
  }

  /** A place as the column has it. */
  Field<N> at(int place) {
    return val(place, position.getDataType());
  }

  static int check(int place, int size) {
    if (place < 0 || place >= size) {
      throw new MusicException(
          MusicException.Reason.NO_SUCH_POSITION,
          "There is no position " + place + " in a list of " + size);
    }
    return place;
  }
}
