package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Queries rendered once and run with many values. */
@Conformance
final class PreparedQueryContract {

  private static final Param<Integer> ID = param("id", SQLDataType.INTEGER);

  private static PreparedQuery<Record1<String>> labelById(Database db, Items items) {
    return db.prepare(select(items.label).from(items.table).where(items.id.eq(ID)));
  }

  @Test
  void runsWithOneValueAfterTheOther(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 50);
    PreparedQuery<Record1<String>> byId = labelById(db, items);
    for (int id = 1; id <= 50; id++) {
      assertThat(Await.get(db.fetchSingle(byId.bind("id", id))).value1()).isEqualTo("item " + id);
    }
    assertThat(Await.get(db.fetchOptional(byId.bind(ID, 51)))).isEmpty();
    assertThat(Await.get(db.fetch(byId.bind(ID, null)))).isEmpty();
  }

  @Test
  void oneQueryRunsManyTimesAtOnce(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 20);
    PreparedQuery<Record1<String>> byId = labelById(db, items);
    List<CompletableFuture<Record1<String>>> rows =
        IntStream.range(0, 500).mapToObj(i -> db.fetchSingle(byId.bind(ID, 1 + i % 20))).toList();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(Await.get(rows.get(i)).value1()).isEqualTo("item " + (1 + i % 20));
    }
  }

  @Test
  void bindingChangesACopy(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    PreparedQuery<Record1<String>> byId = labelById(db, items);
    PreparedQuery<Record1<String>> one = byId.bind(ID, 1);
    PreparedQuery<Record1<String>> two = one.bind(ID, 2);
    assertThat(Await.get(db.fetchSingle(one)).value1()).isEqualTo("item 1");
    assertThat(Await.get(db.fetchSingle(two)).value1()).isEqualTo("item 2");
    assertThat(byId.parameters()).containsExactly("id");
  }

  @Test
  void aParameterMayStandInSeveralPlacesAndHaveAValue(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 9);
    Param<Integer> from = param("from", 3);
    var between =
        db.prepare(
            select(items.id, from)
                .from(items.table)
                .where(items.id.ge(from).and(items.id.lt(from.plus(val(2)))))
                .orderBy(items.id));
    assertThat(between.parameters()).containsExactly("from");
    assertThat(Await.get(db.fetch(between)).getValues(items.id)).containsExactly(3, 4);
    var later = Await.get(db.fetch(between.bind("from", 7)));
    assertThat(later.getValues(items.id)).containsExactly(7, 8);
    assertThat(later.get(0).value2()).isEqualTo(7);
  }

  @Test
  void statementsInTransactionsAndBatches(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 3);
    Param<String> label = param("label", SQLDataType.VARCHAR);
    PreparedQuery<Record> relabel =
        db.prepare(update(items.table).set(items.label, label).where(items.id.eq(ID)));
    assertThat(Await.get(db.execute(relabel.bind(label, "a").bind(ID, 1)))).isEqualTo(1);
    Integer counted =
        Await.get(
            db.transaction(
                tx ->
                    tx.execute(relabel.bind(label, "b").bind(ID, 2))
                        .thenCompose(done -> tx.execute(relabel.bind(label, null).bind(ID, 4)))));
    assertThat(counted).isZero();
    List<PreparedQuery<Record>> batch = new ArrayList<>();
    for (int id = 1; id <= 4; id++) {
      batch.add(relabel.bind(label, "c" + id).bind(ID, id));
    }
    assertThat(Await.get(db.batchPrepared(batch))).containsExactly(1, 1, 1, 0);
    assertThat(Await.get(db.batchPrepared(List.of()))).isEmpty();
    assertThat(Await.get(db.fetchSingle(items.labelOf(3))).value1()).isEqualTo("c3");
  }

  @Test
  @Behaviour({70, 71})
  void aWrongUseNamesTheParameter(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    PreparedQuery<Record1<String>> byId = labelById(db, items);
    refused(ErrorKind.ILLEGAL_USE, "ident", () -> byId.bind("ident", 1));
    refused(ErrorKind.ILLEGAL_VALUE, "id", () -> byId.bind("id", "one"));
    refused(ErrorKind.ILLEGAL_USE, "id is not bound", () -> Await.get(db.fetch(byId)));
    refused(ErrorKind.ILLEGAL_USE, "use fetch", () -> Await.get(db.execute(byId.bind("id", 1))));
    PreparedQuery<Record> relabel =
        db.prepare(update(items.table).set(items.label, "x").where(items.id.eq(ID)));
    refused(ErrorKind.ILLEGAL_USE, "use execute", () -> Await.get(db.fetch(relabel.bind(ID, 1))));
    refused(
        ErrorKind.ILLEGAL_USE,
        "Statement 1 of the batch",
        () -> Await.get(db.batchPrepared(List.of(relabel.bind(ID, 1), relabel))));
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("item 1");
  }

  @Test
  void aValueThatCannotBeStoredIsRefusedWhereItIsBound(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Param<String> label = param("label", SQLDataType.VARCHAR);
    PreparedQuery<Record> insert =
        db.prepare(
            DSL.insertInto(items.table)
                .columns(items.id, items.label, items.amount)
                .values(val(1), label, val(0)));
    refused(ErrorKind.ILLEGAL_VALUE, "Parameter label", () -> insert.bind(label, "a\0secret"));
    assertThatThrownBy(() -> insert.bind(label, "a\0secret")).hasMessageNotContaining("secret");
    assertThat(insert.bind(label, "secret").toString()).doesNotContain("secret");
  }

  @Test
  void itsSqlDoesNotDependOnItsValues(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    refused(
        ErrorKind.ILLEGAL_VALUE,
        "ids",
        () ->
            db.prepare(
                    select(items.id)
                        .from(items.table)
                        .where(items.id.in(param("ids", Object.class), val(1))))
                .bind("ids", List.of(1, 2)));
    refused(
        ErrorKind.ILLEGAL_USE,
        "DDL",
        () -> db.prepare(createView(name("v")).as(select(items.id).from(items.table))));
  }

  @Test
  void anotherDatabaseRefusesIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    PreparedQuery<Record1<String>> byId = labelById(db, items).bind(ID, 1);
    Database other = fixture.open(config -> config);
    refused(ErrorKind.ILLEGAL_USE, "another database", () -> Await.get(other.fetch(byId)));
  }

  /** What the connections keep prepared must not outlive what it was prepared for. */
  @Test
  @Behaviour(91)
  void theSchemaMayChangeMeanwhile(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    PreparedQuery<Record1<String>> byId = labelById(db, items);
    PreparedQuery<Record> all = db.prepare(select(DSL.asterisk()).from(items.table));
    PreparedQuery<Record> plain =
        db.prepare(resultQuery("select * from {0}", table(name(items.tableName))));
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(db.fetchSingle(byId.bind(ID, 1))).value1()).isEqualTo("item 1");
      assertThat(Await.get(db.fetch(all)).fields()).hasSize(3);
      assertThat(Await.get(db.fetch(plain)).fields()).hasSize(3);
    }
    Await.get(
        db.schema()
            .apply(
                List.of(
                    alterTable(name(items.tableName)).add("more", db.schema().types().int32()))));
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(db.fetch(all)).fields()).hasSize(4);
      assertThat(Await.get(db.fetch(plain)).fields()).hasSize(4);
      assertThat(Await.get(db.fetchSingle(byId.bind(ID, 2))).value1()).isEqualTo("item 2");
    }
    Await.get(db.schema().apply(List.of(DSL.dropTable(name(items.tableName)))));
    refused(ErrorKind.NO_SUCH_TABLE, "", () -> Await.get(db.fetchSingle(byId.bind(ID, 1))));
  }

  /** Altered on another connection than the one that keeps the statement, and in a transaction. */
  @Test
  @Behaviour(91)
  @Requires(hooks = Hook.REOPEN)
  void anotherConnectionMayChangeTheSchema(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2);
    Database one = fixture.open(config -> config.poolSize(1));
    PreparedQuery<Record> all = one.prepare(select(DSL.asterisk()).from(items.table));
    for (int i = 0; i < 10; i++) {
      assertThat(Await.get(one.fetch(all)).fields()).hasSize(3);
    }
    Await.get(
        db.schema()
            .apply(
                List.of(
                    alterTable(name(items.tableName)).add("more", db.schema().types().int32()))));
    assertThat(Await.get(one.transaction(tx -> tx.fetch(all))).fields()).hasSize(4);
  }

  private static void refused(ErrorKind kind, String culprit, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabaseException.class, error -> assertThat(error.kind()).isEqualTo(kind))
        .hasMessageContaining(culprit);
  }
}
