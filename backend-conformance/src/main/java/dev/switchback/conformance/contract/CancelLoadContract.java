package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.database.Database;
import dev.switchback.database.LaneStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jooq.Record1;
import org.junit.jupiter.api.Test;

/** Hundreds of cancels among work that must not notice. */
@Conformance
final class CancelLoadContract {

  private static final int POOL = 4;
  private static final int CANCELS = 300;
  private static final long SEED = 20_261_121;

  @Test
  @Behaviour({43, 44, 45, 51})
  void thePoolIsWholeAndTheResultsAreRight(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(POOL));
    Items items = Items.create(fixture, db, 10);
    Random random = new Random(SEED);
    List<CompletableFuture<?>> victims = new ArrayList<>();
    List<CompletableFuture<Record1<Integer>>> reads = new ArrayList<>();
    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < CANCELS; i++) {
      victims.add(victim(db, fixture, items, random));
      reads.add(db.fetchSingle(select(val(i))));
      writes.add(db.execute(items.increment(1 + i % 10)));
      if (i % 3 == 0) {
        victims.remove(random.nextInt(victims.size())).cancel(true);
      }
      if (i % 20 == 19) {
        victims.forEach(victim -> victim.cancel(true));
        victims.clear();
      }
    }
    victims.forEach(victim -> victim.cancel(true));

    for (int i = 0; i < CANCELS; i++) {
      assertThat(Await.get(reads.get(i)).value1()).isEqualTo(i);
    }
    assertThat(Await.all(writes)).containsOnly(1);
    for (int id = 1; id <= 10; id++) {
      assertThat(Await.get(db.fetchSingle(items.amountOf(id))).value1()).isEqualTo(CANCELS / 10);
    }
    try (Held held = Held.all(db, POOL)) {
      assertThat(held.count()).isPositive();
    }
    Await.until(
        "nothing is left on a connection",
        () -> db.stats().lanes().stream().mapToInt(LaneStats::active).sum() == 0);
    if (fixture.namespace().hooks().contains(Hook.SESSIONS)) {
      assertThat(fixture.namespace().sessions().inTransaction()).isZero();
    }
  }

  /** Never committed, whenever it is cancelled: what it writes must not be seen. */
  private static CompletableFuture<?> victim(
      Database db, Fixture fixture, Items items, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> db.fetch(fixture.namespace().endless(fixture.marker()));
      case 1 ->
          db.transaction(
              tx ->
                  tx.execute(items.insert(100, "never"))
                      .thenCompose(
                          rows -> tx.fetch(fixture.namespace().endless(fixture.marker()))));
      default -> db.transaction(tx -> new CompletableFuture<Void>());
    };
  }
}
