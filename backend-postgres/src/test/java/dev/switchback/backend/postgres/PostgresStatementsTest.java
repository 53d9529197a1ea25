package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TransactionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What the server keeps for a connection, and what the driver does to a batch. */
final class PostgresStatementsTest {

  /** The driver's own limit; it closes the one used longest ago. */
  private static final int KEPT = 256;

  private static long prepared(Database db) {
    return ((Number)
            Await.get(db.fetchSingle(resultQuery("select count(*) from pg_prepared_statements")))
                .get(0))
        .longValue();
  }

  private static Database open(Namespace namespace, String parameters) {
    DatabaseConfig config = namespace.config().build();
    String separator = config.url().orElseThrow().contains("?") ? "&" : "?";
    DatabaseConfigBuilder builder =
        DatabaseConfig.builder(config.url().orElseThrow() + separator + parameters).poolSize(1);
    config.user().ifPresent(user -> builder.credentials(user, config.password().orElse("")));
    return Database.open(builder.build());
  }

  /** In a transaction the driver cannot try again; the transaction's caller can. */
  @Test
  void aColumnThatChangesItsTypeIsAConflict() throws Exception {
    try (PostgresNamespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = open(namespace, "prepareThreshold=1");
        Database other = open(namespace, "prepareThreshold=1")) {
      Await.get(db.execute(query("create table t (a int)")));
      ResultQuery<Record1<Long>> rows =
          select(field(name("a"), SQLDataType.BIGINT)).from(table(name("t")));
      Await.get(db.transaction(tx -> tx.fetch(rows)));
      Await.get(db.transaction(tx -> tx.fetch(rows)));
      Await.get(other.execute(query("alter table t alter a type bigint")));
      Await.failure(ErrorKind.SERIALIZATION, db.transaction(tx -> tx.fetch(rows)));
      Await.get(other.execute(query("alter table t alter a type int")));
      Await.get(db.transaction(TransactionOptions.defaults().withRetries(1), tx -> tx.fetch(rows)));
    }
  }

  /** Prepared by the server when they are run for the first time: each of them could stay. */
  @Test
  void tenThousandStatementsLeaveFewOnTheServer() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = open(namespace, "prepareThreshold=1")) {
      for (int from = 0; from < 10_000; from += 500) {
        List<CompletableFuture<Record1<Integer>>> rows = new ArrayList<>();
        for (int i = from; i < from + 500; i++) {
          rows.add(db.fetchSingle(select(val(i).plus(inline(i)))));
        }
        for (int i = 0; i < 500; i++) {
          assertThat(Await.get(rows.get(i)).value1()).isEqualTo(2 * (from + i));
        }
      }
      assertThat(prepared(db)).isBetween(KEPT / 2L, (long) KEPT);
    }
  }

  /** What is run again and again is kept; what is long, or of columns that may change, is not. */
  @Test
  void theServerKeepsWhatIsRunOften() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().poolSize(1).build())) {
      List<Integer> many = IntStream.range(0, 5_000).boxed().toList();
      for (int i = 0; i < 20; i++) {
        Await.get(db.fetchSingle(select(val(i))));
        Await.get(db.fetch(select(val(i)).where(val(1).in(many))));
        Await.get(db.fetch(resultQuery("select 1 as plain")));
      }
      assertThat(prepared(db)).isEqualTo(1);
    }
  }

  /** With it the driver makes one statement of many, and knows no count and no position. */
  @Test
  void aDriverThatRewritesBatchesIsRefused() throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get())) {
      assertThat(
              Await.failure(
                  ErrorKind.ILLEGAL_USE, () -> open(namespace, "reWriteBatchedInserts=true")))
          .hasMessageContaining("reWriteBatchedInserts");
      try (Database db = open(namespace, "reWriteBatchedInserts=false")) {
        Await.get(db.execute(query("create table t (id integer)")));
        Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
        assertThat(
                Await.get(
                    db.batch(
                        IntStream.range(0, 5)
                            .mapToObj(i -> insertInto(table(name("t"))).columns(id).values(i))
                            .toList())))
            .containsExactly(1, 1, 1, 1, 1);
      }
    }
  }
}
