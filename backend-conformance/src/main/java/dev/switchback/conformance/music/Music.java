package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicException;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Page;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import dev.switchback.music.schema.MusicSchema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** A library with tables, and short ways to fill and ask it. */
final class Music {

  /** 2026-11-21 08:09:10.123456 UTC. */
  static final Instant NOW = Instant.parse("2026-11-21T08:09:10.123456Z");

  /** The same, as the tables have it. */
  static final LocalDateTime SECONDS = LocalDateTime.of(2026, 11, 21, 8, 9, 10);

  private Music() {}

  /** Makes the tables, if they are not there. */
  static MusicLibrary on(Database db) {
    Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
    return new MusicLibrary(db, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Makes the tables and adds the first {@code n} sample tracks. */
  static MusicLibrary with(int n, Database db) {
    MusicLibrary music = on(db);
    Await.get(music.tracks().addAll(SampleTracks.range(0, n)));
    return music;
  }

  /** The same library, at another time. */
  static MusicLibrary at(Instant time, Database db) {
    return new MusicLibrary(db, Clock.fixed(time, ZoneOffset.UTC));
  }

  /** Adds tracks of those titles and returns their ids. */
  static List<Long> titled(MusicLibrary music, String... titles) {
    return Stream.of(titles)
        .map(title -> Await.get(music.tracks().add(titled("/" + title, title))))
        .toList();
  }

  /** An operation's future is derived from the database's, so what it fails with may be wrapped. */
  static void assertFails(ErrorKind kind, CompletableFuture<?> operation) {
    assertThat(DatabaseException.of(Await.thrown(operation)).kind()).isEqualTo(kind);
  }

  /** As above, for an operation that makes no sense. */
  static void assertFails(MusicException.Reason reason, CompletableFuture<?> operation) {
    assertThat(unwrapped(Await.thrown(operation)))
        .isInstanceOfSatisfying(
            MusicException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  static TrackFile titled(String path, String title) {
    return new TrackFile(path, TrackMetadata.titled(title));
  }

  static Page<Track> page(MusicLibrary music, LibraryQuery query) {
    return Await.get(music.catalog().page(query));
  }

  /** All tracks that are not missing, by id. */
  static List<Track> all(MusicLibrary music) {
    return page(music, LibraryQuery.all().slice(Integer.MAX_VALUE, 0)).items().stream()
        .sorted(Comparator.comparingLong(Track::id))
        .toList();
  }

  static List<String> titles(MusicLibrary music, LibraryQuery query) {
    return page(music, query).items().stream()
        .map(track -> String.valueOf(track.metadata().title()))
        .toList();
  }
}
