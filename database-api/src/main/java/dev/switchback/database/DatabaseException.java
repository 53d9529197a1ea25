package dev.switchback.database;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the API; {@link #kind} says what happened. Immutable and safe for use by
 * many threads. Neither the message nor any property contains bound values or passwords.
 */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final Outcome outcome;
  private final @Nullable String constraint;
  private final @Nullable String table;
  private final List<String> columns;
  private final @Nullable String sqlState;
  private final int vendorCode;
  private final @Nullable String sql;

  private DatabaseException(Builder builder) {
    super(builder.message, builder.cause);
    this.kind = builder.kind;
    this.outcome = builder.outcome;
    this.constraint = builder.constraint;
    this.table = builder.table;
    this.columns = builder.columns;
    this.sqlState = builder.sqlState;
    this.vendorCode = builder.vendorCode;
    this.sql = builder.sql;
  }

  /** An exception with no more than kind and message, and outcome NOT_EXECUTED. */
  public static DatabaseException of(ErrorKind kind, String message) {
    return builder(kind, message).build();
  }

  /**
   * Unwraps {@link CompletionException} and {@link ExecutionException}; an exception of another
   * kind becomes the cause of one with kind OTHER and outcome UNKNOWN.
   */
  public static DatabaseException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof DatabaseException known) {
      return known;
    }
    return builder(ErrorKind.OTHER, String.valueOf(cause.getMessage()))
        .cause(cause)
        .outcome(Outcome.UNKNOWN)
        .build();
  }

  /** For backends: an exception with more than kind and message. */
  public static Builder builder(ErrorKind kind, String message) {
    return new Builder(kind, message);
  }

  /** A builder with this exception's properties and this exception as the cause. */
  public Builder toBuilder() {
    Builder builder = new Builder(kind, String.valueOf(getMessage()));
    builder.outcome = outcome;
    builder.constraint = constraint;
    builder.table = table;
    builder.columns = columns;
    builder.sqlState = sqlState;
    builder.vendorCode = vendorCode;
    builder.sql = sql;
    builder.cause = this;
    return builder;
  }

  /** For backends: the same exception with another outcome; it has this one's cause. */
  public DatabaseException withOutcome(Outcome outcome) {
    return outcome == this.outcome ? this : toBuilder().cause(getCause()).outcome(outcome).build();
  }

  /** What went wrong. */
  public ErrorKind kind() {
    return kind;
  }

  /** What the operation left behind. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Whether running the whole transaction (or the single statement, if it was none) again may
   * succeed: conflicts with others, a connection that broke with a known outcome, and a
   * TRANSACTION_ROLLED_BACK that one of these caused.
   */
  public boolean isRetryable() {
    return switch (kind) {
      case SERIALIZATION, DEADLOCK, BUSY, LOCK_TIMEOUT -> true;
      case CONNECTION -> outcome != Outcome.UNKNOWN;
      case TRANSACTION_ROLLED_BACK ->
          getCause() instanceof DatabaseException reason && reason.isRetryable();
      default -> false;
    };
  }

  /** The violated constraint's name, where the database tells it. */
  public @Nullable String constraint() {
    return constraint;
  }

  /** The table concerned, where the database tells it. */
  public @Nullable String table() {
    return table;
  }

  /** The columns concerned, where the database tells them; else empty. */
  public List<String> columns() {
    return columns;
  }

  /** The SQLSTATE, where the driver tells it. */
  public @Nullable String sqlState() {
    return sqlState;
  }

  /** The database's own error number, or 0. */
  public int vendorCode() {
    return vendorCode;
  }

  /** The statement with {@code ?} for its values, if there was one. */
  public @Nullable String sql() {
    return sql;
  }

  /** Collects an exception's properties; for backends. Not safe for use by many threads. */
  public static final class Builder {
    private ErrorKind kind;
    private String message;
    private Outcome outcome = Outcome.NOT_EXECUTED;
    private @Nullable Throwable cause;
    private @Nullable String constraint;
    private @Nullable String table;
    private List<String> columns = List.of();
    private @Nullable String sqlState;
    private int vendorCode;
    private @Nullable String sql;

    private Builder(ErrorKind kind, String message) {
      this.kind = Objects.requireNonNull(kind);
      this.message = Objects.requireNonNull(message);
    }

    /** Another kind. */
    public Builder kind(ErrorKind kind) {
      this.kind = Objects.requireNonNull(kind);
      return this;
    }

    /** Another message. */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message);
      return this;
    }

    /** What the operation left behind; NOT_EXECUTED if not said. */
    public Builder outcome(Outcome outcome) {
      this.outcome = Objects.requireNonNull(outcome);
      return this;
    }

    /** The cause. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** The violated constraint. */
    public Builder constraint(@Nullable String constraint) {
      this.constraint = constraint;
      return this;
    }

    /** The table concerned. */
    public Builder table(@Nullable String table) {
      this.table = table;
      return this;
    }

    /** The columns concerned. */
    public Builder columns(List<String> columns) {
      this.columns = List.copyOf(columns);
      return this;
    }

    /** The SQLSTATE. */
    public Builder sqlState(@Nullable String sqlState) {
      this.sqlState = sqlState;
      return this;
    }

    /** The database's own error number. */
    public Builder vendorCode(int vendorCode) {
      this.vendorCode = vendorCode;
      return this;
    }

    /** The statement. */
    public Builder sql(@Nullable String sql) {
      this.sql = sql;
      return this;
    }

    /** The exception. */
    public DatabaseException build() {
      return new DatabaseException(this);
    }
  }
}
