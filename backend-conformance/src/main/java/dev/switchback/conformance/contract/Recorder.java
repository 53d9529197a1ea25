package dev.switchback.conformance.contract;

import dev.switchback.conformance.Await;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A listener that keeps what it is told. */
final class Recorder implements DatabaseListener {

  final List<UnitStart> starts = new CopyOnWriteArrayList<>();
  final List<UnitEnd> ends = new CopyOnWriteArrayList<>();
  final List<Retry> retries = new CopyOnWriteArrayList<>();
  final List<LongWait> waits = new CopyOnWriteArrayList<>();

  @Override
  public void started(UnitStart start) {
    starts.add(start);
  }

  @Override
  public void ended(UnitEnd end) {
    ends.add(end);
  }

  @Override
  public void retrying(Retry retry) {
    retries.add(retry);
  }

  @Override
  public void waiting(LongWait wait) {
    waits.add(wait);
  }

  /** The only end with that tag and kind: waited for, since a cancelled handle does not wait. */
  UnitEnd end(UnitKind kind, String tag) {
    Predicate<UnitEnd> wanted =
        end -> end.start().kind() == kind && Objects.equals(end.start().tag(), tag);
    Await.until("a unit " + kind + " " + tag + " has ended", () -> ends.stream().anyMatch(wanted));
    List<UnitEnd> found = ends.stream().filter(wanted).toList();
    if (found.size() != 1) {
      throw new AssertionError("Ended more than once: " + found);
    }
    return found.get(0);
  }

  List<UnitEnd> ends(UnitKind kind) {
    return ends.stream().filter(end -> end.start().kind() == kind).toList();
  }

  void clear() {
    starts.clear();
    ends.clear();
    retries.clear();
    waits.clear();
  }
}
