package dev.switchback.conformance;

import dev.switchback.database.DatabaseConfigBuilder;
import java.util.Set;
import org.jooq.ResultQuery;

/** One database of a {@link Target}, and the few things that the contracts cannot say portably. */
public interface Namespace extends AutoCloseable {

  /** A new configuration that opens this database, with credentials and nothing else set. */
  DatabaseConfigBuilder config();

  /** Which of the optional methods work. */
  Set<Hook> hooks();

  /**
   * A query that never ends by itself.
   *
   * @param marker letters and digits that must appear in the SQL as the database shows it
   */
  ResultQuery<?> endless(String marker);

  /** A query of one row that keeps the database busy for about half a second. */
  ResultQuery<?> lasting();

  /** The view from outside, over a connection that Switchback does not know. */
  default Sessions sessions() {
    throw new UnsupportedOperationException("SESSIONS");
  }

  /**
   * Takes, over a connection that Switchback does not know, a lock that keeps everybody from
   * writing to a table, and holds it until it is closed.
   */
  default AutoCloseable lock(String table) throws Exception {
    throw new UnsupportedOperationException("FOREIGN_LOCK");
  }

  /** Removes the database. */
  @Override
  void close() throws Exception;

  /** The sessions that a server holds for this database, without the one that asks. */
  interface Sessions {
    /** How many there are. */
    int count();

    /** Whether one of them is running a statement whose text contains the marker. */
    boolean running(String marker);

    /** How many of them have a transaction open. */
    int inTransaction();

    /** Ends all of them, as an administrator would. */
    void kill();
  }
}
