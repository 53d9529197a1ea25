package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseListener;
import dev.switchback.database.DatabaseListener.LongWait;
import dev.switchback.database.DatabaseListener.Retry;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; what they throw never touches the work. */
public final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final AtomicLong IDS = new AtomicLong();

  private final DatabaseListener[] listeners;

  /** Listeners in the order in which they are told. */
  public Listeners(List<DatabaseListener> listeners) {
    this.listeners = listeners.toArray(new DatabaseListener[0]);
  }

  /** Whether there is nobody to tell. */
  boolean isEmpty() {
    return listeners.length == 0;
  }

  /** Numbers and announces a unit. */
  public UnitStart started(
      long transaction, UnitKind kind, @Nullable String tag, @Nullable String sql) {
    UnitStart start = unannounced(transaction, kind, tag, sql);
    tell(listener -> listener.started(start));
    return start;
  }

  /** Numbers a unit of which the listeners hear by its parts only. */
  public UnitStart unannounced(
      long transaction, UnitKind kind, @Nullable String tag, @Nullable String sql) {
    return new UnitStart(IDS.incrementAndGet(), transaction, kind, tag, sql);
  }

  /** Announces a unit's end. */
  public void ended(UnitEnd end) {
    tell(listener -> listener.ended(end));
  }

  /** Announces that a transaction will be run again. */
  public void retrying(Retry retry) {
    tell(listener -> listener.retrying(retry));
  }

  /** Announces that a unit waits for long. */
  void waiting(LongWait wait) {
    tell(listener -> listener.waiting(wait));
  }

  private void tell(Consumer<DatabaseListener> event) {
    for (DatabaseListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.warn("A listener failed", e);
      }
    }
  }
}
