package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A load's source, and whose it is to close it: the load's once that runs, until then ours. */
record Source<T>(Load<T> load, AtomicBoolean taken) {

  private static final Logger LOG = LoggerFactory.getLogger(Source.class);

  Source(Load<T> load) {
    this(load, new AtomicBoolean());
  }

  /** From now on it is the caller's to close. */
  void take() {
    if (!taken.compareAndSet(false, true)) {
      throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
    }
  }

  boolean isTaken() {
    return taken.get();
  }

  void close() throws Exception {
    AutoCloseable resource = load.resource();
    if (resource != null) {
      resource.close();
    }
  }

  /** Closes the source of a load that has ended before it began. */
  void closeUnused() {
    if (taken.compareAndSet(false, true)) {
      try {
        close();
      } catch (Exception | Error e) {
        LOG.warn("The source of a load that did not run could not be closed", e);
      }
    }
  }
}
