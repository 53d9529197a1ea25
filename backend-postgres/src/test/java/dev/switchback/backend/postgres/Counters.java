package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.UnitEnd;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** A database with two counters, 1 and 2, both zero, for transactions that meet in them. */
final class Counters implements AutoCloseable {

  private static final Table<Record> TABLE = table(name("counters"));
  private static final Field<Integer> ID = field(name("counters", "id"), SQLDataType.INTEGER);
  private static final Field<Integer> N = field(name("counters", "n"), SQLDataType.INTEGER);

  final List<UnitEnd> ends = new CopyOnWriteArrayList<>();
  final Database db;
  private final Namespace namespace;

  Counters() throws Exception {
    namespace = new PostgresNamespace(PostgresServer.get());
    DatabaseListener recorder =
        new DatabaseListener() {
          @Override
          public void ended(UnitEnd end) {
            ends.add(end);
          }
        };
    db = Database.open(namespace.config().poolSize(2).listener(recorder).build());
    Await.get(db.execute(query("create table counters (id int primary key, n int not null)")));
    Await.get(db.execute(query("insert into counters values (1, 0), (2, 0)")));
    ends.clear();
  }

  static Query set(int id, int n) {
    return update(TABLE).set(N, n).where(ID.eq(id));
  }

  static CompletableFuture<Integer> read(QueryExecutor executor, int id) {
    return executor.fetchSingle(select(N).from(TABLE).where(ID.eq(id))).thenApply(Record1::value1);
  }

  static CompletableFuture<Integer> totalOf(QueryExecutor executor) {
    return executor
        .fetchSingle(select(sum(N)).from(TABLE))
        .thenApply(Record1::value1)
        .thenApply(BigDecimal::intValue);
  }

  int n(int id) {
    return Await.get(read(db, id));
  }

  int total() {
    return Await.get(totalOf(db));
  }

  @Override
  public void close() throws Exception {
    try {
      Await.get(db.closeAsync());
    } finally {
      namespace.close();
    }
  }
}
