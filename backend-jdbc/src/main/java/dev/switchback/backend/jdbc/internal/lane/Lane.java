package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.backend.jdbc.LanePlan.Trait;
import dev.switchback.backend.jdbc.internal.lane.Permits.Admission;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Connections behind one bounded FIFO. A waiting task is data, never a blocked thread. Safe for use
 * by many threads.
 */
public final class Lane {

  private final String name;
  private final int connections;
  private final Executor workers;
  private final WaitWatch waitWatch;
  private final Contention contention;
  private final Permits permits;
  private final Leases leases;
  private final LaneWorker worker;
  private final LaneTally tally = new LaneTally();

  /**
   * A lane; without a grouping, each task runs on its own.
   *
   * @param workers the threads on which its connections are used
   * @param idleLimit how long a connection that nobody needs stays open; zero for ever
   */
  public Lane(
      LanePlan plan,
      int queueSize,
      Dialect dialect,
      Executor workers,
      @Nullable Grouping grouping,
      WaitWatch waitWatch,
      Duration idleLimit) {
    this.name = plan.name();
    this.connections = plan.connections();
    this.workers = workers;
    this.waitWatch = waitWatch;
    this.contention = new Contention(plan.traits().contains(Trait.CONTESTED_LOCK));
    this.permits = new Permits(name, connections, queueSize, grouping);
    this.leases = new Leases(this, plan.source(), dialect);
    this.worker = new LaneWorker(this, idleLimit);
  }

  // ---- what it consists of

  /** Its name in statistics and errors. */
  String name() {
    return name;
  }

  /** The most connections. */
  public int connections() {
    return connections;
  }

  /** The threads on which its connections are used. */
  public Executor workers() {
    return workers;
  }

  Contention contention() {
    return contention;
  }

  Permits permits() {
    return permits;
  }

  Leases leases() {
    return leases;
  }

  // ---- its tasks

  /** Queues a task, or refuses it at once. Never blocks. */
  public void submit(LaneTask task) {
    Admission admission = permits.offer(task);
    switch (admission) {
      case CLOSED -> task.refuse(closedError());
      case OVERLOADED -> task.refuse(permits.overloaded());
      default -> admitted(admission);
    }
  }

  private void admitted(Admission admission) {
    if (admission == Admission.STARTS) {
      worker.start();
    } else {
      waitWatch.waiting(this);
    }
  }

  /**
   * Queues a task that carries on work which has been accepted: neither a full queue nor a closing,
   * which waits for it, refuses it.
   */
  public void goOn(LaneTask task) {
    permits.delay(task);
    submitDelayed(task);
  }

  /** The same, after a pause. */
  public void goOnAfter(long nanos, LaneTask task) {
    permits.delay(task);
    Timer.after(nanos, () -> submitDelayed(task));
  }

  private void submitDelayed(LaneTask task) {
    Admission admission = permits.endDelay(task);
    if (admission != null) {
      admitted(admission);
    }
  }

  /** A task that waits has been given up. Answers why, and if it is for the wait, for whom. */
  public DatabaseException remove(LaneTask task, DatabaseException why) {
    return permits.remove(task, why);
  }

  /** A task that kept its connection has ended. */
  void takeBack(Lease lease) {
    worker.takeBack(lease);
  }

  /** A task has ended; for tasks that kept their lease. */
  public void forget(LaneTask task) {
    if (permits.ended(task)) {
      tally.finished();
    }
  }

  // ---- what is known of it

  /** What waits. */
  Set<LaneTask> queued() {
    return permits.waiting();
  }

  /** The one that has had a connection for the longest, if any. */
  InUse.@Nullable Holder longestHolder() {
    return permits.longestHolder();
  }

  /** Adds to the sums that {@link #stats} shows. */
  public void account(long waited, long ran) {
    tally.add(waited, ran);
  }

  /** A snapshot of the counters. */
  public LaneStats stats() {
    return permits.stats(tally);
  }

  // ---- its end

  /** From now on new tasks are refused. */
  public void refuse() {
    worker.keepUnused();
    permits.refuse();
  }

  /** Refuses new tasks too; completes when the last one has ended. */
  public CompletableFuture<Void> drain() {
    refuse();
    return permits.drain();
  }

  /** Asked when something has ended, and everybody has been told. */
  public void completeDrainIfIdle() {
    permits.completeDrainIfIdle();
  }

  /** The time for an orderly end is over. */
  public void abort() {
    permits.tasks().forEach(task -> task.withdraw(closedError()));
  }

  /** Cuts the connections whose statements do not end although they were told to. */
  public void cut() {
    leases.cut();
  }

  /** Closes the connections. */
  public void closeSource() {
    leases.close();
  }

  private static DatabaseException closedError() {
    return DatabaseException.of(ErrorKind.CLOSED, "The database is closed");
  }
}
