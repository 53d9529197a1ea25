package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.Migrations;
import dev.switchback.music.schema.MusicSchema;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Makes, undoes or inspects the schema. */
@Command(
    name = "migrate",
    description = "Makes the library's tables, or says which migrations the database has.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class MigrateCommand extends MusicCommand {

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

  /** What would be run. */
  record Planned(String id, List<String> statements) {}

  MigrateCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say up, down, to or status");
  }

  @Command(name = "up", description = "Makes what is not there yet.")
  int up(@Option(names = "--dry-run", description = "Only says what would be run.") boolean dry) {
    try (Database db = dry ? database.openExisting(session) : database.openOrCreate(session)) {
      Migrations migrations = db.schema().migrations(MusicSchema.MIGRATIONS);
      return dry ? plan(migrations.dryRun().join()) : print(migrations.up().join());
    }
  }

  @Command(
      name = "down",
      description = {
        "Undoes the last migrations. Those whose tables may have come from another player cannot"
            + " be undone: nothing that a user has collected is dropped."
      })
  int down(
      @Parameters(
              paramLabel = "N",
              arity = "0..1",
              defaultValue = "1",
              description = "How many; default ${DEFAULT-VALUE}.")
          int count) {
    return on(migrations -> migrations.down(count));
  }

  @Command(name = "to", description = "Makes or undoes until one migration is the last.")
  int to(
      @Parameters(paramLabel = "MIGRATION", description = "Its id, as 'status' shows it.")
          String id,
      @Option(names = "--dry-run", description = "Only says what would be run.") boolean dry) {
    if (MusicSchema.MIGRATIONS.stream().noneMatch(migration -> migration.id().equals(id))) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no migration " + id);
    }
    return dry ? plan(ask(id)) : on(migrations -> migrations.to(id));
  }

  @Command(name = "status", description = "Says what the database has; changes nothing.")
  int status() {
    return on(Migrations::status);
  }

  private List<MigrationStatus> ask(String id) {
    try (Database db = database.openExisting(session)) {
      return db.schema().migrations(MusicSchema.MIGRATIONS).dryRun(id).join();
    }
  }

  private int on(Function<Migrations, CompletableFuture<List<MigrationStatus>>> action) {
    try (Database db = database.openExisting(session)) {
      return print(action.apply(db.schema().migrations(MusicSchema.MIGRATIONS)).join());
    }
  }

  private int print(List<MigrationStatus> all) {
    List<Item> items = all.stream().map(Item::of).toList();
    return print(
        items,
        () -> {
          TextTable table = new TextTable("migration", "what it makes", "state", "when");
          for (Item item : items) {
            table.row(item.id(), item.description(), item.state(), Text.oneLine(item.appliedAt()));
          }
          table.print(out());
        });
  }

  private int plan(List<MigrationStatus> all) {
    List<Planned> planned =
        all.stream()
            .filter(status -> !status.statements().isEmpty())
            .map(status -> new Planned(status.id(), status.statements()))
            .toList();
    return print(
        planned,
        () ->
            planned.forEach(
                migration -> {
                  out().println("-- " + migration.id());
                  migration.statements().forEach(sql -> out().println(sql + ";"));
                }));
  }
}
