package dev.switchback.backend.jdbc.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.LanePlan;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a lane has its source close what nobody needs; what that does is the source's affair. */
@Timeout(60)
final class UnusedConnectionsTest {

  private static final Duration SHORT = Duration.ofMillis(10);

  /** Counts, and is told what to answer. */
  private static final class Source implements ConnectionSource {
    final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    final AtomicInteger othersLeft = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public Session acquire() {
      return new Session(null, 0, (connection, sql) -> null);
    }

    @Override
    public void release(Session session, boolean broken) {}

    @Override
    public boolean closeUnused() {
      calls.add("unused");
      await(gate);
      return othersLeft.getAndDecrement() > 0;
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Lane lane(Source source, int connections, Duration limit) {
    return new Lane(
        new LanePlan("read", connections, source),
        10,
        null,
        Workers.readers(),
        null,
        new WaitWatch(new Listeners(List.of()), Duration.ZERO),
        limit);
  }

  /** A task that waits for its gate. */
  private record Task(CompletableFuture<Lease> begun, CountDownLatch gate) implements LaneTask {

    static Task on(Lane lane, CountDownLatch gate) {
      Task task = new Task(new CompletableFuture<>(), gate);
      lane.submit(task);
      return task;
    }

    @Override
    public UnitStart start() {
      return new UnitStart(1, 0, UnitKind.FETCH, null, null);
    }

    @Override
    public Next run(Lease lease) {
      begun.complete(lease);
      await(gate);
      return Next.RELEASE;
    }

    @Override
    public void refuse(DatabaseException why) {
      begun.completeExceptionally(why);
    }

    @Override
    public void withdraw(DatabaseException why) {}
  }

  private static CountDownLatch open() {
    return new CountDownLatch(0);
  }

  private static String next(Source source) throws InterruptedException {
    return source.calls.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void itIsAskedAgainWhileSomeAreLeft() throws Exception {
    Source source = new Source();
    source.gate.countDown();
    source.othersLeft.set(2);
    Lane lane = lane(source, 2, SHORT);
    Task.on(lane, open());
    for (int i = 0; i < 3; i++) {
      assertThat(next(source)).isEqualTo("unused");
    }
    // none is left, and nobody asks; until one comes back
    Task.on(lane, open());
    assertThat(next(source)).isEqualTo("unused");
    lane.drain().get(30, TimeUnit.SECONDS);
    assertThat(source.calls).isEmpty();
  }

  @Test
  void closingWaitsForIt() throws InterruptedException {
    Source source = new Source();
    source.othersLeft.set(1_000);
    Lane lane = lane(source, 2, SHORT);
    Task.on(lane, open());
    assertThat(next(source)).isEqualTo("unused");
    CompletableFuture<Void> closed = lane.drain().thenRun(lane::closeSource);
    assertThat(closed).isNotDone();
    source.gate.countDown();
    closed.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(source.calls).containsExactly("close");
  }

  @Test
  void whoComesMeanwhileIsServed() throws Exception {
    Source source = new Source();
    Lane lane = lane(source, 2, SHORT);
    Task.on(lane, open());
    assertThat(next(source)).isEqualTo("unused");
    CountDownLatch gate = new CountDownLatch(1);
    Task first = Task.on(lane, gate);
    first.begun().get(30, TimeUnit.SECONDS);
    Task second = Task.on(lane, open());
    source.gate.countDown();
    second.begun().get(30, TimeUnit.SECONDS);
    gate.countDown();
    lane.drain().get(30, TimeUnit.SECONDS);
  }

  @Test
  void itIsNotAskedAfterTheLaneHasClosed() throws Exception {
    Source source = new Source();
    source.gate.countDown();
    Lane lane = lane(source, 1, SHORT);
    Task.on(lane, open()).begun().get(30, TimeUnit.SECONDS);
    lane.drain().get(30, TimeUnit.SECONDS);
    source.calls.clear();
    lane.closeSource();
    // another lane's look comes later than this one's would have come
    Source other = new Source();
    other.gate.countDown();
    Task.on(lane(other, 1, SHORT.multipliedBy(3)), open());
    assertThat(next(other)).isEqualTo("unused");
    assertThat(source.calls).containsExactly("close");
  }

  @Test
  void withoutALimitNobodyIsAsked() throws Exception {
    Source source = new Source();
    Lane lane = lane(source, 1, Duration.ZERO);
    Task.on(lane, open()).begun().get(30, TimeUnit.SECONDS);
    Source other = new Source();
    other.gate.countDown();
    Task.on(lane(other, 1, SHORT), open());
    assertThat(next(other)).isEqualTo("unused");
    assertThat(source.calls).isEmpty();
  }
}
