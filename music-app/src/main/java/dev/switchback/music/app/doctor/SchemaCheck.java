package dev.switchback.music.app.doctor;

import dev.switchback.database.Database;
import dev.switchback.database.MigrationStatus;
import dev.switchback.music.schema.MusicSchema;
import java.util.List;
import java.util.Locale;

/** The tables are those of this version. */
final class SchemaCheck implements Check {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String rule() {
    return "all migrations are applied";
  }

  @Override
  public List<String> find(Database database) {
    return database.schema().status(MusicSchema.MIGRATIONS).join().stream()
        .filter(status -> status.state() != MigrationStatus.State.APPLIED)
        .map(
            status ->
                "migration "
                    + status.id()
                    + " is "
                    + status.state().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** A changed migration is another matter: this fails then, and says so. */
  @Override
  public void repair(Database database) {
    database.schema().migrate(MusicSchema.MIGRATIONS).join();
  }
}
