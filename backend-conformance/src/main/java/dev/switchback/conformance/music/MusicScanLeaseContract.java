package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.ScanLease;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One program at a time scans. */
@Conformance
@DatabasePerTest
final class MusicScanLeaseContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void one_of_many_gets_it(Database db) {
    ScanLease lease = Music.on(db).scanLease();
    List<Boolean> taken =
        Await.all(
            IntStream.range(0, 20).mapToObj(i -> lease.take("program " + i, MINUTE)).toList());
    assertThat(taken).containsOnlyOnce(true);
    ScanLease.Holder holder = Await.get(lease.holder()).orElseThrow();
    assertThat(holder.owner()).isEqualTo("program " + taken.indexOf(true));
    assertThat(holder.expiresAt()).isEqualTo(Music.NOW.getEpochSecond() + 60);
  }

  @Test
  void who_gives_it_back_leaves_it_to_the_next(Database db) {
    ScanLease lease = Music.on(db).scanLease();
    assertThat(Await.get(lease.take("a", MINUTE))).isTrue();
    Await.get(lease.release("b"));
    assertThat(Await.get(lease.take("b", MINUTE))).isFalse();
    Await.get(lease.release("a"));
    assertThat(Await.get(lease.holder())).isEmpty();
    assertThat(Await.get(lease.take("b", MINUTE))).isTrue();
  }

  @Test
  void who_dies_loses_it_when_the_time_is_over(Database db) {
    ScanLease before = Music.on(db).scanLease();
    assertThat(Await.get(before.take("dead", MINUTE))).isTrue();
    ScanLease after = later(db, MINUTE).scanLease();
    assertThat(Await.get(after.take("next", MINUTE))).as("not before it is over").isFalse();
    after = later(db, MINUTE.plusSeconds(1)).scanLease();
    assertThat(Await.get(after.holder())).isEmpty();
    assertThat(Await.get(after.take("next", MINUTE))).isTrue();
    assertThat(Await.get(after.renew("dead", MINUTE))).isFalse();
    assertThat(Await.get(after.renew("next", MINUTE))).isTrue();
  }

  @Test
  void who_renews_it_keeps_it(Database db) {
    assertThat(Await.get(Music.on(db).scanLease().take("a", MINUTE))).isTrue();
    assertThat(Await.get(later(db, Duration.ofSeconds(50)).scanLease().renew("a", MINUTE)))
        .isTrue();
    ScanLease late = later(db, Duration.ofSeconds(100)).scanLease();
    assertThat(Await.get(late.take("b", MINUTE))).isFalse();
    assertThat(Await.get(late.take("a", MINUTE))).as("who has it can take it").isTrue();
  }

  private static MusicLibrary later(Database db, Duration time) {
    return new MusicLibrary(db, Clock.fixed(Music.NOW.plus(time), ZoneOffset.UTC));
  }
}
