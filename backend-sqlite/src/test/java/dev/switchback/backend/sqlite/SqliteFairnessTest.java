package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.Query;
import org.jooq.ResultQuery;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The databases of a process share threads: nobody may be kept from them for good. */
final class SqliteFairnessTest {

  private static final int READS = 64;

  /** About a millisecond, so that there are always more reads than threads. */
  private static final ResultQuery<?> READ =
      resultQuery(
          "with recursive c(n) as (select 1 union all select n + 1 from c where n < 5000)"
              + " select count(*) as n from c");

  @Test
  void readsWithoutEndDoNotKeepWritersFromWriting(@TempDir Path folder) {
    List<Database> databases = new ArrayList<>();
    List<Loop> loops = new ArrayList<>();
    AtomicLong reads = new AtomicLong();
    try {
      for (int i = 0; i < 4; i++) {
        Database db =
            Database.open(DatabaseConfig.of("jdbc:sqlite:" + folder.resolve("busy" + i + ".db")));
        databases.add(db);
        Await.get(
            db.schema()
                .apply(List.of(createTable(name("t")).column("x", db.schema().types().int32()))));
      }
      for (int i = 0; i < READS; i++) {
        // the last database is not read at all: it shares nothing but the threads
        Loop loop = new Loop(databases.get(i % 3), reads);
        loops.add(loop);
        loop.next();
      }
      Await.until("the reads are under way", () -> reads.get() > 2 * READS);
      for (Database db : databases) {
        long before = reads.get();
        assertThat(Await.get(db.execute(insert(1)))).isEqualTo(1);
        CompletableFuture<Integer> transaction =
            db.transaction(
                tx ->
                    tx.execute(insert(2))
                        .thenCompose(rows -> tx.fetch(READ))
                        .thenCompose(rows -> tx.execute(insert(3))));
        assertThat(Await.get(transaction)).isEqualTo(1);
        assertThat(Await.get(db.fetch(READ))).hasSize(1);
        Await.until("the reads go on", () -> reads.get() > before + READS);
      }
    } finally {
      loops.forEach(Loop::stop);
      loops.forEach(loop -> Await.get(loop.stopped));
      databases.forEach(db -> Await.get(db.closeAsync()));
    }
  }

  private static Query insert(int x) {
    return insertInto(table(name("t"))).columns(field(name("x"), SQLDataType.INTEGER)).values(x);
  }

  /** One read after the other, until it is stopped. */
  private static final class Loop {
    private final Database db;
    private final AtomicLong reads;
    private volatile boolean stop;
    final CompletableFuture<Void> stopped = new CompletableFuture<>();

    Loop(Database db, AtomicLong reads) {
      this.db = db;
      this.reads = reads;
    }

    void next() {
      if (stop) {
        stopped.complete(null);
        return;
      }
      db.fetch(READ)
          .whenComplete(
              (rows, failure) -> {
                if (failure == null) {
                  reads.incrementAndGet();
                  next();
                } else {
                  stopped.completeExceptionally(failure);
                }
              });
    }

    void stop() {
      stop = true;
    }
  }
}
