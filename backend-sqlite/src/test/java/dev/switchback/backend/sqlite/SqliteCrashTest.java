package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.ClassArchive;
import dev.switchback.conformance.process.Ledger;
import dev.switchback.database.Database;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that are killed while they write. What the crash of the machine would take as well, the
 * operating system's cache, is not in question here: that is {@code synchronous}.
 */
@Timeout(300)
final class SqliteCrashTest {

  private static final int KILLS = 50;

  /** Then comes a new file: else the later rounds would do little but check the earlier ones. */
  private static final int KILLS_A_FILE = 10;

  private static final int WRITERS = 24;
  private static final int UNITS = 1_000_001;
  private static final int MOST_ACKNOWLEDGED = 120;
  private static final int LONGEST_PAUSE_NANOS = 3_000_000;

  /** Set, it repeats a run: as far as the moments of a kill can be repeated. */
  private static final long SEED = Long.getLong("switchback.crash.seed", new Random().nextLong());

  private static ClassArchive archive;

  /** Started, so that the next round need not wait for a JVM. */
  private final Queue<ChildJvm> ready = new ArrayDeque<>();

  private final Set<Long> acknowledged = new HashSet<>();
  private Random random = new Random();
  private int kills;
  private long nextUnit;

  @BeforeAll
  static void archive(@TempDir Path folder) {
    archive = ClassArchive.of(LedgerWriter.class, folder);
  }

  @Test
  void whatAKilledProcessHadAcknowledgedIsThereAndNothingIsHalf(@TempDir Path folder) {
    System.out.println("-Dswitchback.crash.seed=" + SEED);
    random = new Random(SEED);
    while (kills < KILLS) {
      Path file = folder.resolve("crash" + kills / KILLS_A_FILE + ".db");
      try {
        round(file);
        check(file);
      } catch (AssertionError e) {
        throw new AssertionError(
            "Seed " + SEED + ", after " + kills + " kills: " + e.getMessage(), e);
      }
      if (kills % KILLS_A_FILE == 0) {
        acknowledged.clear();
      }
    }
  }

  @AfterEach
  void end() {
    ready.forEach(ChildJvm::close);
  }

  /** Two that write at the same time and are killed one after the other. */
  private void round(Path file) {
    try (Writer first = new Writer(file);
        Writer second = new Writer(file)) {
      boolean together = random.nextBoolean();
      first.go();
      if (together) {
        second.go();
      }
      first.loseInTheMiddle();
      if (!together) {
        second.go(); // and finds what the first has left
      }
      second.requireProgress();
      second.loseInTheMiddle();
    }
  }

  private void check(Path file) {
    try (Database db = Database.open("jdbc:sqlite:" + file)) {
      Ledger ledger = new Ledger(db);
      Await.get(ledger.create());
      ledger.check(acknowledged);
      var answer = field("integrity_check", SQLDataType.VARCHAR);
      assertThat(Await.get(db.fetch(resultQuery("pragma integrity_check").coerce(answer))))
          .extracting(row -> row.get(answer))
          .containsExactly("ok");
      long own = newUnits();
      Await.get(ledger.write(own));
      acknowledged.add(own);
    }
    assertThat(file.resolveSibling(file.getFileName() + "-wal")).doesNotExist();
  }

  /** The first of {@link #UNITS} numbers that nobody has used yet. */
  private long newUnits() {
    nextUnit += UNITS;
    return nextUnit;
  }

  private ChildJvm next() {
    while (ready.size() < 3) {
      ready.add(ChildJvm.start(LedgerWriter.class, archive));
    }
    return ready.remove();
  }

  /** A program that writes, until it is killed. */
  private final class Writer implements AutoCloseable {
    private final ChildJvm child = next();
    private final Path file;

    Writer(Path file) {
      this.file = file;
    }

    void go() {
      child.expect("ready");
      LedgerWriter.go(child, file, newUnits(), UNITS, WRITERS);
    }

    /** That it says something now; it may have said much before. */
    void requireProgress() {
      child.say("now");
      for (String line = child.hear(); !line.equals("now"); line = child.hear()) {
        note(line);
      }
      note(child.hear());
    }

    void loseInTheMiddle() {
      for (int i = random.nextInt(MOST_ACKNOWLEDGED); i > 0; i--) {
        note(child.hear());
      }
      if (random.nextInt(5) == 0) {
        child.say("close");
      }
      if (random.nextBoolean()) { // else at once: what was said last is perhaps not yet safe
        LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
      }
      for (String line : child.kill()) {
        if (!line.equals("closed")) {
          note(line);
        }
      }
      kills++;
    }

    private void note(String line) {
      acknowledged.add(LedgerWriter.acknowledged(line));
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
