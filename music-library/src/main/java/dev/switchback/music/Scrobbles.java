package dev.switchback.music;

import static dev.switchback.music.schema.ScrobbleQueueTable.ALBUM;
import static dev.switchback.music.schema.ScrobbleQueueTable.ARTIST;
import static dev.switchback.music.schema.ScrobbleQueueTable.CREATED_AT;
import static dev.switchback.music.schema.ScrobbleQueueTable.ID;
import static dev.switchback.music.schema.ScrobbleQueueTable.RETRY_COUNT;
import static dev.switchback.music.schema.ScrobbleQueueTable.SCROBBLE_QUEUE;
import static dev.switchback.music.schema.ScrobbleQueueTable.TIMESTAMP;
import static dev.switchback.music.schema.ScrobbleQueueTable.TRACK;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record;
import org.jooq.Record1;

/** Plays that wait until a service can be told of them. Safe for use by many threads. */
public final class Scrobbles {

  private final QueryExecutor executor;
  private final Clock clock;

  Scrobbles(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Queues a play and returns its number. */
  public CompletableFuture<Long> add(Scrobble scrobble) {
    return executor
        .fetchSingle(
            insertInto(SCROBBLE_QUEUE)
                .columns(ARTIST, TRACK, ALBUM, TIMESTAMP, CREATED_AT, RETRY_COUNT)
                .values(
                    scrobble.artist(),
                    scrobble.track(),
                    scrobble.album(),
                    scrobble.played().getEpochSecond(),
                    Times.now(clock),
                    0)
                .returningResult(ID))
        .thenApply(Record1::value1);
  }

  /** The plays that have waited longest, the oldest first. */
  public CompletableFuture<List<QueuedScrobble>> oldest(int limit) {
    return executor
        .fetch(
            select(ID, ARTIST, TRACK, ALBUM, TIMESTAMP, CREATED_AT, RETRY_COUNT)
                .from(SCROBBLE_QUEUE)
                .orderBy(CREATED_AT.asc().nullsFirst(), ID)
                .limit(limit))
        .thenApply(rows -> rows.map(Scrobbles::queued));
  }

  private static QueuedScrobble queued(Record row) {
    return new QueuedScrobble(
        row.get(ID),
        new Scrobble(
            row.get(ARTIST),
            row.get(TRACK),
            row.get(ALBUM),
            Instant.ofEpochSecond(row.get(TIMESTAMP))),
        row.get(CREATED_AT),
        Objects.requireNonNullElse(row.get(RETRY_COUNT), 0));
  }

  /** How many plays wait. */
  public CompletableFuture<Integer> size() {
    return executor.fetchSingle(select(count()).from(SCROBBLE_QUEUE)).thenApply(Record1::value1);
  }

  /** Takes out plays that were reported, all or none, and returns how many there were. */
  public CompletableFuture<Integer> remove(Collection<Long> ids) {
    return Chunks.write(
        executor, ids, Chunks.LIST, chunk -> deleteFrom(SCROBBLE_QUEUE).where(ID.in(chunk)));
  }

  /** Counts one more failure and returns how many there are; empty if there is no such play. */
  public CompletableFuture<Optional<Integer>> failed(long id) {
    return executor
        .fetchOptional(
            update(SCROBBLE_QUEUE)
                .set(RETRY_COUNT, coalesce(RETRY_COUNT, inline(0)).plus(inline(1)))
                .where(ID.eq(id))
                .returningResult(RETRY_COUNT))
        .thenApply(row -> row.map(Record1::value1));
  }

  /** Takes out plays that have waited longer than that, and returns how many. */
  public CompletableFuture<Integer> removeOlderThan(Duration age) {
    return executor.execute(deleteFrom(SCROBBLE_QUEUE).where(CREATED_AT.lt(Times.ago(age, clock))));
  }
}
