package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Transactions and queries that only read. */
@Conformance
final class ReadOnlyContract {

  private static final TransactionOptions READ_ONLY = TransactionOptions.defaults().asReadOnly();

  @Test
  @Behaviour(112)
  void reads(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    assertThat(
            Await.<Integer>get(
                db.transaction(
                    READ_ONLY,
                    tx -> tx.fetch(select(items.id).from(items.table)).thenApply(List::size))))
        .isEqualTo(2);
  }

  @Test
  @Behaviour({112, 113})
  void refusesToWriteAndTheConnectionWritesAgainAfterwards(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    for (int i = 0; i < 3; i++) {
      Await.failure(
          ErrorKind.READ_ONLY, db.transaction(READ_ONLY, tx -> tx.execute(items.increment(1))));
      Await.failure(
          ErrorKind.READ_ONLY,
          db.transaction(
              READ_ONLY,
              tx -> tx.execute(query("update {0} set amount = amount + 1", items.table))));
      assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
      assertThat(Await.<Integer>get(db.transaction(tx -> tx.execute(items.increment(1)))))
          .isEqualTo(1);
    }
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(6);
  }

  @Test
  @Behaviour({112, 113})
  void aQueryOnAReaderRefusesToWrite(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.READ_ONLY, db.with(QueryOptions.defaults().read()).execute(items.increment(1)));
    assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isEqualTo(1);
  }

  @Test
  @Requires(Capability.CONCURRENT_READS)
  void doesNotWaitForAWriter(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    CompletableFuture<Void> writer =
        db.transaction(
            tx ->
                tx.execute(items.increment(1))
                    .whenComplete((rows, failure) -> written.complete(true))
                    .thenCompose(rows -> gate));
    Await.get(written);
    assertThat(
            Await.get(db.transaction(READ_ONLY, tx -> tx.fetchSingle(items.amountOf(1)))).value1())
        .isZero();
    assertThat(writer).isNotDone();
    gate.complete(null);
    Await.get(writer);
  }

  @Test
  void aWriteIssuedAsAReadInATransactionIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    QueryOptions read = QueryOptions.defaults().read();
    Await.failure(
        ErrorKind.READ_ONLY, db.transaction(tx -> tx.with(read).execute(items.insert(2, "never"))));
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.with(read)
                    .execute(items.insert(2, "never"))
                    .handle((rows, failure) -> "handled")));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  /** Nobody sees that it writes but the database. */
  @Test
  void plainSqlThatWritesIsRefusedOnAReader(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    var insert =
        resultQuery(
            "insert into {0} (id, label, amount) values (2, 'x', 0) returning id", items.table);
    for (int i = 0; i < 3; i++) {
      Await.failure(ErrorKind.READ_ONLY, db.with(QueryOptions.defaults().read()).fetch(insert));
      assertThat(Await.get(db.execute(items.increment(1)))).isEqualTo(1);
    }
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.fetch(insert))).hasSize(1);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }
}
