package dev.switchback.backend.mysql;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server's errors mean, by its own numbers: the SQLSTATE of many is the general one
 * (MySQL's reference on server error messages, and MariaDB's on error codes).
 */
final class MysqlErrors {

  private static final Map<Integer, ErrorKind> BY_CODE =
      Map.ofEntries(
          Map.entry(1062, ErrorKind.UNIQUE),
          Map.entry(1586, ErrorKind.UNIQUE),
          Map.entry(1169, ErrorKind.UNIQUE),
          Map.entry(1216, ErrorKind.FOREIGN_KEY),
          Map.entry(1217, ErrorKind.FOREIGN_KEY),
          Map.entry(1451, ErrorKind.FOREIGN_KEY),
          Map.entry(1452, ErrorKind.FOREIGN_KEY),
          Map.entry(1048, ErrorKind.NOT_NULL),
          Map.entry(1364, ErrorKind.NOT_NULL),
          Map.entry(1566, ErrorKind.NOT_NULL),
          Map.entry(3819, ErrorKind.CHECK),
          Map.entry(4025, ErrorKind.CHECK),
          Map.entry(1020, ErrorKind.SERIALIZATION),
          Map.entry(1213, ErrorKind.DEADLOCK),
          Map.entry(1205, ErrorKind.LOCK_TIMEOUT),
          Map.entry(3572, ErrorKind.LOCK_TIMEOUT),
          Map.entry(1317, ErrorKind.CANCELLED),
          Map.entry(3024, ErrorKind.TIMEOUT),
          Map.entry(1969, ErrorKind.TIMEOUT),
          Map.entry(1044, ErrorKind.PERMISSION),
          Map.entry(1045, ErrorKind.AUTHENTICATION),
          Map.entry(1698, ErrorKind.AUTHENTICATION),
          Map.entry(1142, ErrorKind.PERMISSION),
          Map.entry(1143, ErrorKind.PERMISSION),
          Map.entry(1227, ErrorKind.PERMISSION),
          Map.entry(1370, ErrorKind.PERMISSION),
          Map.entry(1290, ErrorKind.READ_ONLY),
          Map.entry(1792, ErrorKind.READ_ONLY),
          Map.entry(1836, ErrorKind.READ_ONLY),
          Map.entry(1040, ErrorKind.RESOURCE),
          Map.entry(1203, ErrorKind.RESOURCE),
          Map.entry(1021, ErrorKind.RESOURCE),
          Map.entry(1037, ErrorKind.RESOURCE),
          Map.entry(1038, ErrorKind.RESOURCE),
          Map.entry(1041, ErrorKind.RESOURCE),
          Map.entry(1114, ErrorKind.RESOURCE),
          Map.entry(1206, ErrorKind.RESOURCE),
          Map.entry(1153, ErrorKind.RESOURCE),
          Map.entry(1390, ErrorKind.RESOURCE),
          Map.entry(1461, ErrorKind.RESOURCE),
          Map.entry(1049, ErrorKind.CONNECTION),
          Map.entry(1047, ErrorKind.CONNECTION),
          Map.entry(1053, ErrorKind.CONNECTION),
          Map.entry(1080, ErrorKind.CONNECTION),
          Map.entry(1152, ErrorKind.CONNECTION),
          Map.entry(1158, ErrorKind.CONNECTION),
          Map.entry(1159, ErrorKind.CONNECTION),
          Map.entry(1160, ErrorKind.CONNECTION),
          Map.entry(1161, ErrorKind.CONNECTION),
          Map.entry(1927, ErrorKind.CONNECTION),
          Map.entry(4031, ErrorKind.CONNECTION),
          Map.entry(1034, ErrorKind.CORRUPT),
          Map.entry(1712, ErrorKind.CORRUPT),
          Map.entry(1146, ErrorKind.NO_SUCH_TABLE),
          Map.entry(1051, ErrorKind.NO_SUCH_TABLE),
          Map.entry(1109, ErrorKind.NO_SUCH_TABLE),
          Map.entry(1824, ErrorKind.NO_SUCH_TABLE),
          Map.entry(1054, ErrorKind.NO_SUCH_COLUMN),
          Map.entry(1072, ErrorKind.NO_SUCH_COLUMN),
          Map.entry(1406, ErrorKind.TOO_LONG),
          Map.entry(1264, ErrorKind.OUT_OF_RANGE),
          Map.entry(1690, ErrorKind.OUT_OF_RANGE),
          Map.entry(1441, ErrorKind.OUT_OF_RANGE),
          Map.entry(1265, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1292, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1365, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1366, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1367, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1411, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1300, ErrorKind.ILLEGAL_VALUE),
          Map.entry(3140, ErrorKind.ILLEGAL_VALUE),
          Map.entry(3141, ErrorKind.ILLEGAL_VALUE),
          Map.entry(1242, ErrorKind.TOO_MANY_ROWS),
          Map.entry(1235, ErrorKind.UNSUPPORTED),
          // DDL that does not fit what is there: others depend on it, it exists already, it does
          // not.
          Map.entry(1007, ErrorKind.ILLEGAL_USE),
          Map.entry(1008, ErrorKind.ILLEGAL_USE),
          Map.entry(1050, ErrorKind.ILLEGAL_USE),
          Map.entry(1060, ErrorKind.ILLEGAL_USE),
          Map.entry(1061, ErrorKind.ILLEGAL_USE),
          Map.entry(1068, ErrorKind.ILLEGAL_USE),
          Map.entry(1091, ErrorKind.ILLEGAL_USE),
          Map.entry(1553, ErrorKind.ILLEGAL_USE),
          Map.entry(1826, ErrorKind.ILLEGAL_USE),
          Map.entry(1828, ErrorKind.ILLEGAL_USE),
          Map.entry(1829, ErrorKind.ILLEGAL_USE),
          Map.entry(3730, ErrorKind.ILLEGAL_USE),
          Map.entry(3822, ErrorKind.ILLEGAL_USE),
          Map.entry(3959, ErrorKind.ILLEGAL_USE));

