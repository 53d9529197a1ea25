package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.TableInfo;
import dev.switchback.music.schema.MusicSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ten tables. */
@Conformance
@DatabasePerTest
final class MusicSchemaContract {

  private static final String[] TABLES = {
    "favorites",
    "library",
    "lyrics_cache",
    "playlist_items",
    "playlists",
    "queue",
    "queue_state",
    "scrobble_queue",
    "settings",
    "watched_folders"
  };

  @Test
  void every_table_is_made_and_has_a_primary_key(Database db) {
    Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
    List<TableInfo> tables = Await.get(db.schema().tables());
    assertThat(tables).extracting(TableInfo::name).contains(TABLES);
    assertThat(tables).allSatisfy(table -> assertThat(table.primaryKey()).isNotEmpty());
  }

  @Test
  void the_library_has_its_columns(Database db) {
    Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
    TableInfo library = Await.get(db.schema().table("library")).orElseThrow();
    assertThat(library.columns()).hasSize(21); // the original's 20 and the path's hash
    assertThat(library.column("file_mtime_ns").orElseThrow().nullable()).isTrue();
  }

  @Test
  void migrating_again_changes_nothing(Database db) {
    List<MigrationStatus> first = Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
    List<MigrationStatus> again = Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
    assertThat(again)
        .allSatisfy(
            status -> {
              assertThat(status.state()).isEqualTo(MigrationStatus.State.APPLIED);
              assertThat(status.change()).isEqualTo(MigrationStatus.Change.NONE);
            })
        .extracting(MigrationStatus::appliedAt)
        .isEqualTo(first.stream().map(MigrationStatus::appliedAt).toList());
  }
}
