package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.DatabaseException;

/**
 * A statement of a script.
 *
 * @param sql its text
 * @param line where it begins, from 1
 */
record ScriptStatement(String sql, int line) {

  /** Does something with the statement, so that a failure says where that stands. */
  void located(Runnable action) {
    try {
      action.run();
    } catch (DatabaseException e) {
      throw located(e);
    }
  }

  /** The failure, with its place. */
  DatabaseException located(DatabaseException failure) {
    return failure.toBuilder()
        .message("Line " + line + " of the script: " + failure.getMessage())
        .cause(failure.getCause())
        .build();
  }
}
