package dev.switchback.music.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times steps and compares what they answer with what is known. */
final class Steps {

  private final BooleanSupplier cancelled;
  private final Consumer<DemoStep> done;
  private final List<DemoStep> steps = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  Steps(BooleanSupplier cancelled, Consumer<DemoStep> done) {
    this.cancelled = cancelled;
    this.done = done;
  }

  /** Runs a step that touches so many rows. */
  <T> T time(String name, long rows, Supplier<T> work) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    long start = System.nanoTime();
    T result = work.get();
    DemoStep step = new DemoStep(name, rows, (System.nanoTime() - start) / 1e9);
    steps.add(step);
    done.accept(step);
    return result;
  }

  /** May be called by many threads at once. */
  synchronized void check(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      wrong.add(what + ": expected " + expected + ", got " + actual);
    }
  }

  DemoReport report() {
    return new DemoReport(steps, wrong);
  }
}
