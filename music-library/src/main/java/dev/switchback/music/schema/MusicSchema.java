package dev.switchback.music.schema;

import dev.switchback.database.Migration;
import java.util.List;

/**
 * The schema of the music library, for {@code db.schema().migrate(MIGRATIONS)}: the original's ten
 * tables, and one that says who is scanning.
 *
 * <p>Safe on an SQLite file that the original player has made, in any of its versions: what is
 * there stays, missing tables and columns are added, and the original goes on reading and
 * inserting. See {@code docs/music-library.md} for what was added and why.
 */
public final class MusicSchema {

  /** The migrations, in their order. */
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of("0001-library", "tracks", LibraryMigration::steps),
          Migration.of("0002-queue", "play queue and its state", QueueMigration::steps),
          Migration.of("0003-collections", "favorites and playlists", CollectionsMigration::steps),
          Migration.of("0004-settings", "settings", SettingsMigration::steps),
          Migration.of(
              "0005-services", "lyrics, scrobbling, watched folders", ServicesMigration::steps),
          Migration.of("0006-orders", "indexes for every order", OrdersMigration::steps)
              .withDown(OrdersMigration::undo),
          Migration.of("0007-scan-lease", "who is scanning", ScanLeaseMigration::steps)
              .withDown(ScanLeaseMigration::undo));

  private MusicSchema() {}
}
