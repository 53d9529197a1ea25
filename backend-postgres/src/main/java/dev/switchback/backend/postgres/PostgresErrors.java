package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's errors mean, by SQLSTATE (PostgreSQL's manual, appendix A). */
final class PostgresErrors {

  private static final Map<String, ErrorKind> BY_STATE =
      Map.ofEntries(
          Map.entry("23505", ErrorKind.UNIQUE),
          Map.entry("23503", ErrorKind.FOREIGN_KEY),
          Map.entry("23001", ErrorKind.FOREIGN_KEY),
          Map.entry("23502", ErrorKind.NOT_NULL),
          Map.entry("23514", ErrorKind.CHECK),
          Map.entry("40001", ErrorKind.SERIALIZATION),
          Map.entry("40P01", ErrorKind.DEADLOCK),
          Map.entry("55P03", ErrorKind.LOCK_TIMEOUT),
          Map.entry("57014", ErrorKind.CANCELLED),
          Map.entry("57P01", ErrorKind.CONNECTION),
          Map.entry("57P02", ErrorKind.CONNECTION),
          Map.entry("57P03", ErrorKind.CONNECTION),
          Map.entry("57P05", ErrorKind.CONNECTION),
          Map.entry("3D000", ErrorKind.CONNECTION),
          Map.entry("42501", ErrorKind.PERMISSION),
          Map.entry("25006", ErrorKind.READ_ONLY),
          Map.entry("25P02", ErrorKind.TRANSACTION_ROLLED_BACK),
          Map.entry("25P03", ErrorKind.CONNECTION),
          Map.entry("25P04", ErrorKind.CONNECTION),
          Map.entry("0100E", ErrorKind.ILLEGAL_USE),
          Map.entry("02000", ErrorKind.ILLEGAL_USE),
          // DDL that does not fit what is there: others depend on it, it exists already, it does
          // not.
          Map.entry("2BP01", ErrorKind.ILLEGAL_USE),
          Map.entry("42P07", ErrorKind.ILLEGAL_USE),
          Map.entry("42P16", ErrorKind.ILLEGAL_USE),
          Map.entry("42701", ErrorKind.ILLEGAL_USE),
          Map.entry("42704", ErrorKind.ILLEGAL_USE),
          Map.entry("42710", ErrorKind.ILLEGAL_USE),
          Map.entry("42830", ErrorKind.ILLEGAL_USE),
          Map.entry("42P01", ErrorKind.NO_SUCH_TABLE),
          Map.entry("42703", ErrorKind.NO_SUCH_COLUMN),
          Map.entry("22001", ErrorKind.TOO_LONG),
          Map.entry("22003", ErrorKind.OUT_OF_RANGE),
          Map.entry("22008", ErrorKind.OUT_OF_RANGE),
          Map.entry("07006", ErrorKind.MAPPING),
          Map.entry("XX001", ErrorKind.CORRUPT),
          Map.entry("XX002", ErrorKind.CORRUPT));

  private static final Map<String, ErrorKind> BY_CLASS =
      Map.of(
          "08", ErrorKind.CONNECTION,
          "0A", ErrorKind.UNSUPPORTED,
          "22", ErrorKind.ILLEGAL_VALUE,
          "28", ErrorKind.AUTHENTICATION,
          "42", ErrorKind.SYNTAX,
          "53", ErrorKind.RESOURCE,
          "54", ErrorKind.RESOURCE);

  /**
   * "cached plan must not change result type": somebody has altered the table since the statement
   * was prepared. Outside of a transaction the driver tries again by itself.
   */
  private static final String REPLANNED = "RevalidateCachedQuery";

  /** {@code Key (a, b)=(1, 2) already exists.}: the names are wanted, the values are not. */
  private static final Pattern KEY = Pattern.compile("\\((.*?)\\)=\\(");

  /** Its detail is the dependent objects' names; that of other errors is values. */
  private static final String DEPENDENTS = "2BP01";

  /** From the first quote to the end, in whatever language the server speaks. */
  private static final Pattern QUOTED_VALUE =
      Pattern.compile(":?\\s*[\"'«»„“”‘’‚「『].*", Pattern.DOTALL);

  private PostgresErrors() {}

