package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.process.ChildJvm;
import dev.switchback.conformance.process.Ledger;
import dev.switchback.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several programs that write to one file, all the time and at the same time. */
@Timeout(120)
final class SqliteProcessesTest {

  private static final int PROCESSES = 4;
  private static final int WRITERS = 16;
  private static final int UNITS = 240;

  @Test
  void processesThatCreateTheFileAndWriteToItFinishWithoutAnError(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("shared.db");
    List<ChildJvm> children =
        Stream.generate(() -> ChildJvm.start(LedgerWriter.class)).limit(PROCESSES).toList();
    try {
      children.forEach(child -> child.expect("ready"));
      for (int i = 0; i < PROCESSES; i++) {
        LedgerWriter.go(children.get(i), file, (long) i * UNITS, UNITS, WRITERS);
      }
      List<Long> acknowledged = new ArrayList<>();
      for (ChildJvm child : children) {
        for (String line = child.hear(); !line.equals("done"); line = child.hear()) {
          acknowledged.add(LedgerWriter.acknowledged(line));
        }
      }
      assertThat(acknowledged)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, (long) PROCESSES * UNITS).boxed().toList());
      children.forEach(child -> child.say("close"));
      children.forEach(child -> child.expect("closed"));
      // the file without its log: all of them closed at the same moment
      Path copy = Files.copy(file, folder.resolve("copy.db"));
      try (Database db = Database.open("jdbc:sqlite:" + copy)) {
        new Ledger(db).check(acknowledged);
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
  }
}
