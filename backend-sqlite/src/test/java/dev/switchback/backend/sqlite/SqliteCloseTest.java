package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.TransactionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the last close the file alone has everything: programs copy it without its log. */
final class SqliteCloseTest {

  private static final int ROUNDS = 60;
  private static final Table<Record> T = table(name("t"));
  private static final Field<Integer> X = field(name("x"), SQLDataType.INTEGER);

  /** It is read first, on a connection that cannot write, and then goes on to the writer. */
  @Test
  void aWriteThatNobodyTookForOneIsDoneBeforeTheEnd(@TempDir Path folder) {
    String url = "jdbc:sqlite:" + folder.resolve("a.db");
    Database db = Database.open(DatabaseConfig.builder(url).poolSize(1).build());
    Await.get(db.execute(query("create table t (x integer)")));
    CompletableFuture<Boolean> inside = new CompletableFuture<>();
    CompletableFuture<Boolean> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> reader =
        db.transaction(
            TransactionOptions.defaults().asReadOnly(),
            tx ->
                tx.fetch(selectOne())
                    .thenCompose(
                        rows -> {
                          inside.complete(true);
                          return gate;
                        }));
    Await.get(inside);
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      writes.add(
          db.fetch(
              resultQuery("with a(x) as (select 1) insert into t select x from a returning x")));
    }
    CompletableFuture<Void> closed = db.closeAsync();
    gate.complete(true);
    Await.get(reader);
    writes.forEach(Await::get);
    Await.get(closed);
    try (Database again = Database.open(url)) {
      assertThat(Await.get(again.fetchSingle(resultQuery("select count(*) from t"))).get(0))
          .isEqualTo(50L);
    }
  }

  @Test
  void theFileAloneHasAllRowsAfterReadersWereUsed(@TempDir Path folder) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path file = folder.resolve("alone" + round + ".db");
      Database db = open(file);
      create(db);
      List<CompletableFuture<?>> work = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        work.add(write(db, i));
        work.add(read(db));
      }
      work.forEach(Await::get);
      Await.call(db::close);
      assertThat(rowsOfCopy(file)).as("round " + round).isEqualTo(20);
    }
  }

  @Test
  void theFileAloneHasAllRowsAfterAnotherOpeningWroteMeanwhile(@TempDir Path folder)
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path file = folder.resolve("two" + round + ".db");
      Database first = open(file);
      create(first);
      Database second = open(file);
      Await.get(read(first));
      Await.get(read(second));
      List<CompletableFuture<?>> work = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        work.add(write(round % 2 == 0 ? first : second, i));
        work.add(read(round % 2 == 0 ? second : first));
      }
      work.forEach(Await::get);
      // The one that closes last has not written what the log holds.
      Await.get(write(first, 100));
      if (round % 3 == 0) {
        Await.all(List.of(first.closeAsync(), second.closeAsync()));
      } else {
        Await.call(first::close);
        Await.call(second::close);
      }
      assertThat(rowsOfCopy(file)).as("round " + round).isEqualTo(11);
    }
  }

  /** The one that closes last has never looked into the log, and must empty it all the same. */
  @Test
  void theFileAloneHasAllRowsAfterAnIdleOpeningClosesLast(@TempDir Path folder) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path file = folder.resolve("idle" + round + ".db");
      Database idle = round % 2 == 0 ? open(file) : null;
      Database busy = open(file);
      create(busy);
      if (idle == null) {
        idle = open(file);
      }
      Await.get(write(busy, 1));
      Await.get(read(busy));
      Await.call(busy::close);
      Await.call(idle::close);
      assertThat(rowsOfCopy(file)).as("round " + round).isEqualTo(1);
    }
  }

  private static Database open(Path file) {
    return Database.open(DatabaseConfig.builder("jdbc:sqlite:" + file).poolSize(3).build());
  }

  private static void create(Database db) {
    Await.get(db.schema().apply(List.of(createTable(T).column("x", db.schema().types().int32()))));
  }

  private static CompletableFuture<?> write(Database db, int x) {
    return db.execute(insertInto(T).columns(X).values(x));
  }

  private static CompletableFuture<?> read(Database db) {
    return db.fetch(select(count()).from(T));
  }

  private static int rowsOfCopy(Path file) throws Exception {
    Path copy = Files.copy(file, file.resolveSibling(file.getFileName() + ".copy"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from t")) {
      return row.getInt(1);
    }
  }
}
