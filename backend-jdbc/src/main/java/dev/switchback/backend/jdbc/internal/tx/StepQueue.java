package dev.switchback.backend.jdbc.internal.tx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's own queue: its steps run one after the other, in the order of issue, and a thread
 * serves it only while there are any. Guarded by the transaction's monitor.
 */
final class StepQueue {

  private final Deque<Step> waiting = new ArrayDeque<>();
  private boolean served;
  private @Nullable Step running;

  /** The step that runs keeps the queue also when its run has ended. */
  private boolean kept;

  /** Its run has ended, and no thread serves. */
  private boolean parked;

  private long lastActivity;

  void add(Step step) {
    waiting.add(step);
  }

  void remove(Step step) {
    waiting.remove(step);
  }

  /** Whether a thread is to start serving; if so, the caller sees to it. */
  boolean startServing() {
    if (served || waiting.isEmpty()) {
      return false;
    }
    served = true;
    return true;
  }

  /** No step runs, and none is to: the transaction has not begun yet, or has ended. */
  void hold() {
    running = null;
    served = true;
  }

  /** The connection is free for steps. */
  void release() {
    served = false;
    lastActivity = System.nanoTime();
  }

  /** The step that runs goes on after its run, without this queue's thread. */
  void keep() {
    kept = true;
  }

  /** It has ended. Whether a thread is to serve again; if so, the caller sees to it. */
  boolean letGo() {
    boolean resume = parked;
    kept = false;
    parked = false;
    return resume;
  }

  /** The next step to run, or {@code null}: then the thread stops serving. */
  @Nullable Step next() {
    if (kept) {
      parked = true;
      return null;
    }
    running = waiting.poll();
    if (running == null) {
      release();
    }
    return running;
  }

  /** Takes out all steps, the one that is running included. */
  List<Step> drain() {
    List<Step> steps = new ArrayList<>(waiting);
    waiting.clear();
    if (running != null) {
      steps.add(running);
    }
    return steps;
  }

  /** For how long nothing has run and nothing waits; 0 while something does. */
  long idleNanos() {
    return served ? 0 : System.nanoTime() - lastActivity;
  }
}
