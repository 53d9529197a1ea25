package dev.switchback.backend.jdbc;

import java.sql.SQLException;

/**
 * The connections of one lane. The lane never asks for more than it was told there are, so {@link
 * #acquire} waits for nothing but the creation of one. Safe for use by many threads.
 */
public interface ConnectionSource extends AutoCloseable {

  /** A connection for one unit of work; may block while it is created. */
  Session acquire() throws SQLException;

  /**
   * Makes a connection ready for a function of the application, for which the engine does not wait
   * for locks.
   */
  default void lend(Session session) throws SQLException {}

  /**
   * Makes a connection that a function of the application has had as good as new; its transaction
   * has been rolled back.
   *
   * @return false where it cannot, which is the usual case: another one takes its place
   */
  default boolean restore(Session session) {
    return false;
  }

  /**
   * Takes a connection back.
   *
   * @param broken whether it must not be used again
   */
  void release(Session session, boolean broken);

  /** Whether that asks something of the database, and may take its time. */
  default boolean talksOnRelease() {
    return false;
  }

  /**
   * Closes the connections that nobody has needed since this was last asked, if it opened them on
   * demand and sees to it itself. Asked now and then, never together with {@link #close}.
   *
   * @return whether there are others that are not in use now, and it is to be asked again
   */
  default boolean closeUnused() {
    return false;
  }

  /** Closes all connections; none is in use any more. */
  @Override
  void close();
}
