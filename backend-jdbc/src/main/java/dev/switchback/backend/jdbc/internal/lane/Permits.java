package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.LaneStats;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who of a lane's tasks may have a connection. A permit stands for one that is in use or being
 * fetched, and is taken before a worker starts: so the source is never asked for more than it has.
 * Safe for use by many threads; what happens to a task happens under one monitor.
 */
final class Permits {

  /** What becomes of a task that comes. */
  enum Admission {
    /** It waits, and one more worker is to start, with a permit taken for it. */
    STARTS,
    /** It waits for a worker that is at work. */
    WAITS,
    /** Too many wait. */
    OVERLOADED,
    /** No task is taken any more. */
    CLOSED
  }

  private final String lane;
  private final int connections;
  private final int queueSize;
  private final @Nullable Grouping grouping;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final TaskQueue queue;
  private int active;
  private boolean refusing;
  private boolean draining;

  Permits(String lane, int connections, int queueSize, @Nullable Grouping grouping) {
    this.lane = lane;
    this.connections = connections;
    this.queueSize = queueSize;
    this.grouping = grouping;
    this.queue = new TaskQueue(new InUse(lane, connections));
  }

  // ---- those who wait

  synchronized Admission offer(LaneTask task) {
    if (refusing) {
      return Admission.CLOSED;
    }
    return queue.size() >= queueSize ? Admission.OVERLOADED : enqueue(task);
  }

  private Admission enqueue(LaneTask task) {
    queue.add(task);
    return take() ? Admission.STARTS : Admission.WAITS;
  }

  private boolean take() {
    if (active >= connections) {
      return false;
    }
    active++;
    return true;
  }

  /** The error of a task for which there is no room. */
  synchronized DatabaseException overloaded() {
    return DatabaseException.of(
        ErrorKind.OVERLOADED,
        "The " + lane + " queue is full, " + queueSize + " wait" + queue.running().describe());
  }

  /** It is accepted, and will be queued a little later. */
  synchronized void delay(LaneTask task) {
    queue.addDelayed(task);
  }

  /** Queues it; {@code null} if it has been given up meanwhile. */
  synchronized @Nullable Admission endDelay(LaneTask task) {
    return queue.endDelay(task) ? enqueue(task) : null;
  }

  /** A task that waits has been given up. Answers why, and if it is for the wait, for whom. */
  synchronized DatabaseException remove(LaneTask task, DatabaseException why) {
    return queue.remove(task) && why.kind() == ErrorKind.TIMEOUT
        ? why.toBuilder().message(why.getMessage() + queue.running().describe()).cause(null).build()
        : why;
  }

  // ---- those who serve, with a permit each

  /**
   * The next task, or several as one; if none waits, {@code null}, and the permit is given back.
   */
  synchronized @Nullable LaneTask next() {
    LaneTask task = queue.poll();
    if (task == null) {
      active--;
      completeDrainIfIdle();
      return null;
    }
    // One that nobody follows does not wait for company.
    return grouping != null
            && task instanceof GroupMember first
            && first.joins()
            && queue.memberWaits()
        ? grouping.group(first, this::nextMember)
        : task;
  }

  private synchronized @Nullable GroupMember nextMember() {
    return queue.pollMember();
  }

  /** Whether there is a permit for somebody who waits. */
  synchronized boolean another() {
    return !queue.isEmpty() && take();
  }

  /** Whether there is one that no task needs. */
  synchronized boolean forUpkeep() {
    return !refusing && take();
  }

  /** A task has ended; false if it was a group, whose members are counted. */
  synchronized boolean ended(LaneTask task) {
    return queue.running().remove(task);
  }

  // ---- how it stands

  synchronized boolean nobodyWaits() {
    return queue.isEmpty();
  }

  synchronized Set<LaneTask> waiting() {
    return queue.waiting();
  }

  /** All that have been accepted and have not ended. */
  synchronized List<LaneTask> tasks() {
    return queue.all();
  }

  /** The one that has had a connection for the longest, if any. */
  synchronized InUse.@Nullable Holder longestHolder() {
    return queue.running().longest();
  }

  synchronized LaneStats stats(LaneTally tally) {
    return tally.stats(lane, connections, active, queue.size());
  }

  // ---- the end

  /** From now on no task is taken, but those that go on. */
  synchronized void refuse() {
    refusing = true;
  }

  /** Completes when the last one has ended. */
  synchronized CompletableFuture<Void> drain() {
    draining = true;
    completeDrainIfIdle();
    return drained;
  }

  synchronized void completeDrainIfIdle() {
    if (draining && active == 0 && queue.isWorkedOff() && !drained.isDone()) {
      drained.complete(null);
    }
  }
}
