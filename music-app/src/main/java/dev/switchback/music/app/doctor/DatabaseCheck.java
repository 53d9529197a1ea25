package dev.switchback.music.app.doctor;

import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.database.Database;
import java.util.List;
import java.util.Objects;
import org.jooq.SQLDialect;

/** What an SQLite file says of itself. A server sees to its own. */
final class DatabaseCheck implements Check {

  private static final String SOUND = "ok";

  @Override
  public String name() {
    return "database";
  }

  @Override
  public String rule() {
    return "the database file is whole";
  }

  @Override
  public List<String> find(Database database) {
    if (database.backend().dialect().family() != SQLDialect.SQLITE) {
      return List.of();
    }
    return database.fetch(resultQuery("pragma integrity_check")).join().stream()
        .map(row -> Objects.toString(row.get(0)))
        .filter(line -> !line.equals(SOUND))
        .toList();
  }

  /** Only a backup helps. */
  @Override
  public void repair(Database database) {}
}
