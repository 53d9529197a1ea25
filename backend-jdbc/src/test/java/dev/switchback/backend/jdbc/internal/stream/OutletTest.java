package dev.switchback.backend.jdbc.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import dev.switchback.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an outlet says to which side, in the moments that no database can be made to wait for. */
final class OutletTest {

  private final List<String> log = new ArrayList<>();
  private Runnable inOnNext = () -> {};
  private final Outlet<Integer> outlet = new Outlet<>(new LoggedSource(), new LoggedSubscriber());

  @Test
  void readsOnlyWhenAllThatWasReadHasBeenTaken() {
    open();
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1, 2), false));
    outlet.request(1);
    outlet.request(1);
    outlet.take(new Slice<>(List.of(3), true));
    outlet.end(null);
    assertThat(log).containsExactly("read", "1", "2", "read", "3", "finish", "end");
  }

  @Test
  void theEndNeedsNoRequest() {
    open();
    outlet.request(2);
    outlet.take(new Slice<>(List.of(1, 2), true));
    outlet.end(null);
    assertThat(log).containsExactly("read", "1", "2", "finish", "end");
  }

  @Test
  void aFailureOvertakesRowsThatWereNotAskedFor() {
    open();
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1, 2), false));
    outlet.end(new IllegalStateException("mine"));
    outlet.request(1);
    assertThat(log).containsExactly("read", "1", "mine");
  }

  @Test
  void rowsThatComeAfterTheEndAreNotGiven() {
    open();
    outlet.request(1);
    outlet.end(new IllegalStateException("mine"));
    outlet.take(new Slice<>(List.of(1), false));
    outlet.end(null);
    assertThat(log).containsExactly("read", "mine");
  }

  @Test
  void anEndBeforeTheSubscriptionIsToldAfterIt() {
    outlet.end(new IllegalStateException("mine"));
    assertThat(log).isEmpty();
    assertThat(outlet.open()).isFalse();
    assertThat(log).containsExactly("mine");
  }

  @Test
  void anEndFromWithinOnNextIsToldAfterwards() {
    open();
    inOnNext =
        () -> {
          outlet.stop();
          outlet.end(new IllegalStateException("mine"));
          log.add("returned");
        };
    outlet.request(2);
    outlet.take(new Slice<>(List.of(1, 2), false));
    assertThat(log).containsExactly("read", "1", "returned", "mine");
  }

  @Test
  void aCancelIsEarlyUnlessRowsAreAwaited() {
    open();
    outlet.request(1);
    outlet.cancel();
    outlet.take(new Slice<>(List.of(1), true));
    outlet.end(null);
    assertThat(log).containsExactly("read", "cancelled late");
  }

  @Test
  void aCancelIsEarlyAtRest() {
    open();
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1), false));
    outlet.cancel();
    outlet.cancel();
    outlet.request(1);
    assertThat(log).containsExactly("read", "1", "cancelled early");
  }

  @Test
  void aCancelIsEarlyFromOnNextThoughMoreIsAskedFor() {
    open();
    inOnNext = outlet::cancel;
    outlet.request(10);
    outlet.take(new Slice<>(List.of(1, 2), false));
    assertThat(log).containsExactly("read", "1", "cancelled early");
    assertThat(outlet.given()).isEqualTo(1);
  }

  @Test
  void whoMustAskAndIsAtRestIsAtFault() {
    open();
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1), false));
    outlet.mustAsk();
    assertThat(log).containsExactly("read", "1", "broken ILLEGAL_USE");
  }

  @Test
  void whoMustAskAndComesToRestIsAtFault() {
    open();
    outlet.request(1);
    outlet.mustAsk();
    outlet.take(new Slice<>(List.of(1, 2), false));
    assertThat(log).containsExactly("read", "1", "broken ILLEGAL_USE");
  }

  @Test
  void demandBeyondALongIsWithoutEnd() {
    open();
    outlet.request(Long.MAX_VALUE);
    outlet.request(Long.MAX_VALUE);
    outlet.take(new Slice<>(List.of(1), false));
    outlet.take(new Slice<>(List.of(2), false));
    assertThat(log).containsExactly("read", "1", "read", "2", "read");
  }

  @Test
  void aRequestIsASignOfLife() {
    open();
    inOnNext =
        () -> {
          letTimePass();
          long before = System.nanoTime();
          outlet.request(1);
          assertSignOfLifeSince(before);
        };
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1), false));
    assertThat(log).containsExactly("read", "1", "read");
  }

  @Test
  void soIsTheReturnFromOnNext() {
    open();
    AtomicLong before = new AtomicLong();
    inOnNext =
        () -> {
          letTimePass();
          before.set(System.nanoTime());
        };
    outlet.request(1);
    outlet.take(new Slice<>(List.of(1, 2), false));
    assertSignOfLifeSince(before.get());
  }

  @Test
  void whileTheSourceReadsNobodyIsIdle() {
    open();
    letTimePass();
    outlet.request(1);
    assertThat(outlet.idleNanos()).isZero();
  }

  private void letTimePass() {
    while (outlet.idleNanos() < 1_000_000) {
      Thread.onSpinWait();
    }
  }

  private void assertSignOfLifeSince(long nanoTime) {
    long idle = outlet.idleNanos();
    assertThat(idle).isLessThanOrEqualTo(System.nanoTime() - nanoTime);
  }

  private void open() {
    assertThat(outlet.open()).isTrue();
    outlet.take(new Slice<>(List.of(), false));
  }

  /** Delivers at once, on the same thread. */
  private final class LoggedSource implements RowSource {
    @Override
    public void read() {
      log.add("read");
    }

    @Override
    public void finish() {
      log.add("finish");
    }

    @Override
    public void cancelled(boolean early) {
      log.add(early ? "cancelled early" : "cancelled late");
    }

    @Override
    public void broken(DatabaseException why) {
      log.add("broken " + why.kind());
    }

    @Override
    public void deliver(Runnable delivery) {
      delivery.run();
    }
  }

  private final class LoggedSubscriber implements Subscriber<Integer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      assertThat(subscription).isSameAs(outlet);
    }

    @Override
    public void onNext(Integer row) {
      log.add(row.toString());
      inOnNext.run();
    }

    @Override
    public void onError(Throwable failure) {
      log.add(failure.getMessage());
    }

    @Override
    public void onComplete() {
      log.add("end");
    }
  }
}
