package dev.switchback.backend.sqlite;

import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The backend's options.
 *
 * @param synchronous {@code sqlite.synchronous}: {@code full} (a commit is on the disk when it is
 *     answered; the default) or {@code normal} (the last ones can be lost with the power)
 * @param cacheMegabytes {@code sqlite.cache_mb}: the page cache of all connections together, 1 to
 *     4,096, default 64
 */
record SqliteOptions(String synchronous, int cacheMegabytes) {

  private static final String PREFIX = "sqlite.";

  static SqliteOptions of(DatabaseConfig config) {
    String synchronous = "full";
    int cacheMegabytes = 64;
    for (Map.Entry<String, String> option : config.options().entrySet()) {
      switch (option.getKey()) {
        case PREFIX + "synchronous" -> synchronous = synchronous(option.getValue());
        case PREFIX + "cache_mb" -> cacheMegabytes = cacheMegabytes(option.getValue());
        default ->
            throw illegal(
                "There is no option "
                    + option.getKey()
                    + "; there are "
                    + List.of(PREFIX + "cache_mb", PREFIX + "synchronous"));
      }
    }
    return new SqliteOptions(synchronous, cacheMegabytes);
  }

  private static String synchronous(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (!lower.equals("full") && !lower.equals("normal")) {
      throw illegal("sqlite.synchronous must be full or normal");
    }
    return lower;
  }

  private static int cacheMegabytes(String value) {
    try {
      int megabytes = Integer.parseInt(value);
      if (megabytes >= 1 && megabytes <= 4_096) {
        return megabytes;
      }
    } catch (NumberFormatException notANumber) {
      // The message below says what it must be.
    }
    throw illegal("sqlite.cache_mb must be a number from 1 to 4096");
  }

  private static DatabaseException illegal(String message) {
    return DatabaseException.of(ErrorKind.ILLEGAL_USE, message);
  }
}
