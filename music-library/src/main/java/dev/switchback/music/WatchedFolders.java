package dev.switchback.music;

import static dev.switchback.music.schema.WatchedFoldersTable.CADENCE_MINUTES;
import static dev.switchback.music.schema.WatchedFoldersTable.CREATED_AT;
import static dev.switchback.music.schema.WatchedFoldersTable.ENABLED;
import static dev.switchback.music.schema.WatchedFoldersTable.ID;
import static dev.switchback.music.schema.WatchedFoldersTable.LAST_SCANNED_AT;
import static dev.switchback.music.schema.WatchedFoldersTable.MODE;
import static dev.switchback.music.schema.WatchedFoldersTable.PATH;
import static dev.switchback.music.schema.WatchedFoldersTable.PATH_HASH;
import static dev.switchback.music.schema.WatchedFoldersTable.UPDATED_AT;
import static dev.switchback.music.schema.WatchedFoldersTable.WATCHED_FOLDERS;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.music.schema.PathHash;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The folders that are scanned by themselves. What becomes of the tracks below them is no matter of
 * this. Safe for use by many threads.
 */
public final class WatchedFolders {

  private static final List<Field<?>> COLUMNS =
      List.of(ID, PATH, MODE, CADENCE_MINUTES, ENABLED, LAST_SCANNED_AT, CREATED_AT, UPDATED_AT);

  private final QueryExecutor executor;
  private final Clock clock;

  WatchedFolders(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** All folders, the earliest first. */
  public CompletableFuture<List<WatchedFolder>> all() {
    return list(trueCondition());
  }

  /** Those that are switched on, the earliest first. */
  public CompletableFuture<List<WatchedFolder>> enabled() {
    return list(ENABLED.eq(true));
  }

  private CompletableFuture<List<WatchedFolder>> list(Condition which) {
    return executor
        .fetch(select(COLUMNS).from(WATCHED_FOLDERS).where(which).orderBy(CREATED_AT, ID))
        .thenApply(rows -> rows.map(WatchedFolders::folder));
  }

  /** The folder of that id. */
  public CompletableFuture<Optional<WatchedFolder>> find(long id) {
    return find(ID.eq(id));
  }

  /** The folder of exactly that path. */
  public CompletableFuture<Optional<WatchedFolder>> findByPath(String path) {
    return find(PATH.eq(path));
  }

  private CompletableFuture<Optional<WatchedFolder>> find(Condition which) {
    return executor
        .fetchOptional(select(COLUMNS).from(WATCHED_FOLDERS).where(which))
        .thenApply(row -> row.map(WatchedFolders::folder));
  }

  private static WatchedFolder folder(Record row) {
    return new WatchedFolder(
        row.get(ID),
        row.get(PATH),
        new WatchedFolder.Rule(
            WatchedFolder.Mode.read(row.get(MODE)), cadence(row), row.get(ENABLED)),
        instant(row.get(LAST_SCANNED_AT)),
        Objects.requireNonNull(instant(row.get(CREATED_AT))),
        Objects.requireNonNull(instant(row.get(UPDATED_AT))));
  }

  /** Other programs may have stored what no rule takes. */
  private static int cadence(Record row) {
    Integer stored = row.get(CADENCE_MINUTES);
    return stored == null
        ? WatchedFolder.Rule.DEFAULT.cadenceMinutes()
        : Math.min(Math.max(stored, 1), 1440);
  }

  private static @Nullable Instant instant(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  /** Watches a folder. Fails with {@link MusicException.Reason#ALREADY_THERE}. */
  public CompletableFuture<WatchedFolder> add(String path, WatchedFolder.Rule rule) {
    long now = now();
    return MusicException.insteadOf(
        ErrorKind.UNIQUE,
        () -> MusicException.alreadyThere("watched folder", path),
        Units.write(
            executor,
            tx ->
                tx.fetchSingle(
                        insertInto(WATCHED_FOLDERS)
                            .set(PATH, path)
                            .set(PATH_HASH, PathHash.of(path))
                            .set(MODE, rule.mode().stored())
                            .set(CADENCE_MINUTES, rule.cadenceMinutes())
                            .set(ENABLED, rule.enabled())
                            .set(CREATED_AT, now)
                            .set(UPDATED_AT, now)
                            .returningResult(COLUMNS))
                    .thenApply(WatchedFolders::folder)));
  }

  /**
   * Changes when a folder is scanned.
   *
   * @param change what it makes of the rule that is stored; may be called more than once
   * @return the folder as it is then; empty if there is no such folder
   */
  public CompletableFuture<Optional<WatchedFolder>> change(
      long id, UnaryOperator<WatchedFolder.Rule> change) {
    return Units.write(
        executor,
        tx ->
            tx.fetchOptional(
                    update(WATCHED_FOLDERS)
                        .set(UPDATED_AT, now())
                        .where(ID.eq(id))
                        .returningResult(COLUMNS))
                .thenCompose(
                    held ->
                        held.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : new WatchedFolders(tx, clock)
                                .store(id, change.apply(folder(held.get()).rule()))));
  }

  private CompletableFuture<Optional<WatchedFolder>> store(long id, WatchedFolder.Rule rule) {
    return executor
        .execute(
            update(WATCHED_FOLDERS)
                .set(MODE, rule.mode().stored())
                .set(CADENCE_MINUTES, rule.cadenceMinutes())
                .set(ENABLED, rule.enabled())
                .where(ID.eq(id)))
        .thenCompose(stored -> find(id));
  }

  /** Notes that a folder has been scanned now; false if there is no such folder. */
  public CompletableFuture<Boolean> scanned(long id) {
    return executor
        .execute(
            update(WATCHED_FOLDERS)
                .set(LAST_SCANNED_AT, now())
                .set(UPDATED_AT, now())
                .where(ID.eq(id)))
        .thenApply(matched -> matched > 0);
  }

  /** Watches a folder no longer; false if it was not watched. */
  public CompletableFuture<Boolean> remove(long id) {
    return executor
        .execute(deleteFrom(WATCHED_FOLDERS).where(ID.eq(id)))
        .thenApply(removed -> removed > 0);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
