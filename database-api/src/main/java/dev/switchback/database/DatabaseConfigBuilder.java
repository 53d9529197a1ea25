package dev.switchback.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.jspecify.annotations.Nullable;

/** Collects a {@link DatabaseConfig}. Not safe for use by many threads. */
public final class DatabaseConfigBuilder {

  final @Nullable String url;
  final @Nullable DataSource dataSource;
  boolean ownsDataSource;
  @Nullable String user;
  @Nullable String password;
  int poolSize = 8;
  int queueSize = 10_000;
  Duration connectTimeout = Duration.ofSeconds(10);
  Duration idleConnectionTimeout = Duration.ofMinutes(1);
  Duration queryTimeout = Duration.ZERO;
  Duration transactionTimeout = Duration.ofSeconds(30);
  Duration idleTransactionTimeout = Duration.ofSeconds(5);
  Duration streamIdleTimeout = Duration.ofSeconds(60);
  Duration lockTimeout = Duration.ofSeconds(5);
  Duration waitLimit = Duration.ofSeconds(1);
  Duration closeGrace = Duration.ofSeconds(5);
  @Nullable Duration slowQueryThreshold;
  @Nullable Executor completionExecutor;
  Settings settings = new Settings();
  final List<DatabaseListener> listeners = new ArrayList<>();
  final Map<String, String> options = new HashMap<>();

  DatabaseConfigBuilder(String url) {
    this.url = Objects.requireNonNull(url);
    this.dataSource = null;
  }

  DatabaseConfigBuilder(DataSource dataSource) {
    this.url = null;
    this.dataSource = Objects.requireNonNull(dataSource);
  }

  /**
   * User and password, if they are not in the URL.
   *
   * @throws IllegalStateException with a {@code DataSource}, which has its own
   */
  public DatabaseConfigBuilder credentials(String user, String password) {
    if (url == null) {
      throw new IllegalStateException("The DataSource has its own credentials");
    }
    this.user = Objects.requireNonNull(user);
    this.password = Objects.requireNonNull(password);
    return this;
  }

  /**
   * Closes the {@code DataSource}, if it can be closed, with the database; by default it is the
   * application's affair.
   *
   * @throws IllegalStateException if there is none
   */
  public DatabaseConfigBuilder ownsDataSource() {
    if (dataSource == null) {
      throw new IllegalStateException("There is no DataSource");
    }
    this.ownsDataSource = true;
    return this;
  }

  /**
   * The most connections of a server's pool, or of an embedded file's readers, or that are taken
   * from a {@code DataSource} at a time; 1 to 1,000, default 8.
   */
  public DatabaseConfigBuilder poolSize(int poolSize) {
    this.poolSize = inRange("poolSize", poolSize, 1, 1_000);
    return this;
  }

  /** The most operations that wait for a connection; 1 to 1,000,000, default 10,000. */
  public DatabaseConfigBuilder queueSize(int queueSize) {
    this.queueSize = inRange("queueSize", queueSize, 1, 1_000_000);
    return this;
  }

