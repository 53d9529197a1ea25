package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's own queue: its steps run one after the other, in the order of issue, and a thread
 * serves it only while there are any. Guarded by the transaction's monitor.
 */
final class StepQueue {

  private final Object monitor;
  private final Executor workers;
  private final Consumer<Lease> afterLast;
  private final Deque<Step> waiting = new ArrayDeque<>();
  private @Nullable Lease lease;
  private @Nullable Step running;

  /** A thread serves; also before it is opened, and for ever after it was closed. */
  private boolean served = true;

  private boolean closed;
  private long lastActivity;

  /** A queue; {@code afterLast} gets the connection when the last step has ended. */
  StepQueue(Object monitor, Executor workers, Consumer<Lease> afterLast) {
    this.monitor = monitor;
    this.workers = workers;
    this.afterLast = afterLast;
  }

  /** Steps may run from now on, on that connection. */
  void open(Lease granted) {
    synchronized (monitor) {
      lease = granted;
      rest();
      serve();
    }
  }

  void add(Step step) {
    synchronized (monitor) {
      waiting.add(step);
      serve();
    }
  }

  void remove(Step step) {
    synchronized (monitor) {
      waiting.remove(step);
    }
  }

  /** Takes out all steps, the one that is running included. */
  List<Step> drain() {
    synchronized (monitor) {
      List<Step> steps = new ArrayList<>(waiting);
      waiting.clear();
      if (running != null) {
        steps.add(running);
      }
      return steps;
    }
  }

  /** The step that runs is the last one. */
  void close() {
    synchronized (monitor) {
      closed = true;
    }
  }

  /** For how long nothing has run and nothing waits; 0 while something does. */
  long idleNanos() {
    synchronized (monitor) {
      return served ? 0 : System.nanoTime() - lastActivity;
    }
  }

  private void serve() {
    if (!served && !waiting.isEmpty()) {
      served = true;
      workers.execute(this::pump);
    }
  }

  private void pump() {
    while (true) {
      Step step;
      synchronized (monitor) {
        if (closed) {
          break;
        }
        step = waiting.poll();
        running = step;
        if (step == null) {
          rest();
          return;
        }
      }
      step.run(lease);
    }
    afterLast.accept(lease);
  }

  private void rest() {
    served = false;
    lastActivity = System.nanoTime();
  }
}
