package dev.switchback.backend.postgres;

import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Map;

/**
 * The options of this backend.
 *
 * @param pooled {@code postgres.pooler = transaction}: between us and the server stands a pooler
 *     that gives each transaction another of its connections, so that nothing set or prepared on
 *     one outlives its transaction
 */
record PostgresOptions(boolean pooled) {

  private static final String POOLER = "postgres.pooler";

  static PostgresOptions of(DatabaseConfig config) {
    boolean pooled = false;
    for (Map.Entry<String, String> option : config.options().entrySet()) {
      if (!option.getKey().equals(POOLER)) {
        throw illegal(
            "There is no option "
                + option.getKey()
                + "; there is "
                + POOLER
                + ", and the driver's parameters belong into the URL");
      }
      if (!option.getValue().equals("transaction")) {
        throw illegal(POOLER + " can only be transaction; one that pools sessions needs no option");
      }
      pooled = true;
    }
    return new PostgresOptions(pooled);
  }

  private static DatabaseException illegal(String message) {
    return DatabaseException.of(ErrorKind.ILLEGAL_USE, message);
  }
}
