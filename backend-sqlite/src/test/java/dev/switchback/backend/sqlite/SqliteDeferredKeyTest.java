package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A key that is checked at the commit: SQLite then leaves the transaction open. */
final class SqliteDeferredKeyTest {

  @Test
  void aTransactionThatCannotCommitIsUndoneAndNotTriedAgain() {
    try (Database db = Database.open(DatabaseConfig.of("jdbc:sqlite::memory:"))) {
      Await.get(db.execute(query("create table parent (id integer primary key)")));
      Await.get(
          db.execute(
              query(
                  "create table child (id integer primary key, parent integer"
                      + " references parent deferrable initially deferred)")));
      AtomicInteger attempts = new AtomicInteger();
      DatabaseException failure =
          Await.failure(
              ErrorKind.FOREIGN_KEY,
              db.transaction(
                  TransactionOptions.defaults().withRetries(5),
                  tx -> {
                    attempts.incrementAndGet();
                    return tx.execute(query("insert into child values (1, 99)"));
                  }));
      assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(attempts).hasValue(1);
      assertThat(
              Await.<Integer>get(
                  db.transaction(
                      tx ->
                          tx.execute(query("insert into child values (2, 7)"))
                              .thenCompose(
                                  rows -> tx.execute(query("insert into parent values (7)"))))))
          .isEqualTo(1);
      assertThat(Await.get(db.fetch(resultQuery("select id from child")))).hasSize(1);
    }
  }
}
