package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.Dialect;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of an operation on a connection, and the way to stop it.
 *
 * <p>A cancel goes to the connection, not to the statement: sent too early it is lost, sent too
 * late it hits the next one. So it is repeated until the run has ended, and the run does not end
 * before the last one has returned.
 */
public final class Interruption {

  private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MAX_REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private @Nullable Statement statement;
  private @Nullable Thread guest;
  private boolean requested;
  private boolean sending;
  private boolean sent;
  private boolean finished;
  private long nextPause = REPEAT_NANOS;

  private final Dialect dialect;

  Interruption(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Names the statement that now runs. */
  public synchronized void running(Statement statement) {
    this.statement = statement;
  }

  /** Names the thread that now runs the application's code; it is interrupted, again and again. */
  public synchronized void visiting(Thread thread) {
    this.guest = thread;
  }

  /** Nothing runs until it is named: no statement is cancelled, and no thread interrupted. */
  public synchronized void idle() {
    this.statement = null;
    this.guest = null;
  }

  /** Whether the run was asked to stop; for the moments between two statements. */
  public synchronized boolean isRequested() {
    return requested;
  }

  void request() {
    synchronized (this) {
      if (requested || finished) {
        return;
      }
      requested = true;
    }
    Workers.cancel().execute(this::send);
  }

  private void send() {
    Statement target;
    synchronized (this) {
      if (finished) {
        return;
      }
      target = statement;
      sending = target != null;
      sent |= sending;
      if (guest != null) {
        guest.interrupt();
      }
    }
    if (target != null) {
      try {
        dialect.cancel(target);
      } catch (SQLException | RuntimeException ignored) {
        // Tried again below, until the statement has ended one way or another.
      }
    }
    long pause;
    synchronized (this) {
      sending = false;
      notifyAll();
      if (finished) {
        return;
      }
      pause = nextPause;
      nextPause = Math.min(2 * nextPause, MAX_REPEAT_NANOS);
    }
    Timer.after(pause, () -> Workers.cancel().execute(this::send));
  }

  /** How a run ended. */
  enum End {
    /** Nobody interfered. */
    CLEAN,
    /** A cancel was sent; it may still be on its way to the server. */
    CANCEL_SENT,
    /** A cancel is still being sent, after a long wait: the connection is lost. */
    CANCEL_STUCK
  }

  /** Ends the run; waits for a cancel that is being sent. */
  synchronized End finish() {
    finished = true;
    idle();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    boolean interrupted = false;
    while (sending) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (sending) {
      return End.CANCEL_STUCK;
    }
    return sent ? End.CANCEL_SENT : End.CLEAN;
  }
}
