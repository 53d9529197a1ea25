package dev.switchback.music;

import static dev.switchback.music.schema.LyricsCacheTable.ALBUM;
import static dev.switchback.music.schema.LyricsCacheTable.ARTIST;
import static dev.switchback.music.schema.LyricsCacheTable.FETCHED_AT;
import static dev.switchback.music.schema.LyricsCacheTable.ID;
import static dev.switchback.music.schema.LyricsCacheTable.LYRICS;
import static dev.switchback.music.schema.LyricsCacheTable.LYRICS_CACHE;
import static dev.switchback.music.schema.LyricsCacheTable.SOURCE_URL;
import static dev.switchback.music.schema.LyricsCacheTable.TITLE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Lyrics that were looked for, so that nobody looks again. Safe for use by many threads. */
public final class Lyrics {

  private final QueryExecutor executor;
  private final Clock clock;

  Lyrics(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What is known of a track's lyrics; empty if nobody has looked yet. A to Z match without regard
   * to case; of several, the one that matches with regard to it.
   */
  public CompletableFuture<Optional<CachedLyrics>> find(String artist, String title) {
    return executor
        .fetchOptional(
            select(ARTIST, TITLE, ALBUM, LYRICS, SOURCE_URL, FETCHED_AT)
                .from(LYRICS_CACHE)
                .where(SearchText.same(ARTIST, artist))
                .and(SearchText.same(TITLE, title))
                .orderBy(when(ARTIST.eq(artist).and(TITLE.eq(title)), 0).otherwise(1), ID)
                .limit(1))
        .thenApply(row -> row.map(Lyrics::lyrics));
  }

  private static CachedLyrics lyrics(Record row) {
    return new CachedLyrics(
        row.get(ARTIST),
        row.get(TITLE),
        row.get(ALBUM),
        row.get(LYRICS),
        row.get(SOURCE_URL),
        row.get(FETCHED_AT));
  }

  /** Notes lyrics in place of what was known of that artist and title. */
  public CompletableFuture<Void> found(
      String artist, String title, @Nullable String album, String text, @Nullable String source) {
    return store(artist, title, album, text, source);
  }

  /** Notes that there are none to be found. */
  public CompletableFuture<Void> notFound(String artist, String title, @Nullable String album) {
    return store(artist, title, album, null, null);
  }

  private CompletableFuture<Void> store(
      String artist,
      String title,
      @Nullable String album,
      @Nullable String text,
      @Nullable String source) {
    return executor
        .execute(
            insertInto(LYRICS_CACHE)
                .columns(ARTIST, TITLE, ALBUM, LYRICS, SOURCE_URL, FETCHED_AT)
                .values(artist, title, album, text, source, Times.now(clock))
                .onConflict(ARTIST, TITLE)
                .doUpdate()
                .set(ALBUM, excluded(ALBUM))
                .set(LYRICS, excluded(LYRICS))
                .set(SOURCE_URL, excluded(SOURCE_URL))
                .set(FETCHED_AT, excluded(FETCHED_AT)))
        .thenApply(stored -> null);
  }

  /** What the cache holds. */
  public CompletableFuture<LyricsStats> stats() {
    return executor
        .fetchSingle(select(count(), count(LYRICS)).from(LYRICS_CACHE))
        .thenApply(row -> new LyricsStats(row.value2(), row.value1() - row.value2()));
  }

  /** Forgets everything and returns of how many tracks that was. */
  public CompletableFuture<Integer> clear() {
    return executor.execute(deleteFrom(LYRICS_CACHE));
  }
}
