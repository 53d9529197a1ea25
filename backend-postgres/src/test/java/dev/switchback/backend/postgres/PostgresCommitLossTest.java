package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.Proxy.Fault;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.TransactionOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that is lost before, during and after a commit: what is said, and what is so. */
final class PostgresCommitLossTest {

  private static final TransactionOptions RETRIES = TransactionOptions.defaults().withRetries(5);
  private static final String INSERT = "insert into things values (1)";

  private final AtomicInteger attempts = new AtomicInteger();
  private ProxiedDatabase proxied;
  private Database db;
  private Database outside;

  @BeforeEach
  void open() throws Exception {
    proxied = new ProxiedDatabase();
    outside = Database.open(proxied.namespace().config().build());
    Await.get(outside.execute(query("create table things (id int primary key)")));
    db = Database.open(proxied.config().poolSize(2).build());
  }

  @AfterEach
  void close() throws Exception {
    try {
      Await.get(db.closeAsync());
      Await.get(outside.closeAsync());
    } finally {
      proxied.close();
    }
  }

  private CompletableFuture<Integer> insert(TransactionOptions options) {
    return db.transaction(
        options,
        tx -> {
          attempts.incrementAndGet();
          return tx.execute(query(INSERT));
        });
  }

  private int things() {
    return Await.get(outside.fetch(resultQuery("select id from things"))).size();
  }

  /** Whatever was lost, at most one call on each connection hears of it, and then all is well. */
  private void heals() {
    Await.until(
        "both connections work again",
        () -> {
          CompletableFuture<?> one = db.fetch(resultQuery("select 1 from pg_sleep(0.05)"));
          CompletableFuture<?> other = db.fetch(resultQuery("select 1 from pg_sleep(0.05)"));
          return Await.get(one.thenCombine(other, (a, b) -> true).exceptionally(lost -> false));
        });
  }

  @Test
  void lostBeforeTheCommitItIsUndone() {
    proxied.proxy().at(INSERT, Fault.CUT_BEFORE_ANSWER);
    DatabaseException failure =
        Await.failure(ErrorKind.CONNECTION, insert(TransactionOptions.defaults()));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(failure.isRetryable()).isTrue();
    heals();
    assertThat(things()).isZero();
  }

  @Test
  void lostBeforeTheCommitItIsTriedAgain() {
    proxied.proxy().at(INSERT, Fault.CUT_BEFORE_ANSWER);
    assertThat(Await.get(insert(RETRIES))).isEqualTo(1);
    assertThat(attempts).hasValue(2);
    assertThat(things()).isEqualTo(1);
  }

  /** The pool may hand out a connection that it does not yet know to be dead. */
  @Test
  void lostWhileIdleItIsTriedAgain() {
    heals();
    proxied.proxy().cut();
    assertThat(Await.get(insert(RETRIES))).isEqualTo(1);
    assertThat(things()).isEqualTo(1);
  }

  /** Whether the server has got it cannot be seen from here. */
  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_BEFORE_ANSWER"})
  void lostDuringTheCommitNobodyKnowsAndItIsNotTriedAgain(Fault fault) {
    proxied.proxy().at("COMMIT", fault);
    DatabaseException failure = Await.failure(ErrorKind.CONNECTION, insert(RETRIES));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(attempts).hasValue(1);
    heals();
    assertThat(things()).isEqualTo(fault == Fault.CUT_BEFORE ? 0 : 1);
  }

  @Test
  void lostAfterTheCommitItIsASuccess() {
    proxied.proxy().at("COMMIT", Fault.CUT_AFTER_ANSWER);
    assertThat(Await.get(insert(TransactionOptions.defaults()))).isEqualTo(1);
    assertThat(things()).isEqualTo(1);
    heals();
  }

  @Test
  void aWriteWithoutATransactionIsItsOwnCommit() {
    proxied.proxy().at(INSERT, Fault.CUT_BEFORE_ANSWER);
    DatabaseException failure = Await.failure(ErrorKind.CONNECTION, db.execute(query(INSERT)));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(things()).isEqualTo(1);
    heals();
  }

  /** The deadline answers for a network that does not; the commit has been done meanwhile. */
  @Test
  void aCommitWhoseAnswerNeverComesIsUnknownAtTheDeadline() {
    proxied.proxy().at("COMMIT", Fault.SILENCE);
    DatabaseException failure =
        Await.failure(ErrorKind.TIMEOUT, insert(RETRIES.withTimeout(Duration.ofMillis(300))));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(attempts).hasValue(1);
    Await.until("the server has committed", () -> things() == 1);
  }
}
