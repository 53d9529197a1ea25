package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import java.util.List;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.Test;

/** A stream of a statement that writes: it is run to its end, and committed, first. */
@Conformance
final class StreamWriteContract {

  @Test
  void theRowsOfAWriteAreStreamed(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 2_000);
    assertThat(
            Taker.all(
                db.stream(deleteFrom(items.table).where(items.id.gt(10)).returning(items.id))))
        .hasSize(1_990);
    assertThat(items.countOn(db)).isEqualTo(10);
  }

  @Test
  void whoCancelsAfterTheFirstRowHasNotUndoneIt(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 2_000);
    Taker<?> taker =
        Taker.of(
            db.stream(deleteFrom(items.table).where(items.id.gt(10)).returning(items.id)),
            Long.MAX_VALUE,
            (row, self) -> self.cancel());
    taker.awaitRows(1);
    assertThat(items.countOn(db)).isEqualTo(10);
  }

  /** However slow its subscriber is, nobody waits for it; also where only the database knows. */
  @Test
  void nothingIsHeldWhileItsRowsAreTaken(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 2_000);
    List<ResultQuery<?>> deletes =
        List.of(
            deleteFrom(items.table).where(items.id.gt(1_000)).returning(items.id),
            resultQuery("delete from {0} where id <= 1000 returning id", items.table));
    for (ResultQuery<?> delete : deletes) {
      Taker<?> taker = Taker.of(db.stream(delete), 1);
      taker.awaitRows(1);
      assertThat(Await.get(db.execute(items.insert(3_000, "meanwhile")))).isEqualTo(1);
      assertThat(Await.get(db.execute(items.delete(3_000)))).isEqualTo(1);
      taker.request(Long.MAX_VALUE);
      taker.awaitEnd();
      assertThat(taker.rows).hasSize(1_000);
    }
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  void plainSqlThatTurnsOutToWriteIsRunAgainWhereItMay(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    assertThat(Taker.all(db.stream(insert(items, 2)))).hasSize(1);
    assertThat(items.idsOn(db)).containsExactly(1, 2);
    assertThat(Taker.all(db.with(QueryOptions.defaults().write()).stream(insert(items, 3))))
        .hasSize(1);
    assertThat(items.idsOn(db)).containsExactly(1, 2, 3);
  }

  @Test
  void aStreamThatIsToReadCannotWrite(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db, 1);
    QueryOptions read = QueryOptions.defaults().read();
    Taker.of(db.with(read).stream(insert(items, 2)), 1).failure(ErrorKind.READ_ONLY);
    Taker.of(db.with(read).stream(deleteFrom(items.table).returning(items.id)), 1)
        .failure(ErrorKind.READ_ONLY);
    assertThat(items.idsOn(db)).containsExactly(1);
    assertThat(Taker.all(db.with(read).stream(select(items.id).from(items.table)))).hasSize(1);
    assertThat(Await.get(db.execute(items.insert(2, "still writable")))).isEqualTo(1);
  }

  @Test
  void plainSqlWithoutRowsIsIllegal(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Taker.of(db.stream(resultQuery("delete from {0}", items.table)), 1)
        .failure(ErrorKind.ILLEGAL_USE);
  }

  @Test
  void aFailedWriteIsUndone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Taker.of(db.stream(insert(items, 1)), 1).failure(ErrorKind.UNIQUE);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  private static ResultQuery<Record> insert(Items items, int id) {
    return resultQuery(
        "insert into {0} (id, label, amount) values ({1}, 'plain', 0) returning id",
        items.table, inline(id));
  }
}
