package dev.switchback.music.app.demo;

import dev.switchback.database.Database;
import dev.switchback.music.Catalog;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.LibraryStats;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Page;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.Track;
import dev.switchback.music.app.scan.Inventory;
import dev.switchback.music.app.scan.Scan;
import dev.switchback.music.app.scan.ScanProgress;
import dev.switchback.music.app.scan.ScanReport;
import dev.switchback.music.schema.MusicSchema;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs the reference application's work on an empty database and checks every result. */
public final class Demo {

  private static final int PAGE = 50;
  private static final int PAGES = 100;
  private static final int LARGE = 200_000;

  private final Database database;
  private final WriteCount writes;
  private final DemoLibrary library;
  private final BooleanSupplier cancelled;
  private final ScanProgress progress;
  private final Steps steps;

  /** How often what looks at the whole library is done. */
  private final int scans;

  /**
   * A demonstration.
   *
   * @param writes counts the writes of {@code database}, as one of its listeners
   * @param tracks how many tracks, at least one
   * @param done is told of each step at its end
   */
  public Demo(
      Database database,
      WriteCount writes,
      int tracks,
      ScanProgress progress,
      BooleanSupplier cancelled,
      Consumer<DemoStep> done) {
    this.database = database;
    this.writes = writes;
    this.library = new DemoLibrary(tracks);
    this.progress = progress;
    this.cancelled = cancelled;
    this.steps = new Steps(cancelled, done);
    this.scans = tracks > LARGE ? 3 : 20;
  }

  /** Runs all steps. */
  public DemoReport run() {
    MusicLibrary music = new MusicLibrary(database);
    InsertDemo.newDatabases(steps);
    schema();
    InsertDemo.run(music, steps);
    scans();
    moves();
    queries();
    ListsDemo.run(music, library, steps);
    QueueDemo.run(music, library, steps);
    PlaylistDemo.run(music, library, steps);
    HistoryDemo.run(music, library, steps);
    SettingsDemo.run(database, steps);
    TransactionDemo.run(database, steps);
    CallersDemo.run(database, library, steps);
    return steps.report();
  }

  private void schema() {
    steps.time(
        "create schema",
        MusicSchema.MIGRATIONS.size(),
        () -> database.schema().migrate(MusicSchema.MIGRATIONS).join());
    steps.check("tracks of a new library", SampleTracks.stats(0), stats());
  }

  private void scans() {
    int n = library.before();
    Inventory before = library.inventoryBefore();
    ScanReport imported = steps.time("import", n, () -> scan(before));
    steps.check("imported tracks", n, imported.added());
    steps.check("statistics after the import", SampleTracks.stats(n), stats());

    long written = writes.writes();
    ScanReport again = steps.time("scan, nothing changed", n, () -> scan(before));
    steps.check("unchanged files", n, again.unchanged());
    steps.check("writes of a scan where nothing changed", 0L, writes.writes() - written);

    Inventory after = library.inventoryAfter();
    ScanReport delta = steps.time("scan, some changed", after.files().size(), () -> scan(after));
    steps.check("added tracks", library.added(), delta.added());
    steps.check("modified tracks", library.modified(), delta.modified());
    steps.check("missing tracks", library.gone(), delta.missing());
    steps.check("unchanged tracks", library.unchanged(), delta.unchanged());
  }

  /** A folder gets another name and has it back; another goes to another disk. */
  private void moves() {
    Inventory before = library.inventoryAfter();
    Inventory renamed = library.moved(1, "renamed");
    long files = library.after(n -> SampleTracks.ofArtist(1, n));
    moved("scan, folder renamed", renamed, files);
    moved("scan, and back", before, files);
    Inventory copied = library.moved(2, DemoFiles.OTHER_DISK);
    moved("scan, folder on another disk", copied, library.after(n -> SampleTracks.ofArtist(2, n)));
    moved("scan, and back again", before, library.after(n -> SampleTracks.ofArtist(2, n)));
    steps.check("statistics after the moves", library.statsAfter(), stats());
    steps.check(
        "duplicates",
        0,
        steps.time(
            "duplicates",
            1,
            () -> new MusicLibrary(database).duplicates().byContentHash().join().size()));
  }

  private void moved(String name, Inventory inventory, long files) {
    ScanReport report = steps.time(name, inventory.files().size(), () -> scan(inventory));
    steps.check(name + ", moved", files, (long) report.moved());
    steps.check(name + ", added and missing", 0, report.added() + report.missing());
  }

  private void queries() {
    long present = library.after(n -> n);
    page("page of 50", PAGES, LibraryQuery.all(), present);
    page(
        "search \"Artist 5\"",
        scans,
        LibraryQuery.all().search("Artist 5"),
        library.after(SampleTracks::containingArtist5));
    page("filter, no match", scans, LibraryQuery.all().artist("Artist 10").album("Album 5"), 0);
    page(
        "filter, matches",
        scans,
        LibraryQuery.all().artist("Artist 15").album("Album 5"),
        library.after(n -> SampleTracks.ofArtist(15, n)));
    steps.time("statistics", scans, this::statistics);
  }

  private int statistics() {
    for (int i = 0; i < scans; i++) {
      steps.check("statistics", library.statsAfter(), stats());
    }
    return scans;
  }

  private void page(String name, int times, LibraryQuery query, long total) {
    Catalog catalog = new MusicLibrary(database).catalog();
    LibraryQuery slice = query.slice(PAGE, 0);
    steps.time(
        name,
        times,
        () -> {
          for (int i = 0; i < times; i++) {
            Page<Track> page = catalog.page(slice).join();
            steps.check(name + ", total", total, page.total());
            steps.check(name + ", items", (int) Math.min(PAGE, total), page.items().size());
          }
          return times;
        });
  }

  private LibraryStats stats() {
    return new MusicLibrary(database).catalog().stats().join();
  }

  private ScanReport scan(Inventory inventory) {
    return new Scan(database, DemoFiles.INSTANCE, progress, cancelled).run(inventory);
  }
}
