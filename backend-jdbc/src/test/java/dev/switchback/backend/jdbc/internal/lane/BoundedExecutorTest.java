package dev.switchback.backend.jdbc.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bound on turns that nothing can lock up. */
@Timeout(60)
final class BoundedExecutorTest {

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

  private BoundedExecutor executor(int turns) {
    return new BoundedExecutor(
        turns,
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler((where, thrown) -> uncaught.add(thrown));
          thread.start();
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thereAreNeverMoreTurnsAtATimeThanPlaces() {
    fill(3, executor(3));
  }

  @Test
  void aThreadTakesTheTurnsThatWaitInTheirOrder() {
    BoundedExecutor executor = executor(1);
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(5);
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    executor.execute(() -> await(gate));
    for (int i = 0; i < 5; i++) {
      int number = i;
      executor.execute(
          () -> {
            order.add(number);
            threads.add(Thread.currentThread());
            done.countDown();
          });
    }
    gate.countDown();
    await(done);
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
    assertThat(threads).containsOnly(threads.get(0));
  }

  @Test
  void aTurnThatFailsCostsNobodyHis() {
    BoundedExecutor executor = executor(1);
    IllegalStateException broken = new IllegalStateException("broken");
    CountDownLatch done = new CountDownLatch(3);
    executor.execute(
        () -> {
          throw broken;
        });
    for (int i = 0; i < 3; i++) {
      executor.execute(done::countDown);
    }
    await(done);
    assertThat(uncaught).containsExactly(broken);
  }

  @Test
  void whoStepsAsideMayWaitForTheTurnsOfOthers() {
    BoundedExecutor executor = executor(2);
    CountDownLatch all = new CountDownLatch(10);
    CountDownLatch waited = new CountDownLatch(10);
    for (int i = 0; i < 10; i++) {
      executor.execute(
          () -> {
            all.countDown();
            Workers.stepAside();
            Workers.stepAside(); // a second time, it has nothing more to give
            await(all);
            waited.countDown();
          });
    }
    await(waited);
    fill(2, executor);
  }

  @Test
  void aCompletionThatBlocksAfterATurnTakesNoPlace() {
    BoundedExecutor executor = executor(1);
    Completions completions = Completions.ofOurs();
    CountDownLatch second = new CountDownLatch(1);
    CompletableFuture<Boolean> completed = new CompletableFuture<>();
    executor.execute(
        () ->
            completions.add(
                () -> {
                  await(second);
                  completed.complete(true);
                }));
    executor.execute(second::countDown);
    assertThat(completed.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
  }

  @Test
  void aCompletionDoesNotWaitForTheTurnsAfterIt() {
    BoundedExecutor executor = executor(1);
    Completions completions = Completions.ofOurs();
    CountDownLatch queued = new CountDownLatch(1);
    CountDownLatch completed = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    executor.execute(
        () -> {
          await(queued);
          completions.add(completed::countDown);
        });
    executor.execute(
        () -> {
          await(completed);
          done.countDown();
        });
    queued.countDown();
    await(done);
  }

  /** All its places are taken at the same time, and there are no more. */
  private static void fill(int places, BoundedExecutor executor) {
    CountDownLatch full = new CountDownLatch(places);
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(3 * places);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 3 * places; i++) {
      executor.execute(
          () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            full.countDown();
            await(gate);
            inside.decrementAndGet();
            done.countDown();
          });
    }
    await(full);
    gate.countDown();
    await(done);
    assertThat(most).hasValue(places);
  }
}
