package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several statements as one unit. */
@Conformance
final class BatchContract {

  @Test
  @Behaviour(227)
  void answersTheCountOfEach(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    assertThat(
            Await.get(
                db.batch(
                    List.of(
                        items.insert(4, "four"),
                        items.relabel(99, "nobody"),
                        items.relabel(1, "one"),
                        items.delete(2),
                        items.delete(2),
                        items.insert(5, null)))))
        .containsExactly(1, 0, 1, 1, 0, 1);
    assertThat(items.idsOn(db)).containsExactly(1, 3, 4, 5);
  }

  @Test
  @Behaviour(228)
  void anEmptyOneIsAnsweredWithoutTheDatabase(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    try (Held held = Held.all(db, 1)) {
      assertThat(Await.get(db.batch(List.of()))).isEmpty();
    }
  }

  @Test
  @Behaviour(230)
  void isAllOrNothingAndNamesThePositionOfTheError(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    DatabaseException failure =
        Await.failure(
            ErrorKind.UNIQUE,
            db.batch(
                List.of(
                    items.insert(2, "two"),
                    items.insert(3, "three"),
                    items.insert(1, "again"),
                    items.insert(4, "four"))));
    assertThat(failure.getMessage()).containsPattern("\\b[23]\\b");
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour({227, 231})
  void statementsOfDifferentShapeRunInOrder(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Query> queries = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      queries.add(items.insert(i, "x"));
      queries.add(items.increment(i));
      queries.add(items.relabel(i, "y" + i));
    }
    assertThat(Await.get(db.batch(queries))).hasSize(60).containsOnly(1);
    assertThat(Await.get(db.fetchSingle(items.labelOf(20))).value1()).isEqualTo("y20");
  }