  static DatabaseException translate(SQLException error, @Nullable String sql) {
    SQLException cause = driverError(error);
    ServerErrorMessage server =
        cause instanceof PSQLException known ? known.getServerErrorMessage() : null;
    ErrorKind kind = kind(cause, server);
    DatabaseException.Builder builder =
        DatabaseException.builder(kind, message(cause, server))
            .outcome(server == null ? Outcome.NOT_EXECUTED : Outcome.ROLLED_BACK)
            .sqlState(cause.getSQLState())
            .vendorCode(cause.getErrorCode())
            .cause(
                quotesValues(cause) || isOfReading(cause, server)
                    ? null
                    : withoutDetail(cause, server))
            .sql(sql);
    if (server != null) {
      builder.constraint(server.getConstraint()).table(server.getTable());
      columns(builder, server);
    }
    return builder.build();
  }

  /** Our own connections leave out the server's details, which quote values; others show them. */
  private static SQLException withoutDetail(
      SQLException cause, @Nullable ServerErrorMessage server) {
    if (server == null || server.getDetail() == null) {
      return cause;
    }
    PSQLException shown = new PSQLException(server, false);
    shown.setStackTrace(cause.getStackTrace());
    return shown;
  }

  /** The pool wraps what happened when it tried to connect, and a batch what happened in it. */
  private static SQLException driverError(SQLException error) {
    SQLException found = error;
    while (!(found instanceof PSQLException) && found.getCause() instanceof SQLException inner) {
      found = inner;
    }
    return found;
  }

  /** PgBouncer calls it a violation of the protocol. */
  private static boolean isRefusedLogin(String state, @Nullable ServerErrorMessage server) {
    return state.equals("08P01")
        && server != null
        && String.valueOf(server.getMessage()).contains("authentication failed");
  }

  private static ErrorKind kind(SQLException error, @Nullable ServerErrorMessage server) {
    String state = error.getSQLState();
    if (state == null || state.length() < 2) {
      return error instanceof SQLTransientConnectionException
          ? ErrorKind.POOL_TIMEOUT
          : ErrorKind.OTHER;
    }
    if (isRefusedLogin(state, server)) {
      return ErrorKind.AUTHENTICATION;
    }
    ErrorKind kind = BY_STATE.get(state);
    if (kind == null) {
      kind = BY_CLASS.getOrDefault(state.substring(0, 2), ErrorKind.OTHER);
    }
    if (isOfReading(error, server)) {
      return ErrorKind.MAPPING;
    }
    if (server != null && REPLANNED.equals(server.getRoutine())) {
      return ErrorKind.SERIALIZATION;
    }
    if (kind == ErrorKind.CHECK && server != null) {
      return ColumnChecks.kind(server.getConstraint());
    }
    if (state.equals("21000") && server != null) {
      return server.getRoutine() != null && server.getRoutine().startsWith("ExecOnConflict")
          ? ErrorKind.UNIQUE
          : ErrorKind.TOO_MANY_ROWS;
    }
    boolean byTimeout =
        kind == ErrorKind.CANCELLED
            && server != null
            && String.valueOf(server.getMessage()).contains("statement timeout");
    return byTimeout ? ErrorKind.TIMEOUT : kind;
  }

  /** The driver's own: it could not make of a value what it was asked for. */
  private static boolean isOfReading(SQLException error, @Nullable ServerErrorMessage server) {
    String state = String.valueOf(error.getSQLState());
    return server == null
        && (state.startsWith("22") || state.equals("42821") || state.equals("42846"));
  }

  /** Errors about values (class 22) quote them in their first line. */
  private static boolean quotesValues(SQLException error) {
    return String.valueOf(error.getSQLState()).startsWith("22");
  }

  /** The server's first line, up to the value that it quotes; and what depends on what. */
  private static String message(SQLException error, @Nullable ServerErrorMessage server) {
    if (isOfReading(error, server)) {
      return "A stored value cannot be read as the type of its field";
    }
    String message =
        server != null && server.getMessage() != null
            ? server.getMessage()
            : String.valueOf(error.getMessage());
    if (server != null && DEPENDENTS.equals(error.getSQLState()) && server.getDetail() != null) {
      return message + ": " + server.getDetail().replace("\n", "; ");
    }
    return quotesValues(error) ? QUOTED_VALUE.matcher(message).replaceAll("") : message;
  }

  private static void columns(DatabaseException.Builder builder, ServerErrorMessage server) {
    String checked = ColumnChecks.column(server.getConstraint());
    if (server.getColumn() != null) {
      builder.columns(List.of(server.getColumn()));
    } else if (checked != null) {
      builder.columns(List.of(checked));
    } else if (server.getDetail() != null) {
      Matcher key = KEY.matcher(server.getDetail());
      if (key.find()) {
        builder.columns(List.of(key.group(1).replace("\"", "").split(", ")));
      }
    }
  }
}
