package dev.switchback.backend.postgres;

import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.Isolation;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings that the portable rules need, whatever server, role or database have set: made once
 * for each connection where that is a session, and for each transaction where it is not. Immutable.
 */
final class PostgresSession {

  private final boolean lasts;
  private final Duration lockTimeout;

  PostgresSession(DatabaseConfig config, PostgresOptions options) {
    this.lasts = !options.pooled();
    this.lockTimeout = config.lockTimeout();
  }

  /** Whether what is set on a connection is still set when it is used again. */
  boolean lasts() {
    return lasts;
  }

  /** The settings of a session, by name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(common(lockTimeout));
    settings.put("default_transaction_isolation", "read committed");
    settings.put("default_transaction_read_only", "off");
    return settings;
  }

  private static Map<String, String> common(Duration lockTimeout) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TimeZone", "UTC");
    settings.put("standard_conforming_strings", "on");
    settings.put("lock_timeout", String.valueOf(PostgresSettings.lockMillis(lockTimeout)));
    return settings;
  }

  /** What is run on a new connection. */
  String setUp() {
    return String.join("; ", sets("set ", settings()));
  }

  /** What a transaction begins with; empty if that is nothing. */
  String begin(TransactionOptions options) {
    List<String> statements = new ArrayList<>();
    if (!lasts || options.isolation() != null || options.readOnly()) {
      statements.add("set transaction" + mode(options));
    }
    Duration limit = options.lockTimeout();
    if (!lasts) {
      statements.addAll(sets("set local ", common(limit == null ? lockTimeout : limit)));
    } else if (limit != null) {
      statements.add("set local lock_timeout = " + PostgresSettings.lockMillis(limit));
    }
    return String.join("; ", statements);
  }

  private String mode(TransactionOptions options) {
    Isolation isolation = options.isolation();
    if (isolation == null && !lasts) {
      isolation = Isolation.READ_COMMITTED;
    }
    String level =
        isolation == null
            ? ""
            : " isolation level " + isolation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return level + (options.readOnly() ? " read only" : lasts ? "" : " read write");
  }

  /** What makes the settings good again in the middle of a transaction. */
  String reset() {
    List<String> statements = new ArrayList<>(List.of("reset role", "reset all"));
    statements.addAll(lasts ? sets("set ", settings()) : sets("set local ", common(lockTimeout)));
    return String.join("; ", statements);
  }

  private static List<String> sets(String set, Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> set + setting.getKey() + " = '" + setting.getValue() + "'")
        .toList();
  }
}
