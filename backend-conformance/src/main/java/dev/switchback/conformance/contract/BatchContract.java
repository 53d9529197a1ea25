package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Query;
import org.junit.jupiter.api.Test;

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
}
