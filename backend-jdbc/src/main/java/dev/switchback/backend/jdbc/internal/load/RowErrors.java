package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.List;

/** Errors that say which row of a load they are about. */
final class RowErrors {

  private RowErrors() {}

  /** What the database said of a row. */
  static DatabaseException at(long row, DatabaseException error) {
    return named("Row " + row + " of the load: ", error).build();
  }

  /** What is wrong with one value of a row. */
  static DatabaseException at(long row, String column, DatabaseException error) {
    return named("Row " + row + " of the load, column " + column + ": ", error)
        .columns(List.of(column))
        .build();
  }

  private static DatabaseException.Builder named(String place, DatabaseException error) {
    return error.toBuilder().message(place + error.getMessage()).cause(error.getCause());
  }

  /** What the application's code threw; its message is its own. */
  static DatabaseException ofSource(Throwable thrown) {
    return DatabaseException.builder(ErrorKind.OTHER, "The source of the load failed")
        .cause(thrown)
        .build();
  }
}
