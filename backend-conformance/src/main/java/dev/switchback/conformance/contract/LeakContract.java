package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.database.Database;
import org.junit.jupiter.api.Test;

/** Opening and closing leaves nothing behind. */
@Conformance
final class LeakContract {

  private static final int CYCLES = 100;

  /** Threads that all databases share may come and go; one that stays each time is a leak. */
  private static final int SHARED = CYCLES / 2;

  @Test
  @Behaviour(15)
  void aHundredCyclesLeakNoThreadAndNoConnection(Fixture fixture) {
    cycle(fixture); // what is made once and shared by all
    int before = threads();
    for (int i = 0; i < CYCLES; i++) {
      cycle(fixture);
      if (fixture.namespace().hooks().contains(Hook.SESSIONS)) {
        Await.until("no connection is left", () -> fixture.namespace().sessions().count() == 0);
      }
    }
    Await.until(
        "hardly more threads than before, which were " + before, () -> threads() < before + SHARED);
  }

  private static void cycle(Fixture fixture) {
    try (Database db = Database.open(fixture.config().poolSize(2).build())) {
      assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
      assertThat(Await.get(db.transaction(tx -> tx.fetchSingle(selectOne()))).value1())
          .isEqualTo(1);
    }
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }
}
