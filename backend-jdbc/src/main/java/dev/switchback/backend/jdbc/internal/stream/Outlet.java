package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.query.OpenRows.Slice;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Collections;
import java.util.Iterator;
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

  /** Where the rows come from. */
  interface Source {
    /** Rows are wanted; answered by {@link Outlet#take}. */
    void read();

    /** All rows have been given; answered by {@link Outlet#end}. */
    void finish();

    /** The subscriber wants no more; {@code early} if it was not waiting for any. */
    void cancelled(boolean early);

    /** The subscriber has failed; answered by {@link Outlet#end}. */
    void broken(DatabaseException why);

    /** Runs something on the completion executor. */
    void deliver(Runnable delivery);
  }

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

  private final Source source;
  private State state = State.OPENING;
  private Flow.@Nullable Subscriber<? super R> subscriber;
  private Iterator<R> rows = Collections.emptyIterator();
  private boolean lastSlice;
  private long demand;
  private long given;
  private boolean mustAsk;
  private boolean ended;
  private @Nullable Throwable failure;
  private volatile long lastSign = System.nanoTime();

  Outlet(Source source, Flow.Subscriber<? super R> subscriber) {
    this.source = source;
    this.subscriber = subscriber;
  }

  /** How many rows the subscriber was given. */
  synchronized long given() {
    return given;
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
      rows = slice.rows().iterator();
      lastSlice = slice.last();
      lastSign = System.nanoTime();
    }
    proceed(State.READING);
  }

  /** The end is near: the subscriber is given no further row. */
  synchronized void stop() {
    rows = Collections.emptyIterator();
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
    source.broken(
        DatabaseException.of(
            ErrorKind.ILLEGAL_USE,
            "The work ended while a stream was open whose subscriber asked for no more rows:"
                + " cancel it, or wait for its end"));
  }

  // ---- the subscriber's side

  @Override
  public void request(long n) {
    if (n <= 0) {
      illegal(n);
      return;
    }
    synchronized (this) {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      lastSign = System.nanoTime();
    }
    proceed(State.AT_REST);
  }

  private void illegal(long n) {
    String message = "A subscriber must ask for at least one row (rule 3.9), not for " + n;
    synchronized (this) {
      if (subscriber == null || ended) {
        return;
      }
      failure = new IllegalArgumentException(message);
    }
    source.broken(DatabaseException.of(ErrorKind.ILLEGAL_USE, message));
  }

  @Override
  public void cancel() {
    boolean early;
    synchronized (this) {
      if (subscriber == null) {
        return;
      }
      early = state != State.READING || lastSlice || demand == 0;
      forget();
    }
    source.cancelled(early);
  }

  /** Nothing more reaches the subscriber, and nothing refers to it. */
  private synchronized void forget() {
    subscriber = null;
    rows = Collections.emptyIterator();
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
        if (lastSlice) {
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
    if (rows.hasNext()) {
      return demand > 0 ? State.DELIVERING : State.AT_REST;
    }
    return lastSlice || demand > 0 ? State.READING : State.AT_REST;
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
        } else if (rows.hasNext() && demand > 0) {
          row = rows.next();
          demand--;
          given++;
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
      source.broken(
          DatabaseException.builder(ErrorKind.CANCELLED, "The stream's subscriber failed")
              .cause(e)
              .build());
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
