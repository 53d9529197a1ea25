package dev.switchback.conformance.contract;

import dev.switchback.conformance.Await;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import java.util.function.BiConsumer;

/** A subscriber that keeps what it is given, and asks for rows when a test says so. */
final class Taker<R> implements Flow.Subscriber<R> {

  final List<R> rows = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final BiConsumer<R, Taker<R>> onNext;
  private final long first;
  private volatile Subscription subscription;

  private Taker(long first, BiConsumer<R, Taker<R>> onNext) {
    this.first = first;
    this.onNext = onNext;
  }

  /** Subscribes; asks for {@code first} rows at once, if that is more than 0. */
  static <R> Taker<R> of(Flow.Publisher<R> publisher, long first) {
    return of(publisher, first, (row, taker) -> {});
  }

  /** Subscribes, and does something with each row when it has been kept. */
  static <R> Taker<R> of(Flow.Publisher<R> publisher, long first, BiConsumer<R, Taker<R>> onNext) {
    Taker<R> taker = new Taker<>(first, onNext);
    publisher.subscribe(taker);
    return taker;
  }

  /** Takes all rows. */
  static <R> List<R> all(Flow.Publisher<R> publisher) {
    Taker<R> taker = of(publisher, Long.MAX_VALUE);
    taker.awaitEnd();
    return taker.rows;
  }

  void request(long n) {
    subscription.request(n);
  }

  void cancel() {
    subscription.cancel();
  }

  /** Completes when the stream does, in whichever way. */
  CompletableFuture<Void> end() {
    return end;
  }

  void awaitRows(int count) {
    Await.until(count + " rows", () -> rows.size() >= count || end.isDone());
    if (rows.size() < count) {
      Await.get(end);
      throw new AssertionError("The stream has ended with " + rows.size() + " rows");
    }
  }

  void awaitEnd() {
    Await.get(end);
  }

  DatabaseException failure(ErrorKind kind) {
    return Await.failure(kind, end);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (first > 0) {
      given.request(first);
    }
  }

  @Override
  public void onNext(R row) {
    rows.add(row);
    onNext.accept(row, this);
  }

  @Override
  public void onError(Throwable failure) {
    if (!end.completeExceptionally(failure)) {
      throw new AssertionError("A second end", failure);
    }
  }

  @Override
  public void onComplete() {
    if (!end.complete(null)) {
      throw new AssertionError("A second end");
    }
  }
}
