package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.database.MigrationStatus;
import dev.switchback.music.schema.MusicSchema;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes or inspects the schema. */
@Command(
    name = "migrate",
    description = "Makes the library's tables, or says which migrations the database has.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MigrateCommand extends MusicCommand {

  /** What to do. */
  enum Action {
    UP,
    STATUS
  }

  /** A migration as it is printed. */
  record Item(String id, String description, String state, @Nullable String appliedAt) {

    static Item of(MigrationStatus status) {
      return new Item(
          status.id(),
          status.description(),
          status.state().name().toLowerCase(Locale.ROOT),
          Objects.toString(status.appliedAt(), null));
    }
  }

  @Parameters(paramLabel = "up|status", description = "Make the tables, or only look.")
  private Action action = Action.STATUS;

  MigrateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (Database db =
        action == Action.UP ? database.openOrCreate(session) : database.openExisting(session)) {
      List<MigrationStatus> all =
          action == Action.UP
              ? db.schema().migrate(MusicSchema.MIGRATIONS).join()
              : db.schema().status(MusicSchema.MIGRATIONS).join();
      print(all.stream().map(Item::of).toList());
    }
    return ExitCode.OK;
  }

  private void print(List<Item> items) {
    if (output.json) {
      Json.print(out(), items);
      return;
    }
    TextTable table = new TextTable("migration", "what it makes", "state", "when");
    for (Item item : items) {
      table.row(item.id(), item.description(), item.state(), Text.oneLine(item.appliedAt()));
    }
    table.print(out());
  }
}