  /** The limit for a new connection and for a ping; default 10 s. */
  public DatabaseConfigBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = positive("connectTimeout", connectTimeout);
    return this;
  }

  /**
   * How long a connection that nobody needs stays open: it is closed after that time, at the latest
   * when twice as much has passed; default 1 min, zero for ever. A file keeps the one that writes,
   * a server's pool two; it takes no limit below 10 s, and looks every 30 s. Those of a {@code
   * DataSource} are its own affair.
   */
  public DatabaseConfigBuilder idleConnectionTimeout(Duration idleConnectionTimeout) {
    this.idleConnectionTimeout = notNegative("idleConnectionTimeout", idleConnectionTimeout);
    return this;
  }

  /** The limit of a query for which none is given; default none. */
  public DatabaseConfigBuilder queryTimeout(Duration queryTimeout) {
    this.queryTimeout = notNegative("queryTimeout", queryTimeout);
    return this;
  }

  /** The limit of a transaction for which none is given; default 30 s, zero for none. */
  public DatabaseConfigBuilder transactionTimeout(Duration transactionTimeout) {
    this.transactionTimeout = notNegative("transactionTimeout", transactionTimeout);
    return this;
  }

  /** The limit between two statements of a transaction; default 5 s, zero for none. */
  public DatabaseConfigBuilder idleTransactionTimeout(Duration idleTransactionTimeout) {
    this.idleTransactionTimeout = notNegative("idleTransactionTimeout", idleTransactionTimeout);
    return this;
  }

  /**
   * How long a stream's subscriber may neither ask for rows nor return from taking one, before the
   * stream fails with TIMEOUT and gives its connection back; default 60 s, zero for none.
   */
  public DatabaseConfigBuilder streamIdleTimeout(Duration streamIdleTimeout) {
    this.streamIdleTimeout = notNegative("streamIdleTimeout", streamIdleTimeout);
    return this;
  }

  /**
   * From how long on, queue included, a statement is logged, as a warning of the SLF4J logger
   * {@code dev.switchback.slow}: its times, kind, tag, rows or error, and its SQL without values;
   * default none is, zero for all of them.
   */
  public DatabaseConfigBuilder slowQueryThreshold(Duration slowQueryThreshold) {
    this.slowQueryThreshold = notNegative("slowQueryThreshold", slowQueryThreshold);
    return this;
  }

  /** How long a statement waits for another's lock; default 5 s, zero for ever. */
  public DatabaseConfigBuilder lockTimeout(Duration lockTimeout) {
    this.lockTimeout = notNegative("lockTimeout", lockTimeout);
    return this;
  }

  /**
   * After how long a wait for a connection listeners are told of it, see {@link
   * DatabaseListener#waiting}; default 1 s, zero for never.
   */
  public DatabaseConfigBuilder waitLimit(Duration waitLimit) {
    this.waitLimit = notNegative("waitLimit", waitLimit);
    return this;
  }

  /** How long closing waits for running work before it cancels it; default 5 s. */
  public DatabaseConfigBuilder closeGrace(Duration closeGrace) {
    this.closeGrace = notNegative("closeGrace", closeGrace);
    return this;
  }

  /**
   * Where futures are completed, and so where stages attached to them run. It must be able to run
   * tasks while others block: a pool of fixed size can starve.
   */
  public DatabaseConfigBuilder completionExecutor(Executor completionExecutor) {
    this.completionExecutor = Objects.requireNonNull(completionExecutor);
    return this;
  }

  /**
   * How queries are rendered; copied now, by default jOOQ's defaults. What shapes the SQL is
   * honoured: the mapping of schemas and tables, the case and the quoting of names, keywords,
   * formatting, padding of IN lists, transformations. What the engine does itself is its own, and
   * is set as it needs it: values are bound, records are detached, RETURNING reads what was
   * written. What jOOQ would do when it runs a query itself has no effect.
   *
   * @throws IllegalArgumentException if a setting that limits or protects queries would be lost:
   *     {@code queryTimeout}, {@code maxRows}, {@code executeWithOptimisticLocking}, and THROW for
   *     an UPDATE or DELETE without WHERE
   */
  public DatabaseConfigBuilder settings(Settings settings) {
    this.settings = RenderSettings.copy(settings);
    return this;
  }

  /** Adds a listener. */
  public DatabaseConfigBuilder listener(DatabaseListener listener) {
    this.listeners.add(Objects.requireNonNull(listener));
    return this;
  }

  /** Sets an option of the backend, by full name; opening fails if there is none of that name. */
  public DatabaseConfigBuilder option(String name, String value) {
    this.options.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
    return this;
  }

  /** The configuration. */
  public DatabaseConfig build() {
    return new DatabaseConfig(this);
  }

  private static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }

  private static Duration notNegative(String name, Duration value) {
    Durations.checkNotNegative(name, Objects.requireNonNull(value));
    return value;
  }
}
