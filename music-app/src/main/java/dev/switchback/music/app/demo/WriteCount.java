package dev.switchback.music.app.demo;

import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Counts the writes that a database is asked for. Safe for use by many threads. */
public final class WriteCount implements DatabaseListener {

  private static final Set<UnitKind> WRITES =
      EnumSet.of(UnitKind.EXECUTE, UnitKind.BATCH, UnitKind.TRANSACTION);

  private final LongAdder writes = new LongAdder();

  @Override
  public void started(UnitStart start) {
    if (WRITES.contains(start.kind())) {
      writes.increment();
    }
  }

  /** How many so far. */
  public long writes() {
    return writes.sum();
  }
}
