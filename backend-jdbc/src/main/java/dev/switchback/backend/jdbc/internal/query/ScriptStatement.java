package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.DatabaseException;

/**
 * A statement of a script.
 *
 * @param sql its text
 * @param line where it begins, from 1
 */
record ScriptStatement(String sql, int line) {

  /** The failure of the statement, which says where that stands. */
  DatabaseException located(DatabaseException failure) {
    return failure.toBuilder()
        .message("Line " + line + " of the script: " + failure.getMessage())
        .cause(failure.getCause())
        .build();
  }
}
