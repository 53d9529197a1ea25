package dev.switchback.music;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;

/**
 * The operations of the music library on a database or in a transaction:
 *
 * <pre>{@code
 * MusicLibrary music = new MusicLibrary(db);
 * music.catalog().page(LibraryQuery.all().search("nina simone"));
 * db.transaction(tx -> new MusicLibrary(tx).tracks().addAll(files));
 * }</pre>
 *
 * <p>Light and stateless: make one where it is needed. The tables are those of {@link
 * dev.switchback.music.schema.MusicSchema}. Safe for use by many threads.
 */
public final class MusicLibrary {

  private final QueryExecutor executor;
  private final Clock clock;

  /** The operations, with the system's clock. */
  public MusicLibrary(QueryExecutor executor) {
    this(executor, Clock.systemUTC());
  }

  /** The operations, with a clock that says when tracks are added, played, and seen. */
  public MusicLibrary(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Reads tracks and sums. */
  public Catalog catalog() {
    return new Catalog(executor);
  }

  /** Writes tracks. */
  public Tracks tracks() {
    return new Tracks(executor, clock);
  }

  /** The play queue. */
  public Queue queue() {
    return new Queue(executor, clock);
  }

  /** The tracks that the user likes. */
  public Favorites favorites() {
    return new Favorites(executor, clock);
  }

  /** The lists that make themselves. */
  public DynamicLists lists() {
    return new DynamicLists(executor, clock);
  }

  /** The lists that the user makes. */
  public Playlists playlists() {
    return new Playlists(executor, clock);
  }

  /** Plays that are to be reported. */
  public Scrobbles scrobbles() {
    return new Scrobbles(executor, clock);
  }

  /** The folders that are scanned by themselves. */
  public WatchedFolders watchedFolders() {
    return new WatchedFolders(executor, clock);
  }

  /** The lyrics that were found, or not. */
  public Lyrics lyrics() {
    return new Lyrics(executor, clock);
  }

  /** Follows files to other places. */
  public Moves moves() {
    return new Moves(executor, clock);
  }

  /** Finds and merges tracks of the same file. */
  public Duplicates duplicates() {
    return new Duplicates(executor);
  }

  /** Reads what a scan compares. */
  public Fingerprints fingerprints() {
    return new Fingerprints(executor);
  }

  /** Sees to it that one program at a time scans. */
  public ScanLease scanLease() {
    return new ScanLease(executor, clock);
  }

  /** Reads and writes settings. */
  public Settings settings() {
    return new Settings(executor);
  }
}
