package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.lane.Completions;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The subscription of a subscriber that gets nothing but a failure. */
public final class Refusal<R> implements Flow.Subscription {

  private final AtomicReference<Flow.@Nullable Subscriber<? super R>> subscriber;

  private Refusal(Flow.Subscriber<? super R> subscriber) {
    this.subscriber = new AtomicReference<>(subscriber);
  }

  /** Tells a subscriber. */
  public static <R> void tell(
      Flow.Subscriber<? super R> subscriber, Throwable why, Completions completions) {
    Refusal<R> refusal = new Refusal<>(subscriber);
    subscriber.onSubscribe(refusal);
    completions.add(() -> refusal.tell(why));
  }

  private void tell(Throwable why) {
    Flow.Subscriber<? super R> told = subscriber.getAndSet(null);
    if (told != null) {
      told.onError(why);
    }
  }

  @Override
  public void request(long n) {
    // There is nothing to be had.
  }

  @Override
  public void cancel() {
    subscriber.set(null);
  }
}
