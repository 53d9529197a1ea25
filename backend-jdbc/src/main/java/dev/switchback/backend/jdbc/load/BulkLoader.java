package dev.switchback.backend.jdbc.load;

import java.sql.SQLException;

/** Writes the rows of one load, in a transaction that is open. Used by one thread at a time. */
public interface BulkLoader extends AutoCloseable {

  /**
   * Inserts rows of a block, in their order, and returns how many the database took; triggers may
   * have kept some away. After an error the caller undoes what was done.
   *
   * @param from the first row
   * @param to the row behind the last
   */
  long write(RowBlock rows, int from, int to) throws SQLException;

  /** Lets go of statements. */
  @Override
  void close() throws SQLException;
}
