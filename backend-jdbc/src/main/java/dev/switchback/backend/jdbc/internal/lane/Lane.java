package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.LaneTask.Next;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections behind one bounded FIFO. A waiting task is data, never a blocked thread; a worker
 * thread serves as long as there is work and owns nothing.
 *
 * <p>{@code active} counts permits: connections in use or being fetched. A permit is taken before a
 * worker starts, so that the source is never asked for more than it has.
 */
public final class Lane {

  /** How many tasks a thread serves before it lets those of other lanes have a turn. */
  private static final int TURN = 64;

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final String name;
  private final int connections;
  private final int queueSize;
  private final ConnectionSource source;
  private final Dialect dialect;
  private final Executor workers;
  private final @Nullable Grouping grouping;
  private final Contention contention;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final LongAdder finished = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();
  private final LongAdder ranNanos = new LongAdder();

  /** Insertion order is the queue's order; a set, so that a withdrawn task leaves at once. */
  private final Set<LaneTask> queue = new LinkedHashSet<>();

  /** Accepted, and to be queued a little later. */
  private final Set<LaneTask> delayed = new HashSet<>();

  private final InUse running;
  private final WaitWatch waitWatch;
  private final UnusedWatch unusedWatch;
  private final Set<Lease> leases = new HashSet<>();
  private int active;
  private boolean closing;

  /** Makes one task of several neighbours. */
  @FunctionalInterface
  public interface Grouping {
    /** A task of the first one, and of those that it takes from the queue meanwhile. */
    LaneTask group(GroupMember first, Supplier<@Nullable GroupMember> next);
  }

  /** A lane; without a grouping, each task runs on its own. */
  public Lane(
      String name,
      int connections,
      int queueSize,
      ConnectionSource source,
      Dialect dialect,
      Executor workers,
      @Nullable Grouping grouping,
      boolean contested,
      WaitWatch waitWatch,
      Duration idleLimit) {
    this.name = name;
    this.connections = connections;
    this.queueSize = queueSize;
    this.source = source;
    this.dialect = dialect;
    this.workers = workers;
    this.grouping = grouping;
    this.running = new InUse(name, connections);
    this.waitWatch = waitWatch;
    this.unusedWatch = new UnusedWatch(idleLimit, () -> workers.execute(this::closeUnused));
    this.contention = new Contention(contested);
  }

  /** The threads on which its connections are used. */
  public Executor workers() {
    return workers;
  }

  /** Its name in statistics and errors. */
  String name() {
    return name;
  }

  Contention contention() {
    return contention;
  }

  /** The most connections. */
  public int connections() {
    return connections;
  }

  /** Queues a task, or refuses it at once. Never blocks. */
  public void submit(LaneTask task) {
    DatabaseException refusal = null;
    boolean start = false;
    synchronized (this) {
      if (closing) {
        refusal = closedError();
      } else if (queue.size() >= queueSize) {
        refusal =
            DatabaseException.of(
                ErrorKind.OVERLOADED,
                "The " + name + " queue is full, " + queueSize + " wait" + running.describe());
      } else {
        start = enqueue(task);
      }
    }
    if (refusal != null) {
      task.refuse(refusal);
    } else if (start) {
      workers.execute(this::serve);
    }
  }

  /** Queues a task; whether one more worker is to start serving, with a permit taken for it. */
  private boolean enqueue(LaneTask task) {
    queue.add(task);
    if (active >= connections) {
      waitWatch.waiting(this);
      return false;
    }
    active++;
    return true;
  }

  /**
   * Queues a task after a pause. It carries on work that has been accepted: neither a full queue
   * nor a closing, which waits for it, refuses it.
   */
  public void submitAfter(long nanos, LaneTask task) {
    synchronized (this) {
      delayed.add(task);
    }
    Timer.after(nanos, () -> enqueueDelayed(task));
  }

  private void enqueueDelayed(LaneTask task) {
    synchronized (this) {
      if (!delayed.remove(task) || !enqueue(task)) {
        return;
      }
    }
    workers.execute(this::serve);
  }

  /** A task that waits has been given up. Answers why, and if it is for the wait, for whom. */
  public synchronized DatabaseException remove(LaneTask task, DatabaseException why) {
    delayed.remove(task);
    return queue.remove(task) && why.kind() == ErrorKind.TIMEOUT
        ? why.toBuilder().message(why.getMessage() + running.describe()).cause(null).build()
        : why;
  }

  /** The one that has had a connection for the longest, if any. */
  synchronized InUse.@Nullable Holder longestHolder() {
    return running.longest();
  }

  /** What waits. */
  synchronized Set<LaneTask> queued() {
    return new LinkedHashSet<>(queue);
  }

  /** Works off the queue with one permit, which is already taken. */
  private void serve() {
    for (int served = 0; served < TURN && !Service.isAside(); served++) {
      if (makesBreak()) {
        return;
      }
      LaneTask task = next();
      if (task == null) {
        return;
      }
      Service.goesOn();
      Lease lease = lease(task);
      if (lease == null) {
        continue;
      }
      if (run(task, lease)) {
        giveBack(lease);
      } else if (!anotherPermit()) {
        return;
      }
    }
    // Others share these threads: to the end of their queue, with the permit.
    workers.execute(this::serve);
  }

  /** Whether it goes on later, with the permit. */
  private boolean makesBreak() {
    long nanos = contention.breakNanos();
    synchronized (this) {
      if (nanos == 0 || queue.isEmpty()) {
        return false;
      }
    }
    Timer.after(nanos, () -> workers.execute(this::serve));
    return true;
  }

