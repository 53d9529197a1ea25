package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * What SQLite's errors mean: by extended result code, and where one code stands for many things, by
 * SQLite's own (English, stable) message.
 */
final class SqliteErrors {

  private static final String BUSY =
      "Another process, or another opening in this one, holds the lock of the file: ";

  private SqliteErrors() {}

  static DatabaseException translate(SQLException error, @Nullable String sql) {
    int code = code(error);
    String detail = detail(error);
    ErrorKind kind = kind(code, detail);
    String message = kind == ErrorKind.BUSY ? BUSY + detail : detail;
    DatabaseException.Builder builder =
        DatabaseException.builder(kind, message)
            .outcome(code == 0 ? Outcome.NOT_EXECUTED : Outcome.ROLLED_BACK)
            .cause(error)
            .vendorCode(code)
            .sql(sql);
    switch (kind) {
      case UNIQUE, NOT_NULL -> columns(builder, after(message, "constraint failed: "));
      case CHECK -> check(builder, after(message, "constraint failed: "));
      default -> {}
    }
    return builder.build();
  }

  /** Whether another connection, of whatever process, was in the way. */
  static boolean isBusy(SQLException error) {
    return kind(code(error), "") == ErrorKind.BUSY;
  }

  private static int code(SQLException error) {
    return error instanceof SQLiteException known ? known.getResultCode().code : 0;
  }

  /** The driver writes {@code [SQLITE_X] Explanation of the code (message of SQLite)}. */
  private static String detail(SQLException error) {
    String message = String.valueOf(error.getMessage());
    int open = message.indexOf('(');
    return message.startsWith("[SQLITE") && open > 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }

  private static ErrorKind kind(int code, String message) {
    return switch (code) {
      case 2067, 1555, 2579 -> ErrorKind.UNIQUE;
      case 787 -> ErrorKind.FOREIGN_KEY;
      // A trigger's: one of SQLite's own, that does the work of a key, or RAISE in somebody's.
      case 1811 -> message.startsWith("FOREIGN KEY") ? ErrorKind.FOREIGN_KEY : ErrorKind.OTHER;
      case 1299 -> ErrorKind.NOT_NULL;
      case 275 -> ErrorKind.CHECK;
      case 3091 -> ErrorKind.ILLEGAL_VALUE;
      default -> kindOfPrimary(code & 0xff, message);
    };
  }

  private static ErrorKind kindOfPrimary(int code, String message) {
    return switch (code) {
      case 0, 1 -> kindOfText(message); // 0 is the driver's own
      case 3, 23 -> ErrorKind.PERMISSION;
      case 5, 6, 15 -> ErrorKind.BUSY;
      case 7, 13 -> ErrorKind.RESOURCE;
      case 8 -> ErrorKind.READ_ONLY;
      case 9 -> ErrorKind.CANCELLED;
      case 10, 14 -> ErrorKind.CONNECTION;
      case 11, 26 -> ErrorKind.CORRUPT;
      case 18 -> message.contains("statement") ? ErrorKind.RESOURCE : ErrorKind.TOO_LONG;
      case 19 -> kindOfConstraint(message);
      case 20 -> ErrorKind.ILLEGAL_VALUE;
      default -> ErrorKind.OTHER;
    };
  }

  private static ErrorKind kindOfText(String message) {
    if (message.contains("no such table") || message.contains("no such view")) {
      return ErrorKind.NO_SUCH_TABLE;
    }
    if (message.contains("no such column")
        || message.contains("has no column named")
        || message.startsWith("unknown column")) {
      return ErrorKind.NO_SUCH_COLUMN;
    }
    if (message.contains("integer overflow")) {
      return ErrorKind.OUT_OF_RANGE;
    }
    if (message.contains("malformed JSON")) {
      return ErrorKind.ILLEGAL_VALUE;
    }
    if (message.contains("returns results")) {
      return ErrorKind.ILLEGAL_USE;
    }
    if (message.contains("already exists")
        || message.contains("there is already")
        || message.contains("duplicate column name")
        || message.contains("no such index")
        || message.contains("foreign key mismatch")) {
      return ErrorKind.ILLEGAL_USE;
    }
    if (message.contains("rowid alias")) {
      return ErrorKind.UNSUPPORTED;
    }
    boolean parsing =
        message.contains("syntax error")
            || message.contains("incomplete input")
            || message.contains("unrecognized token")
            || message.contains("no such function")
            || message.contains("misuse of")
            || message.contains("ON CONFLICT clause does not match");
    return parsing ? ErrorKind.SYNTAX : ErrorKind.OTHER;
  }

  private static ErrorKind kindOfConstraint(String message) {
    if (message.startsWith("UNIQUE")) {
      return ErrorKind.UNIQUE;
    }
    if (message.startsWith("FOREIGN KEY")) {
      return ErrorKind.FOREIGN_KEY;
    }
    if (message.startsWith("NOT NULL")) {
      return ErrorKind.NOT_NULL;
    }
    return message.startsWith("CHECK") ? ErrorKind.CHECK : ErrorKind.OTHER;
  }

  /** {@code t.a, t.b}; a name with a dot in it could be either's, and none is told. */
  private static void columns(DatabaseException.Builder builder, String list) {
    List<String> columns = new ArrayList<>();
    String table = null;
    for (String qualified : list.split(", ")) {
      String[] parts = qualified.split("\\.", -1);
      if (parts.length != 2) {
        return;
      }
      table = parts[0];
      columns.add(parts[1]);
    }
    builder.table(table).columns(columns);
  }

  private static void check(DatabaseException.Builder builder, String constraint) {
    builder.kind(ColumnChecks.kind(constraint)).constraint(constraint);
    String column = ColumnChecks.column(constraint);
    if (column != null) {
      builder.columns(List.of(column));
    }
  }

  private static String after(String message, String prefix) {
    int at = message.indexOf(prefix);
    return at < 0 ? "" : message.substring(at + prefix.length());
  }
}