  private static final Map<String, ErrorKind> BY_CLASS =
      Map.of(
          "08", ErrorKind.CONNECTION,
          "0A", ErrorKind.UNSUPPORTED,
          "22", ErrorKind.ILLEGAL_VALUE,
          "28", ErrorKind.AUTHENTICATION,
          "42", ErrorKind.SYNTAX);

  /** {@code Duplicate entry '1' for key 'orders.uq_orders'}; MariaDB leaves the table out. */
  private static final Pattern KEY =
      Pattern.compile("for key '(?:(?<table>[^']*?)\\.)?(?<name>[^'.]*)'$");

  /** {@code … foreign key constraint fails (`db`.`orders`, CONSTRAINT `fk` FOREIGN KEY (`a`) …}. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "\\(`[^`]*`\\.`(?<table>[^`]*)`, CONSTRAINT `(?<name>[^`]*)`"
              + " FOREIGN KEY \\((?<columns>[^)]*)\\)");

  /** {@code Column 'a' cannot be null}, {@code Data too long for column 'a' at row 1}. */
  private static final Pattern COLUMN = Pattern.compile("(?i)(?:column|field) '(?<column>[^']*)'");

  /** {@code Check constraint 'a' is violated}, {@code CONSTRAINT `t.a` failed for `db`.`t`}. */
  private static final Pattern CHECK =
      Pattern.compile(
          "(?i)constraint ['`](?<name>[^'`]*)['`](?: failed for `[^`]*`\\.`(?<table>[^`]*)`)?");

  private static final Pattern QUOTED = Pattern.compile("(?s)'.*'");

  private MysqlErrors() {}

  static DatabaseException translate(SQLException error, @Nullable String sql) {
    SQLException cause = driverError(error);
    ErrorKind kind = kind(cause);
    String server = String.valueOf(cause.getMessage());
    String message = message(kind, cause.getErrorCode(), server);
    DatabaseException.Builder builder =
        DatabaseException.builder(kind, message)
            .sqlState(cause.getSQLState())
            .vendorCode(cause.getErrorCode())
            .cause(message.equals(server) ? cause : without(cause, message))
            .sql(sql);
    details(builder, kind, server);
    return builder.build();
  }

  /** The server quotes values in the message itself; the rest of the error is kept. */
  private static SQLException without(SQLException cause, String message) {
    SQLException shown = new SQLException(message, cause.getSQLState(), cause.getErrorCode());
    shown.setStackTrace(cause.getStackTrace());
    return shown;
  }

  /** The pool wraps what happened when it tried to connect. */
  private static SQLException driverError(SQLException error) {
    SQLException found = error;
    while (found.getErrorCode() == 0 && found.getCause() instanceof SQLException inner) {
      found = inner;
    }
    return found;
  }

  private static ErrorKind kind(SQLException error) {
    ErrorKind kind = BY_CODE.get(error.getErrorCode());
    if (kind != null) {
      return kind;
    }
    String state = error.getSQLState();
    if (state == null) {
      return error instanceof SQLTransientConnectionException
          ? ErrorKind.POOL_TIMEOUT
          : ErrorKind.OTHER;
    }
    if (error.getErrorCode() == 0 && (state.startsWith("22") || state.equals("S1009"))) {
      return ErrorKind.MAPPING; // the driver's own: it cannot make of a value what it is asked for
    }
    return BY_CLASS.getOrDefault(state.length() < 2 ? "" : state.substring(0, 2), ErrorKind.OTHER);
  }

  /** The server's, but for the values in it. */
  private static String message(ErrorKind kind, int code, String server) {
    return switch (kind) {
      case UNIQUE -> {
        Matcher key = KEY.matcher(server);
        yield key.find() ? "Duplicate entry " + key.group() : "Duplicate entry";
      }
      case ILLEGAL_VALUE, OUT_OF_RANGE, TOO_LONG -> {
        Matcher column = COLUMN.matcher(server);
        String plain = QUOTED.matcher(server).replaceAll("…");
        yield column.find()
            ? plain.replaceFirst("(?s)…", Matcher.quoteReplacement("…"))
                + " ("
                + column.group()
                + ")"
            : plain;
      }
      case MAPPING -> "A stored value cannot be read as the type of its field";
      default -> server;
    };
  }

  private static void details(DatabaseException.Builder builder, ErrorKind kind, String server) {
    switch (kind) {
      case UNIQUE -> named(builder, KEY.matcher(server));
      case CHECK -> named(builder, CHECK.matcher(server));
      case FOREIGN_KEY -> {
        Matcher key = FOREIGN.matcher(server);
        if (key.find()) {
          builder.constraint(key.group("name")).table(key.group("table"));
          builder.columns(List.of(key.group("columns").replace("`", "").split(", ")));
        }
      }
      case NOT_NULL, TOO_LONG, OUT_OF_RANGE, ILLEGAL_VALUE -> {
        Matcher column = COLUMN.matcher(server);
        List<String> columns = new ArrayList<>();
        while (column.find()) {
          columns.add(column.group("column"));
        }
        if (!columns.isEmpty()) {
          builder.columns(List.of(columns.get(columns.size() - 1)));
        }
      }
      default -> {}
    }
  }

  private static void named(DatabaseException.Builder builder, Matcher found) {
    if (found.find()) {
      builder.constraint(found.group("name"));
      if (found.group("table") != null) {
        builder.table(found.group("table"));
      }
    }
  }
}
