package dev.switchback.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a database is opened. Immutable; made by {@link #builder}. {@link #toString} shows no secret.
 */
public final class DatabaseConfig {

  private final String url;
  private final Optional<String> user;
  private final Optional<String> password;
  private final int poolSize;
  private final int queueSize;
  private final Duration connectTimeout;
  private final Duration queryTimeout;
  private final Duration transactionTimeout;
  private final Duration idleTransactionTimeout;
  private final Duration streamIdleTimeout;
  private final Duration lockTimeout;
  private final Duration waitLimit;
  private final Duration closeGrace;
  private final Optional<Executor> completionExecutor;
  private final List<DatabaseListener> listeners;
  private final Map<String, String> options;

  DatabaseConfig(DatabaseConfigBuilder b) {
    this.url = b.url;
    this.user = Optional.ofNullable(b.user);
    this.password = Optional.ofNullable(b.password);
    this.poolSize = b.poolSize;
    this.queueSize = b.queueSize;
    this.connectTimeout = b.connectTimeout;
    this.queryTimeout = b.queryTimeout;
    this.transactionTimeout = b.transactionTimeout;
    this.idleTransactionTimeout = b.idleTransactionTimeout;
    this.streamIdleTimeout = b.streamIdleTimeout;
    this.lockTimeout = b.lockTimeout;
    this.waitLimit = b.waitLimit;
    this.closeGrace = b.closeGrace;
    this.completionExecutor = Optional.ofNullable(b.completionExecutor);
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

  /** The JDBC URL, as given: it may hold a password; see {@link #redactedUrl}. */
  public String url() {
    return url;
  }

  /** The URL without what could be a secret, for messages. */
  public String redactedUrl() {
    return Redaction.redact(url);
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
