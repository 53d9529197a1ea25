package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ADDED_DATE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LAST_PLAYED;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;

/**
 * The lists that make themselves from what is played and added; missing tracks are in them. What is
 * equal is ordered by id, the newer first. Safe for use by many threads.
 */
public final class DynamicLists {

  private final QueryExecutor executor;
  private final Clock clock;

  DynamicLists(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** The tracks that were played most; those that were never played are not among them. */
  public CompletableFuture<List<Track>> mostPlayed(int limit) {
    Field<Integer> plays = SortKey.count(PLAY_COUNT); // as its index has it
    return list(
        plays.gt(0), List.of(plays.desc(), LAST_PLAYED.desc().nullsLast(), ID.desc()), limit);
  }

  /**
   * The tracks that were played last, the latest first.
   *
   * @param age how long ago at most, to now
   */
  public CompletableFuture<List<Track>> recentlyPlayed(Duration age, int limit) {
    return recently(LAST_PLAYED, age, limit);
  }

  /** Like {@link #recentlyPlayed}, the tracks that were added last. */
  public CompletableFuture<List<Track>> recentlyAdded(Duration age, int limit) {
    return recently(ADDED_DATE, age, limit);
  }

  private CompletableFuture<List<Track>> recently(
      Field<LocalDateTime> time, Duration age, int limit) {
    return list(time.ge(Times.ago(age, clock)), List.of(time.desc(), ID.desc()), limit);
  }

  private CompletableFuture<List<Track>> list(
      Condition which, List<? extends OrderField<?>> order, int limit) {
    return executor
        .fetch(select(TrackRows.COLUMNS).from(LIBRARY).where(which).orderBy(order).limit(limit))
        .thenApply(rows -> rows.map(TrackRows::track));
  }
}
