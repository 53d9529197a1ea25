package dev.switchback.backend.mysql;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.SQLDialect;

/** The two servers that speak this protocol, and in what they differ. */
enum Flavour {
  MYSQL("MySQL", SQLDialect.MYSQL, "utf8mb4_0900_bin", "transaction", 8, 0, 31),
  MARIADB("MariaDB", SQLDialect.MARIADB, "utf8mb4_nopad_bin", "tx", 10, 11, 0);

  /** {@code 8.0.33}, {@code 11.4.5-MariaDB-log}, and of old {@code 5.5.5-10.11.6-MariaDB}. */
  private static final Pattern VERSION =
      Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+)\\.(\\d+).*");

  private final String product;
  private final SQLDialect dialect;
  private final String collation;
  private final String transactionPrefix;
  private final int[] oldest;

  Flavour(
      String product,
      SQLDialect dialect,
      String collation,
      String transactionPrefix,
      int... oldest) {
    this.product = product;
    this.dialect = dialect;
    this.collation = collation;
    this.transactionPrefix = transactionPrefix;
    this.oldest = oldest;
  }

  /**
   * Tells by what the server calls its version.
   *
   * @throws DatabaseException UNSUPPORTED, if it is too old
   */
  static Flavour of(String version) {
    Flavour flavour = version.contains("MariaDB") ? MARIADB : MYSQL;
    Matcher numbers = VERSION.matcher(version);
    for (int i = 0; numbers.matches() && i < flavour.oldest.length; i++) {
      int difference = Integer.parseInt(numbers.group(i + 1)) - flavour.oldest[i];
      if (difference < 0) {
        throw DatabaseException.of(
            ErrorKind.UNSUPPORTED,
            "The server is "
                + flavour.product
                + " "
                + version
                + "; the oldest supported is "
                + flavour.oldest[0]
                + "."
                + flavour.oldest[1]
                + "."
                + flavour.oldest[2]);
      }
      if (difference > 0) {
        break;
      }
    }
    return flavour;
  }

  String product() {
    return product;
  }

  SQLDialect dialect() {
    return dialect;
  }

  /** The collation that goes by code point, and takes trailing blanks for what they are. */
  String collation() {
    return collation;
  }

  /** What the names of the variables on transactions begin with. */
  String transactionPrefix() {
    return transactionPrefix;
  }

  /** The variable that limits how long a statement runs. */
  String runtimeLimit() {
    return this == MYSQL ? "max_execution_time" : "max_statement_time";
  }

  /** The variable that limits how often a recursive query goes round. */
  String recursionLimit() {
    return this == MYSQL ? "cte_max_recursion_depth" : "max_recursive_iterations";
  }
}