  private @Nullable Lease lease(LaneTask task) {
    try {
      Lease lease = new Lease(this, source.acquire(), dialect);
      synchronized (this) {
        leases.add(lease);
      }
      return lease;
    } catch (SQLException e) {
      refuse(task, dialect.translate(e, null));
    } catch (RuntimeException | Error e) {
      refuse(task, DatabaseException.of(e));
    }
    return null;
  }

  private void refuse(LaneTask task, DatabaseException why) {
    task.refuse(why); // before it is forgotten: it may submit another in its place
    forget(task);
  }

  /** Whether the connection came free; otherwise the task keeps it, and with it the permit. */
  private boolean run(LaneTask task, Lease lease) {
    Next next;
    contention.asking();
    try {
      next = task.run(lease);
    } catch (RuntimeException | Error e) {
      // Tasks do not throw. If one does, neither its caller nor the permit may be lost with it.
      lease.markBroken();
      refuse(task, DatabaseException.of(e));
      return true;
    }
    switch (next) {
      case KEEP:
        return false;
      case RETRY:
        long nanos = ThreadLocalRandom.current().nextLong(RETRY_NANOS, 3 * RETRY_NANOS);
        Timer.after(nanos, () -> workers.execute(() -> again(task, lease)));
        return false;
      case WITHDRAWN:
        contention.notAsked();
        break;
      default:
        break;
    }
    forget(task);
    return true;
  }

  private void again(LaneTask task, Lease lease) {
    if (run(task, lease)) {
      takeBack(lease);
    }
  }

  /** A task that kept its connection has ended: the permit goes to the next in the queue. */
  void takeBack(Lease lease) {
    giveBack(lease);
    serve();
  }

  /** A task has ended; for tasks that kept their lease. */
  public void forget(LaneTask task) {
    synchronized (this) {
      if (!running.remove(task)) {
        return; // a group: its members are counted
      }
    }
    finished.increment();
  }

  private void giveBack(Lease lease) {
    lease.checkUsable();
    contention.ended();
    boolean usable;
    synchronized (this) {
      leases.remove(lease);
      usable = !lease.isBroken();
    }
    source.release(lease.idleSession(), !usable);
    unusedWatch.unused();
  }

  /** With a permit, as a task: so nobody closes the source meanwhile. */
  private void closeUnused() {
    synchronized (this) {
      if (closing || active >= connections) {
        return; // all are in use
      }
      active++;
    }
    try {
      if (source.closeUnused()) {
        unusedWatch.unused();
      }
    } finally {
      serve();
    }
  }

  void lend(Session session) throws SQLException {
    source.lend(session);
  }

  boolean restore(Session session) {
    return source.restore(session);
  }

  /** A connection is to be cut; false if it has been given back, and may be somebody else's. */
  synchronized boolean giveUp(Lease lease) {
    lease.markBroken();
    return leases.contains(lease);
  }

  private synchronized @Nullable LaneTask next() {
    Iterator<LaneTask> iterator = queue.iterator();
    if (!iterator.hasNext()) {
      active--;
      completeDrainIfIdle();
      return null;
    }
    LaneTask task = iterator.next();
    iterator.remove();
    running.add(task);
    // One that nobody follows does not wait for company.
    return grouping != null && task instanceof GroupMember first && first.joins() && memberWaits()
        ? grouping.group(first, this::nextMember)
        : task;
  }

  private synchronized @Nullable GroupMember nextMember() {
    if (!memberWaits()) {
      return null;
    }
    Iterator<LaneTask> iterator = queue.iterator();
    GroupMember member = (GroupMember) iterator.next();
    iterator.remove();
    running.add(member);
    return member;
  }

  private boolean memberWaits() {
    Iterator<LaneTask> iterator = queue.iterator();
    return iterator.hasNext() && iterator.next() instanceof GroupMember member && member.joins();
  }

  private synchronized boolean anotherPermit() {
    if (queue.isEmpty() || active >= connections) {
      return false;
    }
    active++;
    return true;
  }

  /** Adds to the sums that {@link #stats} shows. */
  public void account(long waited, long ran) {
    waitedNanos.add(waited);
    ranNanos.add(ran);
  }

  /** A snapshot of the counters. */
  public LaneStats stats() {
    synchronized (this) {
      return new LaneStats(
          name,
          connections,
          active,
          queue.size(),
          finished.sum(),
          Duration.ofNanos(waitedNanos.sum()),
          Duration.ofNanos(ranNanos.sum()));
    }
  }

  /** Refuses new tasks; completes when the last one has ended. */
  public CompletableFuture<Void> drain() {
    unusedWatch.stop();
    synchronized (this) {
      closing = true;
      completeDrainIfIdle();
    }
    return drained;
  }

  /** The time for an orderly end is over. */
  public void abort() {
    List<LaneTask> tasks;
    synchronized (this) {
      tasks = new ArrayList<>(queue);
      tasks.addAll(delayed);
      tasks.addAll(running.tasks());
    }
    tasks.forEach(task -> task.withdraw(closedError()));
  }

  /** Cuts the connections whose statements do not end although they were told to. */
  public void cut() {
    List<Lease> held;
    synchronized (this) {
      held = new ArrayList<>(leases);
    }
    held.forEach(Lease::cut);
  }

  /** Closes the connections. */
  public void closeSource() {
    source.close();
  }

  /** Asked when something has ended, and everybody has been told. */
  public synchronized void completeDrainIfIdle() {
    if (closing && active == 0 && queue.isEmpty() && delayed.isEmpty() && !drained.isDone()) {
      drained.complete(null);
    }
  }

  private static DatabaseException closedError() {
    return DatabaseException.of(ErrorKind.CLOSED, "The database is closed");
  }
}
