package dev.switchback.conformance;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a contract test works with: one namespace a test class, one open database in it, and as many
 * more as a test opens. Used by one test at a time.
 */
public final class Fixture {

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Target target;
  private final Namespace namespace;
  private final List<Database> opened = new ArrayList<>();
  private @Nullable Database shared;

  Fixture(Target target, Namespace namespace) {
    this.target = target;
    this.namespace = namespace;
  }

  /** The target's name. */
  public String target() {
    return target.name();
  }

  /** The database as the target sees it. */
  public Namespace namespace() {
    return namespace;
  }

  /** A new configuration that opens this class's database. */
  public DatabaseConfigBuilder config() {
    return namespace.config();
  }

  /** The database that the tests of the class share, with defaults. */
  public synchronized Database database() {
    if (shared == null) {
      shared = Database.open(config().build());
    }
    return shared;
  }

  /** Opens a database of the test's own; it is closed after the test. */
  public synchronized Database open(UnaryOperator<DatabaseConfigBuilder> settings) {
    Database database = Database.open(settings.apply(config()).build());
    opened.add(database);
    return database;
  }

  /** A name that no other test uses. */
  public String name(String prefix) {
    return prefix + "_" + NAMES.incrementAndGet();
  }

  /** A letters-only word that no other statement contains, for {@link Namespace#endless}. */
  public String marker() {
    return "marker" + NAMES.incrementAndGet() + "x";
  }

  synchronized void afterTest() {
    List<Database> databases = List.copyOf(opened);
    opened.clear();
    databases.forEach(database -> Await.get(database.closeAsync()));
  }

  synchronized void afterClass() throws Exception {
    try (namespace) {
      if (shared != null) {
        Await.get(shared.closeAsync());
      }
      if (namespace.hooks().contains(Hook.SESSIONS)) {
        Await.until(
            "every connection of the class is closed", () -> namespace.sessions().count() == 0);
      }
    }
  }
}
