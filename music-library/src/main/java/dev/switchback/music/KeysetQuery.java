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
import org.jooq.OrderField;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * Tracks behind a place in an order. An index leads to the place, however far behind it is, and no
 * track is counted.
 *
 * <p>What comes after a place is in parts: the ties of it, the values behind it, and, before or
 * after these, what has no value. One condition for all of them would need an OR, which no index
 * answers. So a list is read from one part, and, where that ends, from the next.
 */
final class KeysetQuery {

  /** After everything that begins with a text. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private record Part(Condition which, List<? extends OrderField<?>> order) {}

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

  private List<Part> partsAfter(@Nullable Object place, long id) {
    Condition laterId = descending ? ID.lt(id) : ID.gt(id);
    if (place == null) {
      Part rest = ties(key.isNull().and(laterId));
      return descending ? List.of(rest) : List.of(rest, values(key.isNotNull()));
    }
    Part rest = ties(key.eq(place).and(laterId));
    return descending
        ? List.of(rest, values(key.lt(place)), ties(key.isNull()))
        : List.of(rest, values(key.gt(place)));
  }

  CompletableFuture<List<Track>> from(QueryExecutor executor, String text) {
    checkText();
    return read(
        executor,
        descending
            ? List.of(values(key.le(text + LAST)), ties(key.isNull()))
            : List.of(values(key.ge(text))));
  }

  /** There are no NULLs here; PostgreSQL takes its index only if their order is its own. */
  private Part values(Condition which) {
    return new Part(which, PageQuery.order(query, key, ID));
  }

  /** By id alone: SQLite would sort, because it does not see that the expression is constant. */
  private Part ties(Condition which) {
    return new Part(which, List.of(descending ? ID.desc() : ID.asc()));
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

  private CompletableFuture<List<Track>> read(QueryExecutor executor, List<Part> parts) {
    return read(executor, parts, query.limit());
  }

  private CompletableFuture<List<Track>> read(
      QueryExecutor executor, List<Part> parts, long limit) {
    if (parts.isEmpty() || limit == 0) {
      return CompletableFuture.completedFuture(List.of());
    }
    return executor
        .fetch(
            select(TrackRows.COLUMNS)
                .from(LIBRARY)
                .where(PageQuery.matching(query))
                .and(parts.get(0).which())
                .orderBy(parts.get(0).order())
                .limit(limit))
        .thenApply(rows -> rows.map(TrackRows::track))
        .thenCompose(
            tracks ->
                read(executor, parts.subList(1, parts.size()), limit - tracks.size())
                    .thenApply(rest -> Stream.concat(tracks.stream(), rest.stream()).toList()));
  }
}
