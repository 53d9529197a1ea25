package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.Transaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a failure says about what is left behind. */
@Conformance
final class OutcomeContract {

  @Test
  void aStatementThatTheDatabaseRefusesHasUndoneItself(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(ErrorKind.UNIQUE, db.execute(items.insert(1, "again")));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    DatabaseException batch =
        Await.failure(
            ErrorKind.UNIQUE,
            db.batch(List.of(items.insert(2, "never"), items.insert(1, "again"))));
    assertThat(batch.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  /** The same kind as of a call that the engine refuses after the statement has run. */
  @Test
  void soHasDdlThatTheDatabaseRefuses(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(
            ErrorKind.ILLEGAL_USE, db.execute(query("create table {0} (id int)", items.table)));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  void deletingMoreRowsThanExpectedIsUndone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    var all = deleteFrom(items.table).returning(items.id);
    assertThat(Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchSingle(all)).outcome())
        .isEqualTo(Outcome.ROLLED_BACK);
    assertThat(Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchOptional(all)).outcome())
        .isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
    var one = deleteFrom(items.table).where(items.id.eq(2)).returning(items.id);
    assertThat(Await.get(db.fetchSingle(one)).get(items.id)).isEqualTo(2);
    assertThat(Await.get(db.fetchOptional(one))).isEmpty();
    assertThat(items.idsOn(db)).containsExactly(1, 3);
  }

  @Test
  void changingMoreRowsThanExpectedIsUndone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    var all = update(items.table).set(items.amount, 7).returning(items.id);
    assertThat(Await.failure(ErrorKind.TOO_MANY_ROWS, db.fetchSingle(all)).outcome())
        .isEqualTo(Outcome.ROLLED_BACK);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
  }

  /** Nobody can see in plain SQL that it returns rows; so it has run. */
  @Test
  void aStatementWhoseRowsWereNotWantedMayHaveTakenEffect(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(
            ErrorKind.ILLEGAL_USE,
            db.execute(
                query(
                    "insert into {0} (id, label, amount) values (2, 'x', 0) returning id",
                    items.table)));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void whatIsRefusedBeforeAnyInputOrOutputWasNotExecuted(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    notExecuted(ErrorKind.ILLEGAL_USE, db.execute(items.counting()));
    notExecuted(ErrorKind.ILLEGAL_USE, db.execute(query("commit")));
    notExecuted(ErrorKind.ILLEGAL_VALUE, db.execute(items.insert(2, "nul \0")));
    notExecuted(
        ErrorKind.READ_ONLY,
        db.with(QueryOptions.defaults().read()).execute(items.insert(2, "never")));
    CompletableFuture<Transaction> escaped = new CompletableFuture<>();
    Await.get(
        db.transaction(
            tx -> {
              escaped.complete(tx);
              return tx.fetch(selectOne());
            }));
    notExecuted(ErrorKind.TRANSACTION_CLOSED, Await.get(escaped).execute(items.insert(2, "never")));
    assertThat(items.idsOn(db)).containsExactly(1);
    Await.get(db.closeAsync());
    notExecuted(ErrorKind.CLOSED, db.execute(items.insert(2, "never")));
  }

  private static void notExecuted(ErrorKind kind, CompletableFuture<?> future) {
    assertThat(Await.failure(kind, future).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
  }
}
