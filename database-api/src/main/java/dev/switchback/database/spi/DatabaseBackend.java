package dev.switchback.database.spi;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;

/**
 * A database product that Switchback can open, found by {@link java.util.ServiceLoader}.
 *
 * <p>Must: have a public constructor without parameters that does no I/O; be stateless and safe for
 * use by many threads; answer {@link #accepts} for the URLs of its own product only. The SPI knows
 * no JDBC: how a backend talks to its database is its own affair.
 */
public interface DatabaseBackend {

  /**
   * A short, unique, lower-case name, for example {@code sqlite}; also the prefix of its options.
   */
  String name();

  /** Whether this backend opens the given URL. No I/O; no exception for a malformed URL. */
  boolean accepts(String url);

  /**
   * Opens the database. May block.
   *
   * @throws DatabaseException CONNECTION, AUTHENTICATION, PERMISSION, CORRUPT, UNSUPPORTED (a
   *     server that is too old) or ILLEGAL_USE (an unknown option, named in the message)
   */
  Database open(DatabaseConfig config);
}
