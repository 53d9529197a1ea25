package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.QueryExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectLimitStep;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * Tracks behind a place in an order. An index leads to the place, however far behind it is, and no
 * track is counted.
 *
 * <p>Tracks without a value are a part of their own, before or after the others: to say in one
 * condition what comes after a place would need an OR, which no index answers. So a list is read
 * from one part, and, where that ends, from the next.
 */
final class KeysetQuery {

  /** After everything that begins with a text. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private final LibraryQuery query;
  private final boolean descending;
  private final Field<Object> key;

  @SuppressWarnings("unchecked")
  KeysetQuery(LibraryQuery query) {
    this.query = query;
    this.descending = query.order() == SortOrder.DESC;
    this.key = (Field<Object>) query.sort().field();
  }

  CompletableFuture<List<Track>> after(QueryExecutor executor, Track track) {
    return read(executor, partsAfter(query.sort().of(track), track.id()));
  }

  private List<Condition> partsAfter(@Nullable Object place, long id) {
    Condition laterId = descending ? ID.lt(id) : ID.gt(id);
    if (place == null) {
      Condition rest = key.isNull().and(laterId);
      return descending ? List.of(rest) : List.of(rest, key.isNotNull());
    }
    return valuesThenNulls(
        descending
            ? key.le(place).and(key.lt(place).or(laterId))
            : key.ge(place).and(key.gt(place).or(laterId)));
  }

  CompletableFuture<List<Track>> from(QueryExecutor executor, String text) {
    checkText();
    return read(executor, valuesThenNulls(descending ? key.le(text + LAST) : key.ge(text)));
  }

  private List<Condition> valuesThenNulls(Condition values) {
    return descending ? List.of(values, key.isNull()) : List.of(values);
  }

  CompletableFuture<Long> offset(QueryExecutor executor, String text) {
    checkText();
    Condition before = descending ? key.gt(text + LAST) : key.lt(text).or(key.isNull());
    return executor
        .fetchSingle(select(count()).from(LIBRARY).where(PageQuery.matching(query)).and(before))
        .thenApply(row -> row.value1().longValue());
  }

  private void checkText() {
    if (!query.sort().isText()) {
      throw new IllegalArgumentException(query.sort() + " is no text that could begin with one");
    }
  }

  private CompletableFuture<List<Track>> read(QueryExecutor executor, List<Condition> parts) {
    return read(executor, parts, query.limit());
  }

  private CompletableFuture<List<Track>> read(
      QueryExecutor executor, List<Condition> parts, long limit) {
    if (parts.isEmpty() || limit == 0) {
      return CompletableFuture.completedFuture(List.of());
    }
    return executor
        .fetch(part(parts.get(0)).limit(limit))
        .thenApply(rows -> rows.map(TrackRows::track))
        .thenCompose(
            tracks ->
                read(executor, parts.subList(1, parts.size()), limit - tracks.size())
                    .thenApply(rest -> Stream.concat(tracks.stream(), rest.stream()).toList()));
  }

  private SelectLimitStep<?> part(Condition part) {
    return select(TrackRows.COLUMNS)
        .from(LIBRARY)
        .where(PageQuery.matching(query))
        .and(part)
        .orderBy(descending ? List.of(key.desc(), ID.desc()) : List.of(key.asc(), ID.asc()));
  }
}
