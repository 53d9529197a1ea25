package dev.switchback.conformance.process;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationContext;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Query;

/** A program that applies migrations. */
public final class Migrator {

  /** What it applies: three tables. */
  public static final List<Migration> MIGRATIONS =
      List.of(table("0001-one", "one"), table("0002-two", "two"), table("0003-three", "three"));

  private static final String READY = "ready";
  private static final String RUNNING = "running";
  private static final String APPLIED = "applied ";
  private static final String SEPARATOR = "\t";

  /** So many that the last is never reached. */
  private static final int STATEMENTS = 1_000;

  private Migrator() {}

  private static Migration table(String id, String table) {
    return Migration.of(
        id,
        "a table",
        context -> List.of(createTable(name(table)).column("x", context.types().int64())));
  }

  /** Starts the program, and waits until it can be told something. */
  public static ChildJvm start() {
    ChildJvm child = ChildJvm.start(Migrator.class);
    child.expect(READY);
    return child;
  }

  /** Has it apply {@link #MIGRATIONS}. */
  public static void migrate(ChildJvm child, DatabaseConfig config) {
    tell(child, config, "");
  }

  /** How many it has applied; waits until it is done. */
  public static int applied(ChildJvm child) {
    String line = child.hear();
    if (!line.startsWith(APPLIED)) {
      throw new AssertionError(line);
    }
    return Integer.parseInt(line.substring(APPLIED.length()));
  }

  /**
   * Has it apply the first two, and a third that makes the table {@code half}, fills it with what
   * the query answers as {@code n}, again and again, and is not done before it is killed. Returns
   * when that has begun.
   */
  public static void migrateWithoutEnd(ChildJvm child, DatabaseConfig config, String query) {
    tell(child, config, query);
    child.expect(RUNNING);
  }

  private static void tell(ChildJvm child, DatabaseConfig config, String query) {
    child.say(
        String.join(
            SEPARATOR,
            config.url().orElseThrow(),
            config.user().orElse(""),
            config.password().orElse(""),
            query));
  }

  /** The program. */
  public static void main(String[] none) {
    Parent.say(READY);
    String[] told = Parent.hear().split(SEPARATOR, -1);
    DatabaseConfigBuilder config = DatabaseConfig.builder(told[0]).listener(new Announcer());
    if (!told[1].isEmpty()) {
      config.credentials(told[1], told[2]);
    }
    String query = told[3];
    List<Migration> migrations = new ArrayList<>(MIGRATIONS);
    if (!query.isEmpty()) {
      migrations.set(2, Migration.of("0003-half", "is never done", made -> half(made, query)));
    }
    try (Database db = Database.open(config.build())) {
      List<MigrationStatus> statuses = db.schema().migrate(migrations).join();
      Parent.say(
          APPLIED + statuses.stream().filter(status -> status.change() == Change.APPLIED).count());
    }
  }

  private static List<Query> half(MigrationContext context, String query) {
    List<Query> steps = new ArrayList<>();
    steps.add(createTable(name("half")).column("x", context.types().int64()));
    for (int i = 0; i < STATEMENTS; i++) {
      // each another text: else they would travel together, and go on without the program
      steps.add(query("insert into half select n + " + i + " from (" + query + ") as numbers"));
    }
    return steps;
  }

  private static final class Announcer implements DatabaseListener {
    @Override
    public void started(UnitStart start) {
      if (start.kind() == UnitKind.BATCH && String.valueOf(start.sql()).contains("half")) {
        Parent.say(RUNNING);
      }
    }
  }
}
