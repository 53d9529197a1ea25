package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.contract.Orders.OrderRecord;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** RETURNING in transactions and beside other writes: the keys of one lead to the next. */
@Conformance
final class ReturningTransactionContract {

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }

  /** Issued without waiting for the one before: each answers its own row. */
  @Test
  @Behaviour({208, 231})
  void theKeysOfManyStatementsInOneTransaction(Database db) {
    Orders orders = Orders.create(db);
    List<OrderRecord> written =
        Await.get(
            db.transaction(
                tx -> {
                  List<CompletableFuture<OrderRecord>> rows = new ArrayList<>();
                  for (int i = 0; i < 200; i++) {
                    rows.add(tx.fetchSingle(orders.insert("n" + i).returning()));
                  }
                  return all(rows);
                }));
    for (int i = 0; i < 200; i++) {
      assertThat(written.get(i).get(orders.number)).isEqualTo("n" + i);
      assertThat(orders.stored(db, "n" + i).get(orders.id))
          .isEqualTo(written.get(i).get(orders.id));
    }
  }

  @Test
  @Behaviour(208)
  void theKeysOfManyStatementsAtOnce(Database db) {
    Orders orders = Orders.create(db);
    List<CompletableFuture<OrderRecord>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(db.fetchSingle(orders.insert("n" + i).returning()));
    }
    List<OrderRecord> written = Await.all(rows);
    for (int i = 0; i < 200; i++) {
      assertThat(written.get(i).get(orders.number)).isEqualTo("n" + i);
      assertThat(orders.stored(db, "n" + i).get(orders.id))
          .isEqualTo(written.get(i).get(orders.id));
    }
  }

  @Test
  @Behaviour({206, 210})
  void aKeyIsUsedByTheNextStatement(Database db) {
    Orders orders = Orders.create(db);
    OrderRecord last =
        Await.get(
            db.transaction(
                tx ->
                    tx.fetchSingle(orders.insert("a").returning(orders.id))
                        .thenCompose(
                            made ->
                                tx.fetchSingle(
                                    insertInto(orders)
                                        .columns(orders.id, orders.number, orders.copies)
                                        .values(made.get(orders.id), "b", 7)
                                        .onConflict(orders.id)
                                        .doUpdate()
                                        .set(orders.number, excluded(orders.number))
                                        .set(orders.copies, excluded(orders.copies))
                                        .returning()))
                        .thenCompose(
                            changed ->
                                tx.fetchSingle(
                                    update(orders)
                                        .set(orders.copies, orders.copies.plus(1))
                                        .where(orders.id.eq(changed.get(orders.id)))
                                        .returning()))));
    assertThat(last.get(orders.number)).isEqualTo("b");
    assertThat(last.get(orders.copies)).isEqualTo(8);
    assertThat(orders.numbersOn(db)).containsExactly("b");
  }

  /** Rows that are left unread keep nothing open that a commit would trip over. */
  @Test
  @Behaviour({90, 231})
  void whatFollowsAStatementWithRows(Database db) {
    Orders orders = Orders.create(db);
    List<Integer> counts =
        Await.get(
            db.transaction(
                tx ->
                    tx.fetch(
                            insertInto(orders)
                                .columns(orders.number)
                                .values("a")
                                .values("b")
                                .values("c")
                                .returning())
                        .thenCompose(
                            rows ->
                                tx.savepoint(
                                        inner -> inner.fetchSingle(deleteFrom(orders).returning()))
                                    .handle((row, failure) -> failure))
                        .thenCompose(
                            failure ->
                                tx.batch(
                                    List.of(
                                        orders.insert("d"),
                                        deleteFrom(orders).where(orders.number.eq("a")))))));
    assertThat(counts).containsExactly(1, 1);
    assertThat(orders.numbersOn(db)).containsExactly("b", "c", "d");
  }

  @Test
  @Behaviour(208)
  void whatIsRolledBackIsGoneAndItsRowsWereSeen(Database db) {
    Orders orders = Orders.create(db);
    IllegalStateException mine = new IllegalStateException("mine");
    List<Long> seen = new ArrayList<>();
    assertThat(
            Await.thrown(
                db.transaction(
                    tx ->
                        tx.fetchSingle(orders.insert("a").returning())
                            .thenCompose(
                                row -> {
                                  seen.add(row.get(orders.id));
                                  throw mine;
                                }))))
        .isSameAs(mine);
    assertThat(seen).hasSize(1);
    assertThat(orders.numbersOn(db)).isEmpty();
  }

  /** One that fails among others takes nothing from their answers. */
  @Test
  @Behaviour({90, 208})
  void aFailureAmongThem(Database db) {
    Orders orders = Orders.create(db);
    Await.get(db.execute(orders.insert("n50")));
    List<CompletableFuture<OrderRecord>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(db.fetchSingle(orders.insert("n" + i).returning()));
    }
    for (int i = 0; i < 100; i++) {
      if (i == 50) {
        Await.failure(ErrorKind.UNIQUE, rows.get(i));
      } else {
        assertThat(Await.get(rows.get(i)).get(orders.number)).isEqualTo("n" + i);
      }
    }
    assertThat(orders.numbersOn(db)).hasSize(100).doesNotHaveDuplicates();
  }
}
