package dev.switchback.music;

import static dev.switchback.music.schema.ScanLeaseTable.EXPIRES_AT;
import static dev.switchback.music.schema.ScanLeaseTable.ID;
import static dev.switchback.music.schema.ScanLeaseTable.OWNER;
import static dev.switchback.music.schema.ScanLeaseTable.SCAN_LEASE;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.QueryExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;

/**
 * The right to scan: one program at a time has it, of all that use the library, and for a limited
 * time, so that one that dies does not keep it for ever. Who works for long renews it; who begins a
 * transaction with {@link #renew} knows that nobody else writes what he writes. Safe for use by
 * many threads.
 */
public final class ScanLease {

  private static final long ONLY = 1;

  private final QueryExecutor executor;
  private final Clock clock;

  ScanLease(QueryExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Who has the lease.
   *
   * @param owner what he calls himself
   * @param expiresAt until when, in seconds since 1970
   */
  public record Holder(String owner, long expiresAt) {}

  /**
   * Takes the lease, if it is free.
   *
   * @param owner a name that nobody else gives himself, up to 200 characters
   * @return whether it is the owner's now
   */
  public CompletableFuture<Boolean> take(String owner, Duration time) {
    return executor
        .batch(
            List.of(
                insertInto(SCAN_LEASE, ID, OWNER, EXPIRES_AT)
                    .values(ONLY, owner, 0L)
                    .onConflict(ID)
                    .doNothing(),
                update(SCAN_LEASE)
                    .set(OWNER, owner)
                    .set(EXPIRES_AT, now() + time.toSeconds())
                    .where(ID.eq(ONLY))
                    .and(OWNER.eq(owner).or(EXPIRES_AT.lt(now())))))
        .thenApply(matched -> matched.get(1) > 0);
  }

  /** Renews the lease; false if it is another's by now. In a transaction it stays until the end. */
  public CompletableFuture<Boolean> renew(String owner, Duration time) {
    return executor
        .execute(
            update(SCAN_LEASE).set(EXPIRES_AT, now() + time.toSeconds()).where(isHeldBy(owner)))
        .thenApply(matched -> matched > 0);
  }

  /** Gives the lease back, if it is the owner's. */
  public CompletableFuture<Void> release(String owner) {
    return executor.execute(deleteFrom(SCAN_LEASE).where(isHeldBy(owner))).thenApply(done -> null);
  }

  /** Who has the lease now. */
  public CompletableFuture<Optional<Holder>> holder() {
    return executor
        .fetchOptional(
            select(OWNER, EXPIRES_AT).from(SCAN_LEASE).where(ID.eq(ONLY)).and(EXPIRES_AT.ge(now())))
        .thenApply(row -> row.map(held -> new Holder(held.value1(), held.value2())));
  }

  private static Condition isHeldBy(String owner) {
    return ID.eq(ONLY).and(OWNER.eq(owner));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