  @Test
  @Behaviour(233)
  void manyThousandStatements(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Query> queries = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      queries.add(items.insert(i, i % 3 == 0 ? null : "row " + i));
    }
    assertThat(Await.get(db.batch(queries))).hasSize(20_000).containsOnly(1);
    assertThat(items.countOn(db)).isEqualTo(20_000);
    assertThat(Await.get(db.fetchSingle(items.labelOf(19_999))).value1()).isEqualTo("row 19999");
    assertThat(Await.get(db.fetchSingle(items.labelOf(3))).value1()).isNull();
  }

  @Test
  @Behaviour(89)
  void aQueryWithRowsIsRefusedAndNothingIsDone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.failure(ErrorKind.ILLEGAL_USE, db.batch(List.of(items.insert(1, "x"), selectOne())));
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  void inATransactionItIsPartOfIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    IllegalStateException mine = new IllegalStateException("mine");
    assertThat(
            Await.thrown(
                db.transaction(
                    tx ->
                        tx.batch(List.of(items.insert(2, "x"), items.insert(3, "y")))
                            .thenCompose(
                                counts -> {
                                  assertThat(counts).containsExactly(1, 1);
                                  throw mine;
                                }))))
        .isSameAs(mine);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(103)
  void aFailureInATransactionDoomsIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.batch(List.of(items.insert(2, "x"), items.insert(1, "again")))
                    .handle((counts, failure) -> "handled")));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  /** At the ends, in the middle, and where one portion of a large batch follows another. */
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, 1",
    "999, 998",
    "1000, 0",
    "1000, 999",
    "1001, 999",
    "1001, 1000",
    "3500, 2000",
    "3500, 2499",
    "3500, 3499"
  })
  @Behaviour(230)
  void theErrorNamesItsPosition(int size, int position, Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.get(db.execute(items.insert(-1, "there")));
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      queries.add(items.insert(i == position ? -1 : i, "x"));
    }
    DatabaseException failure = Await.failure(ErrorKind.UNIQUE, db.batch(queries));
    assertThat(failure).hasMessageStartingWith("Statement " + position + " of the batch: ");
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(failure.table()).isEqualTo(items.tableName);
    assertThat(failure.sql()).startsWith("insert into");
    assertThat(items.idsOn(db)).containsExactly(-1);
  }

  @Test
  @Behaviour(230)
  void everyKindOfErrorNamesItsPosition(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Query> good = List.of(items.insert(1, "a"), items.relabel(1, "b"), items.insert(2, "c"));
    failsAtThree(db, good, ErrorKind.UNIQUE, items.insert(1, "again"));
    failsAtThree(db, good, ErrorKind.NOT_NULL, update(items.table).setNull(items.amount));
    failsAtThree(db, good, ErrorKind.TOO_LONG, items.insert(3, "x".repeat(101)));
    failsAtThree(db, good, ErrorKind.ILLEGAL_VALUE, items.insert(3, "nul \0"));
    failsAtThree(db, good, ErrorKind.NO_SUCH_TABLE, deleteFrom(table(name("nowhere"))));
    failsAtThree(db, good, ErrorKind.SYNTAX, query("insert wrongly"));
    failsAtThree(db, good, ErrorKind.ILLEGAL_USE, query("commit"));
    failsAtThree(db, good, ErrorKind.ILLEGAL_USE, items.counting());
    // Only the database can tell of plain SQL that it returns rows.
    failsAtThree(
        db, good, ErrorKind.ILLEGAL_USE, query("delete from {0} returning id", items.table));
    assertThat(items.idsOn(db)).isEmpty();
    assertThat(Await.get(db.batch(good))).containsExactly(1, 1, 1);
  }

  private static void failsAtThree(Database db, List<Query> good, ErrorKind kind, Query bad) {
    List<Query> queries = new ArrayList<>(good);
    queries.add(bad);
    queries.addAll(good);
    DatabaseException failure = Await.failure(kind, db.batch(queries));
    assertThat(failure).hasMessageStartingWith("Statement 3 of the batch: ");
    assertThat(failure.outcome()).isNotEqualTo(Outcome.UNKNOWN);
  }

  @Test
  @Behaviour({220, 227})
  void countsOfUpsertsAndOfManyRowsAtOnce(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    assertThat(
            Await.get(
                db.batch(
                    List.of(
                        update(items.table).set(items.amount, 1),
                        items.insertUnlessThere(3),
                        items.insertUnlessThere(4),
                        items.insertUnlessThere(4),
                        items.insertUnlessThere(5),
                        update(items.table).set(items.amount, 2).where(items.id.gt(9)),
                        deleteFrom(items.table).where(items.id.ge(3))))))
        .containsExactly(3, 0, 1, 0, 1, 0, 3);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
  }

  /** The database has begun one of them when the whole is called off. */
  @Test
  @Behaviour(49)
  void oneThatIsCancelledInTheMiddleIsUndone(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    String marker = fixture.marker();
    Query endless =
        update(items.table)
            .set(items.amount, 9)
            .where(condition("({0}) is not null", fixture.namespace().endless(marker)));
    List<Query> queries =
        List.of(items.insert(2, "two"), items.increment(1), endless, items.insert(3, "three"));
    CompletableFuture<List<Integer>> batch = db.batch(queries);
    running(fixture, db, marker);
    assertThat(batch.cancel(true)).isTrue();
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Await.get(db.fetchSingle(items.amountOf(1))).value1()).isZero();
    // In a transaction it dooms the whole.
    CompletableFuture<Void> inside = new CompletableFuture<>();
    CompletableFuture<String> whole =
        db.transaction(
            tx ->
                tx.execute(items.insert(4, "four"))
                    .thenCompose(
                        done -> {
                          CompletableFuture<List<Integer>> part = tx.batch(queries);
                          inside.whenComplete((go, failure) -> part.cancel(true));
                          return part.handle((counts, failure) -> "handled");
                        }));
    running(fixture, db, marker);
    inside.complete(null);
    Await.failure(ErrorKind.TRANSACTION_ROLLED_BACK, whole);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  private static void running(Fixture fixture, Database db, String marker) {
    boolean visible = fixture.namespace().hooks().contains(Hook.SESSIONS);
    Await.until(
        "the endless statement runs",
        () ->
            visible
                ? fixture.namespace().sessions().running(marker)
                : db.stats().lanes().stream().anyMatch(lane -> lane.active() > 0));
  }
}
