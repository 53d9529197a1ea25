package dev.switchback.backend.jdbc;

import dev.switchback.backend.jdbc.internal.JdbcDatabase;
import dev.switchback.backend.jdbc.internal.lane.Workers;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;

/** Opens databases for backends. */
public final class JdbcEngine {

  private JdbcEngine() {}

  /**
   * A database on a server: one lane for everything. Its statements may wait for each other's
   * locks, so each of its connections can have a thread.
   */
  public static Database server(DatabaseConfig config, Dialect dialect, LanePlan lane) {
    return new JdbcDatabase(config, dialect, lane, lane, Workers.server());
  }

  /**
   * An embedded database: its statements never wait for each other, and share a few threads with
   * those of all other embedded databases of the process.
   *
   * @param read the readers' lane; the same as {@code write} if there is only one
   */
  public static Database embedded(
      DatabaseConfig config, Dialect dialect, LanePlan read, LanePlan write) {
    return new JdbcDatabase(config, dialect, read, write, Workers.embedded());
  }
}
