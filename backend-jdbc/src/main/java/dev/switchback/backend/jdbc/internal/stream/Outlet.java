package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import dev.switchback.database.DatabaseException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows to a subscriber, as many as it asks for. Either the source acts, or the subscriber is
 * told, or nothing is under way: never two at once. So signals are serial, and nothing is read
 * while the subscriber has something to take.
 *
 * <p>Calls nobody with its monitor held.
 */
final class Outlet<R> implements Flow.Subscription {

  private enum State {
    /** The subscriber is being given its subscription. */
    OPENING,
    /** The source has to act. */
    READING,
    /** The subscriber is told something, or is to be. */
    DELIVERING,
    /** Nothing happens until the subscriber asks for more. */
    AT_REST,
    /** The subscriber hears nothing more. */
    OVER
  }

  private final RowSource source;
  private State state = State.OPENING;
  private Flow.@Nullable Subscriber<? super R> subscriber;
  private final Supply<R> supply = new Supply<>();
  private boolean mustAsk;
  private boolean ended;
  private @Nullable Throwable failure;
  private volatile long lastSign = System.nanoTime();

  Outlet(RowSource source, Flow.Subscriber<? super R> subscriber) {
    this.source = source;
    this.subscriber = subscriber;
  }

  /** How many rows the subscriber was given. */
  synchronized long given() {
    return supply.given();
  }

  /** For how long the subscriber has done nothing; 0 while it is not its turn. */
  synchronized long idleNanos() {
    return state == State.READING ? 0 : System.nanoTime() - lastSign;
  }

  // ---- the source's side

  /** Gives the subscriber its subscription. False if there is nothing more to do. */
  boolean open() {
    Flow.Subscriber<? super R> opened = subscriber;
    try {
      opened.onSubscribe(this);
    } catch (RuntimeException | Error e) {
      cancel();
      throw e;
    }
    synchronized (this) {
      if (state == State.OVER) {
        return false;
      }
      state = State.READING;
      if (!ended) {
        return true;
      }
    }
    proceed(State.READING);
    return false;
  }

  /** Takes what was read. */
  void take(Slice<R> slice) {
    synchronized (this) {
      if (state != State.READING) {
        return;
      }
      supply.add(slice);
      lastSign = System.nanoTime();
    }
    proceed(State.READING);
  }

  /** The end is near: the subscriber is given no further row. */
  synchronized void stop() {
    supply.drop();
  }

  /** The subscriber is to be told of the end, even if there are rows for which it has not asked. */
  void end(@Nullable Throwable why) {
    State from;
    synchronized (this) {
      if (failure == null) {
        failure = why;
      }
      ended = true;
      from = state;
    }
    if (from == State.READING || from == State.AT_REST) {
      proceed(from);
    }
  }

  /** From now on a subscriber that asks for nothing is at fault. */
  void mustAsk() {
    boolean atRest;
    synchronized (this) {
      mustAsk = true;
      atRest = state == State.AT_REST;
    }
    if (atRest) {
      blame();
    }
  }

  private void blame() {
    source.broken(SubscriberFault.asksForNothing());
  }

  // ---- the subscriber's side

  @Override
  public void request(long n) {
    if (n <= 0) {
      illegal(n);
      return;
    }
    synchronized (this) {
      supply.ask(n);
      lastSign = System.nanoTime();
    }
    proceed(State.AT_REST);
  }

  private void illegal(long n) {
    DatabaseException fault = SubscriberFault.asksForTooFew(n);
    synchronized (this) {
      if (subscriber == null || ended) {
        return;
      }
      failure = new IllegalArgumentException(fault.getMessage());
    }
    source.broken(fault);
  }

  @Override
  public void cancel() {
    boolean early;
    synchronized (this) {
      if (subscriber == null) {
        return;
      }
      early = state != State.READING || !supply.isAwaited();
      forget();
    }
    source.cancelled(early);
  }

  /** Nothing more reaches the subscriber, and nothing refers to it. */
  private synchronized void forget() {
    subscriber = null;
    supply.drop();
    state = State.OVER;
  }

  // ---- who is next

  /** Decides what comes next and sees to it, unless somebody else has. */
  private void proceed(State from) {
    State next;
    synchronized (this) {
      if (state != from) {
        return;
      }
      next = next();
      state = next;
    }
    switch (next) {
      case READING -> {
        if (supply.isLast()) {
          source.finish();
        } else {
          source.read();
        }
      }
      case DELIVERING -> source.deliver(this::deliver);
      case AT_REST -> {
        if (mustAsk) {
          blame();
        }
      }
      default -> throw new IllegalStateException(next.toString());
    }
  }

  private State next() {
    if (ended) {
      return State.DELIVERING;
    }
    if (supply.isEmpty()) {
      return supply.isLast() || supply.isAwaited() ? State.READING : State.AT_REST;
    }
    return supply.canGive() ? State.DELIVERING : State.AT_REST;
  }

  private void deliver() {
    while (true) {
      Flow.Subscriber<? super R> told;
      R row = null;
      synchronized (this) {
        told = subscriber;
        if (told == null) {
          return;
        }
        if (ended) {
          forget();
        } else if (supply.canGive()) {
          row = supply.give();
        } else {
          break;
        }
      }
      if (row == null) {
        tellEnd(told);
        return;
      }
      give(told, row);
    }
    proceed(State.DELIVERING);
  }

  private void give(Flow.Subscriber<? super R> told, R row) {
    try {
      told.onNext(row);
    } catch (RuntimeException | Error e) {
      forget();
      source.broken(SubscriberFault.failed(e));
      throw e;
    }
    lastSign = System.nanoTime();
  }

  private void tellEnd(Flow.Subscriber<? super R> told) {
    Throwable why = failure;
    if (why == null) {
      told.onComplete();
    } else {
      told.onError(why);
    }
  }
}
