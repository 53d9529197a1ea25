package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.internal.lane.LaneTask.Next;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How threads work off a lane's queue. Each has a permit, which was taken for it before it began,
 * serves as long as there is work, and owns nothing.
 */
final class LaneWorker {

  /** How many tasks a thread serves before it lets those of other lanes have a turn. */
  private static final int TURN = 64;

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Lane lane;
  private final Permits permits;
  private final Leases leases;
  private final Contention contention;
  private final Executor threads;
  private final UnusedWatch unusedWatch;

  LaneWorker(Lane lane, Duration idleLimit) {
    this.lane = lane;
    this.permits = lane.permits();
    this.leases = lane.leases();
    this.contention = lane.contention();
    this.threads = lane.workers();
    this.unusedWatch = new UnusedWatch(idleLimit, () -> threads.execute(this::closeUnused));
  }

  /** One more thread serves, with a permit that is already taken. */
  void start() {
    try {
      threads.execute(this::serve);
    } catch (RuntimeException | Error noThread) {
      refuseAll(noThread);
    }
  }

  /** There may be no thread left to come by later: nobody is to wait for one. */
  private void refuseAll(Throwable noThread) {
    DatabaseException why =
        DatabaseException.builder(ErrorKind.RESOURCE, "No thread could be started")
            .cause(noThread)
            .build();
    for (LaneTask task = permits.next(); task != null; task = permits.next()) {
      refuse(task, why);
    }
  }

  private void serve() {
    for (int served = 0; served < TURN && !Service.isAside(); served++) {
      if (makesBreak()) {
        return;
      }
      LaneTask task = permits.next();
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
      } else if (!permits.another()) {
        return;
      }
    }
    // Others share these threads: to the end of their queue, with the permit.
    start();
  }

  /** Whether it goes on later, with the permit. */
  private boolean makesBreak() {
    long nanos = contention.breakNanos();
    if (nanos == 0 || permits.nobodyWaits()) {
      return false;
    }
    Timer.after(nanos, this::start);
    return true;
  }

  private @Nullable Lease lease(LaneTask task) {
    try {
      return leases.acquire();
    } catch (DatabaseException e) {
      refuse(task, e);
      return null;
    }
  }

  private void refuse(LaneTask task, DatabaseException why) {
    task.refuse(why); // before it is forgotten: it may submit another in its place
    lane.forget(task);
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
        Timer.after(nanos, () -> startAgain(task, lease));
        return false;
      case WITHDRAWN:
        contention.notAsked();
        break;
      default:
        break;
    }
    lane.forget(task);
    return true;
  }

  private void startAgain(LaneTask task, Lease lease) {
    try {
      threads.execute(() -> again(task, lease));
    } catch (RuntimeException | Error noThread) {
      refuse(task, DatabaseException.of(ErrorKind.RESOURCE, "No thread could be started"));
      leases.giveBack(lease);
      start();
    }
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

  private void giveBack(Lease lease) {
    lease.checkUsable();
    contention.ended();
    leases.giveBack(lease);
    unusedWatch.unused();
  }

  /** With a permit, as a task: so nobody closes the source meanwhile. */
  private void closeUnused() {
    if (!permits.forUpkeep()) {
      return; // all are in use, or soon closed
    }
    try {
      if (leases.closeUnused()) {
        unusedWatch.unused();
      }
    } finally {
      serve();
    }
  }

  /** From now on connections are closed with the lane, and not before. */
  void keepUnused() {
    unusedWatch.stop();
  }
}
