package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Migration;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.MigrationStatus.State;
import dev.switchback.database.TableInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database had applied at one moment, held against what is given.
 *
 * @param given the migrations
 * @param tables the database's tables, without the engine's own
 * @param statuses of the given ones, in their order, then of those that are not given
 */
record Ledger(Given given, List<TableInfo> tables, List<MigrationStatus> statuses) {

  /** A record of the history. */
  record Applied(String id, String description, String checksum, Instant at) {}

  static Ledger of(Given given, List<TableInfo> tables, List<Applied> history) {
    Map<String, Applied> byId = new LinkedHashMap<>();
    history.forEach(applied -> byId.put(applied.id(), applied));
    List<MigrationStatus> statuses = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Migration migration = given.migration(i);
      statuses.add(status(migration, given.checksum(i), byId.remove(migration.id())));
    }
    byId.forEach(
        (id, applied) ->
            statuses.add(status(id, applied.description(), State.UNKNOWN, applied.at())));
    return new Ledger(given, tables, statuses);
  }

  private static MigrationStatus status(
      Migration migration, String checksum, @Nullable Applied applied) {
    if (applied == null) {
      return status(migration.id(), migration.description(), State.PENDING, null);
    }
    State state = applied.checksum().equals(checksum) ? State.APPLIED : State.CHANGED;
    return status(migration.id(), migration.description(), state, applied.at());
  }

  private static MigrationStatus status(
      String id, String description, State state, @Nullable Instant at) {
    return new MigrationStatus(id, description, state, at, Change.NONE, List.of());
  }

  /**
   * How many are applied; those that are not stand behind them.
   *
   * @throws DatabaseException MIGRATION, which names each that does not fit what is given
   */
  int applied() {
    List<String> wrong = new ArrayList<>();
    int applied = 0;
    String pending = null;
    for (MigrationStatus status : statuses) {
      switch (status.state()) {
        case PENDING -> pending = pending == null ? status.id() : pending;
        case UNKNOWN -> wrong.add(status.id() + " is applied, and is not among the given ones");
        case CHANGED ->
            wrong.add(status.id() + " has changed since it was applied (its checksum differs)");
        case APPLIED -> {
          applied++;
          if (pending != null) {
            wrong.add(status.id() + " is applied, and " + pending + " before it is not");
          }
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw DatabaseException.of(
          ErrorKind.MIGRATION, "Migration " + String.join("; migration ", wrong));
    }
    return applied;
  }

  /** The statuses, if they fit what is given; else fails as {@link #applied}. */
  List<MigrationStatus> fitting() {
    applied();
    return statuses;
  }

  /** The statuses, with what a call has done. */
  List<MigrationStatus> with(Map<String, Change> changes) {
    return statuses.stream()
        .map(status -> with(status, changes.getOrDefault(status.id(), Change.NONE), List.of()))
        .toList();
  }

  static MigrationStatus with(MigrationStatus status, Change change, List<String> statements) {
    return new MigrationStatus(
        status.id(), status.description(), status.state(), status.appliedAt(), change, statements);
  }
}
