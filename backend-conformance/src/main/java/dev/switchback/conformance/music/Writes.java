package dev.switchback.conformance.music;

import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts everything that may write. */
final class Writes implements DatabaseListener {

  private static final Set<UnitKind> READS =
      EnumSet.of(UnitKind.FETCH, UnitKind.STREAM, UnitKind.PING);

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public void started(UnitStart start) {
    if (!READS.contains(start.kind())) {
      count.incrementAndGet();
    }
  }

  /** How many there were since this was called last. */
  int since() {
    return count.getAndSet(0);
  }
}
