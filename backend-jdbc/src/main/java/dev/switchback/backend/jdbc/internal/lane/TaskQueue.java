package dev.switchback.backend.jdbc.internal.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a lane, from when they are accepted until they have ended. Guarded by those who use
 * it.
 */
final class TaskQueue {

  /** Insertion order is the queue's order; a set, so that a withdrawn task leaves at once. */
  private final Set<LaneTask> waiting = new LinkedHashSet<>();

  /** Accepted, and to be queued a little later. */
  private final Set<LaneTask> delayed = new HashSet<>();

  private final InUse running;

  TaskQueue(InUse running) {
    this.running = running;
  }

  /** Those that have a connection. */
  InUse running() {
    return running;
  }

  /** How many wait. */
  int size() {
    return waiting.size();
  }

  /** Whether none waits now. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether none waits, and none will. */
  boolean isWorkedOff() {
    return waiting.isEmpty() && delayed.isEmpty();
  }

  void add(LaneTask task) {
    waiting.add(task);
  }

  void addDelayed(LaneTask task) {
    delayed.add(task);
  }

  /** Its pause is over; false if it has been removed meanwhile. */
  boolean endDelay(LaneTask task) {
    return delayed.remove(task);
  }

  /** It has been given up; false if it was not waiting in the queue. */
  boolean remove(LaneTask task) {
    delayed.remove(task);
    return waiting.remove(task);
  }

  /** The next task, which has a connection from now on; {@code null} if none waits. */
  @Nullable LaneTask poll() {
    Iterator<LaneTask> iterator = waiting.iterator();
    if (!iterator.hasNext()) {
      return null;
    }
    LaneTask task = iterator.next();
    iterator.remove();
    running.add(task);
    return task;
  }

  /** The next task, if that joins a group. */
  @Nullable GroupMember pollMember() {
    return memberWaits() ? (GroupMember) poll() : null;
  }

  /** Whether the next task joins a group. */
  boolean memberWaits() {
    Iterator<LaneTask> iterator = waiting.iterator();
    return iterator.hasNext() && iterator.next() instanceof GroupMember member && member.joins();
  }

  /** Those that wait, in their order. */
  Set<LaneTask> waiting() {
    return new LinkedHashSet<>(waiting);
  }

  /** All of them. */
  List<LaneTask> all() {
    List<LaneTask> tasks = new ArrayList<>(waiting);
    tasks.addAll(delayed);
    tasks.addAll(running.tasks());
    return tasks;
  }
}
