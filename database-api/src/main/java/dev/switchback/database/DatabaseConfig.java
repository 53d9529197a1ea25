package dev.switchback.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;

/**
 * How a database is opened. Immutable; made by {@link #builder(String)} or {@link
 * #builder(DataSource)}. {@link #toString} shows no secret.
 */
public final class DatabaseConfig {

  private final Optional<String> url;
  private final Optional<DataSource> dataSource;
  private final boolean ownsDataSource;
  private final Optional<String> user;
  private final Optional<String> password;
  private final int poolSize;
  private final int queueSize;
  private final Duration connectTimeout;
  private final Duration queryTimeout;
  private final Duration transactionTimeout;
  private final Duration idleConnectionTimeout;
  private final Duration idleTransactionTimeout;
  private final Duration streamIdleTimeout;
  private final Duration lockTimeout;
  private final Duration waitLimit;
  private final Duration closeGrace;
  private final Optional<Duration> slowQueryThreshold;
  private final Optional<Executor> completionExecutor;
  private final Settings settings;
  private final List<DatabaseListener> listeners;
  private final Map<String, String> options;

  DatabaseConfig(DatabaseConfigBuilder b) {
    this.url = Optional.ofNullable(b.url);
    this.dataSource = Optional.ofNullable(b.dataSource);
    this.ownsDataSource = b.ownsDataSource;
    this.user = Optional.ofNullable(b.user);
    this.password = Optional.ofNullable(b.password);
    this.poolSize = b.poolSize;
    this.queueSize = b.queueSize;
    this.connectTimeout = b.connectTimeout;
    this.queryTimeout = b.queryTimeout;
    this.transactionTimeout = b.transactionTimeout;
    this.idleConnectionTimeout = b.idleConnectionTimeout;
    this.idleTransactionTimeout = b.idleTransactionTimeout;
    this.streamIdleTimeout = b.streamIdleTimeout;
    this.lockTimeout = b.lockTimeout;
    this.waitLimit = b.waitLimit;
    this.closeGrace = b.closeGrace;
    this.slowQueryThreshold = Optional.ofNullable(b.slowQueryThreshold);
    this.completionExecutor = Optional.ofNullable(b.completionExecutor);
    this.settings = b.settings;
    this.listeners = List.copyOf(b.listeners);
    this.options = Map.copyOf(b.options);
  }

  /** The configuration with nothing but a URL. */
  public static DatabaseConfig of(String url) {
    return builder(url).build();
  }

  /** A builder for a database at a JDBC URL. */
  public static DatabaseConfigBuilder builder(String url) {
    return new DatabaseConfigBuilder(url);
  }

  /**
   * A builder for a database that the application has connections to already. They are used one
   * operation at a time and given back as they came; a pool of ours is faster, because it does not
   * have to.
   *
   * <p>On PostgreSQL any {@code DataSource} will do whose connections unwrap to the driver's. It
   * should have at least {@link DatabaseConfigBuilder#poolSize} connections to spare: where others
   * use them too, operations wait inside it, and fail as it decides. On SQLite it must be a plain
   * {@code SQLiteDataSource}, from which URL and settings are taken; any other is answered
   * UNSUPPORTED at {@link Database#open(DatabaseConfig)}.
   */
  public static DatabaseConfigBuilder builder(DataSource dataSource) {
    return new DatabaseConfigBuilder(dataSource);
  }

  /** The JDBC URL, as given: it may hold a password; see {@link #redactedUrl}. */
  public Optional<String> url() {
    return url;
  }

  /** The URL without what could be a secret, for messages; with a {@code DataSource}, its class. */
  public String redactedUrl() {
    return url.map(Redaction::redact)
        .orElseGet(() -> "a " + dataSource.orElseThrow().getClass().getSimpleName());
  }

  /** The application's own connections, if there is no URL. */
  public Optional<DataSource> dataSource() {
    return dataSource;
  }

  /** Whether the {@code DataSource} is closed with the database. */
  public boolean ownsDataSource() {
    return ownsDataSource;
  }

  /** The user, if not in the URL. */
  public Optional<String> user() {
    return user;
  }

  /** The password, if not in the URL. */
  public Optional<String> password() {
    return password;
  }

  /** The most connections of a server's pool, or of an embedded file's readers. */
  public int poolSize() {
    return poolSize;
  }

  /** The most operations that wait for a connection; one more fails with OVERLOADED. */
  public int queueSize() {
    return queueSize;
  }

  /** The limit for a new connection, and for {@link Database#ping}. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** How long a connection that nobody needs stays open; zero for ever. */
  public Duration idleConnectionTimeout() {
    return idleConnectionTimeout;
  }

  /** The limit of a query for which none is given; zero for none. */
  public Duration queryTimeout() {
    return queryTimeout;
  }

  /** The limit of a transaction for which none is given; zero for none. */
  public Duration transactionTimeout() {
    return transactionTimeout;
  }

  /** The limit between two statements of a transaction; zero for none. */
  public Duration idleTransactionTimeout() {
    return idleTransactionTimeout;
  }

  /** The limit between two signs of life of a stream's subscriber; zero for none. */
  public Duration streamIdleTimeout() {
    return streamIdleTimeout;
  }

  /** From how long on a statement is logged; if absent, none is. */
  public Optional<Duration> slowQueryThreshold() {
    return slowQueryThreshold;
  }

  /** How long a statement waits for another's lock before LOCK_TIMEOUT or BUSY; zero for ever. */
  public Duration lockTimeout() {
    return lockTimeout;
  }

  /** After how long a wait for a connection listeners are told of it; zero for never. */
  public Duration waitLimit() {
    return waitLimit;
  }

  /** How long {@link Database#close} waits for running work before it cancels it. */
  public Duration closeGrace() {
    return closeGrace;
  }

  /** Where futures are completed; if absent, virtual threads or a pool of daemon threads. */
  public Optional<Executor> completionExecutor() {
    return completionExecutor;
  }

  /** How queries are rendered; a copy. */
  public Settings settings() {
    return SettingsTools.clone(settings);
  }

  /** Who is told of each unit of work. */
  public List<DatabaseListener> listeners() {
    return listeners;
  }

  /** Options of the backend by full name, for example {@code sqlite.synchronous}. */
  public Map<String, String> options() {
    return options;
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + redactedUrl() + user.map(u -> ", user=" + u).orElse("") + "]";
  }
}
