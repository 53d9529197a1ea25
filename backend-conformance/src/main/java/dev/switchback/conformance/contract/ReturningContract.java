package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.InsertValuesStep2;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Keys, RETURNING and upserts: the rows that were really written. */
@Conformance
final class ReturningContract {

  /** A table whose key the database numbers, with a unique code beside it. */
  private record Codes(
      Table<Record> table, Field<Long> id, Field<String> code, Field<Integer> hits) {

    static Codes create(Fixture fixture, Database db) {
      String name = fixture.name("codes");
      Types types = db.schema().types();
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(name(name))
                          .column("id", types.int64().identity(true))
                          .column("code", types.text(50).notNull())
                          .column("hits", types.int32().notNull().defaultValue(1))
                          .constraints(
                              constraint(name("pk_" + name)).primaryKey(name("id")),
                              constraint(name("uq_" + name)).unique(name("code"))))));
      return new Codes(
          DSL.table(name(name)),
          field(name(name, "id"), SQLDataType.BIGINT),
          field(name(name, "code"), SQLDataType.VARCHAR),
          field(name(name, "hits"), SQLDataType.INTEGER));
    }

    long insert(Database db, String newCode) {
      return Await.get(
              db.fetchSingle(insertInto(table).columns(code).values(newCode).returningResult(id)))
          .value1();
    }
  }

  @Test
  @Behaviour(206)
  void answersTheGeneratedKey(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    long first = codes.insert(db, "a");
    long second = codes.insert(db, "b");
    assertThat(second).isNotEqualTo(first);
    assertThat(
            Await.get(
                    db.fetchSingle(select(codes.code).from(codes.table).where(codes.id.eq(second))))
                .value1())
        .isEqualTo("b");
  }

  @Test
  @Behaviour({207, 209})
  void answersEveryRowOfAMultiRowInsertInItsOrder(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    InsertValuesStep2<Record, String, Integer> insert =
        insertInto(codes.table).columns(codes.code, codes.hits);
    for (int i = 0; i < 100; i++) {
      insert = insert.values("code " + (100 - i), i);
    }
    Result<Record3<Long, String, Integer>> rows =
        Await.get(db.fetch(insert.returningResult(codes.id, codes.code, codes.hits)));
    assertThat(rows).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(rows.get(i).value2()).isEqualTo("code " + (100 - i));
      assertThat(rows.get(i).value3()).isEqualTo(i);
    }
    assertThat(rows.getValues(codes.id)).doesNotHaveDuplicates().doesNotContainNull();
  }

  @Test
  @Behaviour({209, 212, 217})
  void answersDefaults(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    Record row =
        Await.get(
            db.fetchSingle(
                insertInto(codes.table)
                    .columns(codes.code)
                    .values("a")
                    .returning(codes.hits, codes.code)));
    assertThat(row.get(codes.hits)).isEqualTo(1);
    assertThat(row.get(codes.code)).isEqualTo("a");
  }

  @Test
  @Behaviour({90, 210})
  void answersUpdatedAndDeletedRows(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    codes.insert(db, "a");
    codes.insert(db, "b");
    Record updated =
        Await.get(
            db.fetchSingle(
                update(codes.table)
                    .set(codes.hits, codes.hits.plus(41))
                    .where(codes.code.eq("a"))
                    .returningResult(codes.hits, codes.code)));
    assertThat(updated.get(codes.hits)).isEqualTo(42);
    Record deleted =
        Await.get(
            db.fetchSingle(
                deleteFrom(codes.table)
                    .where(codes.code.eq("a"))
                    .returningResult(codes.code, codes.hits)));
    assertThat(deleted.get(codes.code)).isEqualTo("a");
    assertThat(deleted.get(codes.hits)).isEqualTo(42);
    assertThat(Await.get(db.fetch(select(codes.code).from(codes.table))).getValues(codes.code))
        .containsExactly("b");
  }

  @Test
  @Behaviour({211, 218, 219, 224})
  void anUpsertAnswersTheRowItReallyWrote(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    long a = codes.insert(db, "a");
    long b = codes.insert(db, "b");
    Record row = Await.get(db.fetchSingle(upsert(codes, "a", 5)));
    assertThat(row.get(codes.id)).isEqualTo(a);
    assertThat(row.get(codes.hits)).isEqualTo(6);
    long c = Await.get(db.fetchSingle(upsert(codes, "c", 5))).get(codes.id);
    assertThat(c).isNotIn(a, b);
    assertThat(Await.get(db.fetchSingle(upsert(codes, "b", 9))).get(codes.id)).isEqualTo(b);
  }

  private static ResultQuery<? extends Record> upsert(Codes codes, String code, int hits) {
    return insertInto(codes.table)
        .columns(codes.code, codes.hits)
        .values(code, hits)
        .onConflict(codes.code)
        .doUpdate()
        .set(codes.hits, codes.hits.plus(excluded(codes.hits)))
        .returningResult(codes.id, codes.code, codes.hits);
  }

  @Test
  @Behaviour(220)
  void anUpsertThatDoesNothingAnswersNothing(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    codes.insert(db, "a");
    codes.insert(db, "b");
    var nothing =
        insertInto(codes.table).columns(codes.code).values("a").onConflict(codes.code).doNothing();
    assertThat(Await.get(db.execute(nothing))).isZero();
    assertThat(
            Await.get(
                db.fetch(
                    insertInto(codes.table)
                        .columns(codes.code)
                        .values("a")
                        .onConflict(codes.code)
                        .doNothing()
                        .returningResult(codes.id))))
        .isEmpty();
  }

  @Test
  @Behaviour(225)
  void aHundredConcurrentUpsertsOfOneKeyMakeOneRow(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    List<CompletableFuture<? extends Record>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(db.fetchSingle(upsert(codes, "same", 1)));
    }
    writes.forEach(Await::get);
    Result<Record1<Integer>> rows = Await.get(db.fetch(select(codes.hits).from(codes.table)));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value1()).isEqualTo(100);
  }

  @Test
  @Behaviour(216)
  void keysBeyondTheRangeOfAnInteger(Fixture fixture, Database db) {
    Codes codes = Codes.create(fixture, db);
    long big = 5_000_000_000L;
    Record row =
        Await.get(
            db.fetchSingle(
                insertInto(codes.table)
                    .columns(codes.id, codes.code)
                    .values(big, "a")
                    .returningResult(codes.id)));
    assertThat(row.get(codes.id)).isEqualTo(big);
  }
}
