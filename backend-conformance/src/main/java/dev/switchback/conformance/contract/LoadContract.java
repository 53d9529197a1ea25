package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.Types;
import dev.switchback.database.UnitEnd;
import dev.switchback.database.UnitKind;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Many rows at once: that they arrive, all or none. */
@Conformance
final class LoadContract {

  /** More than are written at a time. */
  private static final int MANY = 25_007;

  /** Rows with ids from 1, as an application would have them. */
  private record Song(int id, String label) {
    static Stream<Song> many(int count) {
      return IntStream.rangeClosed(1, count).mapToObj(i -> new Song(i, "song " + i));
    }
  }

  private static Load<Song> load(Items items, Stream<Song> songs) {
    return Load.into(items.table, songs)
        .set(items.id, Song::id)
        .set(items.label, Song::label)
        .set(items.amount, song -> song.id() % 7);
  }

  @Test
  @Behaviour({234, 237})
  void allRowsArrive(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(Await.get(db.load(load(items, Song.many(MANY))))).isEqualTo(MANY);
    Result<? extends Record> rows =
        Await.get(
            db.fetch(
                select(items.id, items.label, items.amount).from(items.table).orderBy(items.id)));
    assertThat(rows).hasSize(MANY);
    for (int i = 1; i <= MANY; i++) {
      assertThat(rows.get(i - 1).intoArray()).containsExactly(i, "song " + i, i % 7);
    }
  }

  @Test
  void rowsAreArraysToo(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Iterator<Object[]> rows =
        List.of(new Object[] {"one", 1, 10}, new Object[] {null, 2, 20}).iterator();
    Await.get(
        db.load(Load.into(items.table, () -> rows).columns(items.label, items.id, items.amount)));
    assertThat(Await.get(db.fetchSingle(items.labelOf(1))).value1()).isEqualTo("one");
    assertThat(Await.get(db.fetchSingle(items.labelOf(2))).value1()).isNull();
    assertThat(Await.get(db.fetchSingle(items.amountOf(2))).value1()).isEqualTo(20);
  }

  @Test
  void rowsAreRecordsToo(Fixture fixture, Database db) {
    Items from = Items.create(fixture, db, 300);
    Items to = Items.create(fixture, db);
    Result<? extends Record> rows =
        Await.get(db.fetch(select(from.amount, from.label, from.id).from(from.table)));
    assertThat(
            Await.get(
                db.load(
                    Load.into(to.table, rows)
                        .columns(
                            field(name("id"), SQLDataType.INTEGER),
                            field(name("label"), SQLDataType.VARCHAR))
                        .set(to.amount, row -> row.get(from.amount) + 1))))
        .isEqualTo(300);
    assertThat(to.idsOn(db)).isEqualTo(from.idsOn(db));
    assertThat(Await.get(db.fetchSingle(to.labelOf(300))).value1()).isEqualTo("item 300");
    assertThat(Await.get(db.fetchSingle(to.amountOf(300))).value1()).isEqualTo(1);
  }

  @Test
  void noRowsAreNone(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(Await.get(db.load(load(items, Stream.empty())))).isZero();
    assertThat(items.countOn(db)).isZero();
  }

  @Test
  void columnsThatAreNotNamedGetTheirDefaults(Fixture fixture, Database db) {
    String t = fixture.name("defaults");
    Types types = db.schema().types();
    Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(t))
                        .column("id", types.int32().notNull())
                        .column("note", types.text(20).notNull().default_(inline("none")))
                        .column("hint", types.text(20))
                        .constraints(primaryKey(name("id"))))));
    List<Integer> ids = IntStream.range(0, 250).boxed().toList();
    Await.get(db.load(Load.into(table(name(t)), ids).set(id, i -> i)));
    var note = field(name("note"), SQLDataType.VARCHAR);
    var hint = field(name("hint"), SQLDataType.VARCHAR);
    assertThat(Await.get(db.fetch(select(note, hint).from(table(name(t))))))
        .hasSize(250)
        .allSatisfy(row -> assertThat(row.intoArray()).containsExactly("none", null));
  }

  @Test
  void numbersAreGivenByTheDatabase(Fixture fixture, Database db) {
    String t = fixture.name("numbered");
    Types types = db.schema().types();
    Field<Long> id = field(name("id"), SQLDataType.BIGINT);
    Field<String> label = field(name("label"), SQLDataType.VARCHAR);
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(t))
                        .column("id", types.int64().identity(true))
                        .column("label", types.text(20))
                        .constraints(primaryKey(name("id"))))));
    List<String> labels = IntStream.range(0, 450).mapToObj(i -> "row " + i).toList();
    Await.get(db.load(Load.into(table(name(t)), labels).set(label, text -> text)));
    assertThat(Await.get(db.fetch(select(label).from(table(name(t))).orderBy(id))).getValues(label))
        .isEqualTo(labels);
  }

  @Test
  @Behaviour(235)
  void isAllOrNothing(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Stream<Song> songs = Stream.concat(Song.many(MANY).skip(1), Stream.of(new Song(1, "again")));
    DatabaseException failure = Await.failure(ErrorKind.UNIQUE, db.load(load(items, songs)));
    assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  @Behaviour(238)
  void inATransactionItIsPartOfIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    IllegalStateException mine = new IllegalStateException("mine");
    assertThat(
            Await.thrown(
                db.transaction(
                    tx ->
                        tx.load(load(items, Song.many(300).skip(1)))
                            .thenCompose(rows -> tx.fetchSingle(items.counting()))
                            .thenApply(
                                count -> {
                                  assertThat(count.value1()).isEqualTo(300);
                                  throw mine;
                                }))))
        .isSameAs(mine);
    assertThat(items.idsOn(db)).containsExactly(1);
    int deleted =
        Await.get(
            db.transaction(
                tx ->
                    tx.load(load(items, Song.many(300).skip(1)))
                        .thenCompose(rows -> tx.execute(items.delete(1)))));
    assertThat(deleted).isEqualTo(1);
    assertThat(items.idsOn(db)).hasSize(299).doesNotContain(1);
  }

  @Test
  @Behaviour(103)
  void aFailureInATransactionDoomsIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.failure(
        ErrorKind.TRANSACTION_ROLLED_BACK,
        db.transaction(
            tx ->
                tx.execute(items.insert(1_000, "never"))
                    .thenCompose(rows -> tx.load(load(items, Song.many(300))))
                    .handle((rows, failure) -> "handled")));
    assertThat(items.idsOn(db)).containsExactly(1);
  }

  @Test
  void aFailureUnderASavepointIsUndoneWithIt(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db, 1);
    Await.get(
        db.transaction(
            tx ->
                tx.load(load(items, Song.many(200).skip(100)))
                    .thenCompose(
                        rows ->
                            tx.savepoint(inner -> inner.load(load(items, Song.many(100))))
                                .handle((none, failure) -> DatabaseException.of(failure).kind()))
                    .thenCompose(
                        kind -> {
                          assertThat(kind).isEqualTo(ErrorKind.UNIQUE);
                          return tx.load(load(items, Song.many(300).skip(200)));
                        })));
    assertThat(items.countOn(db)).isEqualTo(201);
  }

  @Test
  void inAReadOnlyTransactionItIsRefused(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Await.failure(
        ErrorKind.READ_ONLY,
        db.transaction(
            TransactionOptions.defaults().asReadOnly(), tx -> tx.load(load(items, Song.many(3)))));
    assertThat(items.countOn(db)).isZero();
  }

  /** Reserved words, quotes, and names that are SQL themselves. */
  @Test
  void namesAreWrittenAsInAnInsert(Fixture fixture, Database db) {
    String t = fixture.name("select \"values\" (");
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(t))
                        .column("order", types.int32().notNull())
                        .column("it's \"odd\"", types.text(10))
                        .column("plain", types.int32())
                        .constraints(primaryKey(name("order"))))));
    Field<Integer> order = field(name(t, "order"), SQLDataType.INTEGER);
    Field<String> odd = field(name("it's \"odd\""), SQLDataType.VARCHAR);
    Field<Integer> plain = field("plain", SQLDataType.INTEGER);
    Await.get(
        db.load(
            Load.into(table(name(t)), List.of(1, 2))
                .set(order, i -> i)
                .set(odd, i -> "o" + i)
                .set(plain, i -> -i)));
    assertThat(
            Await.get(db.fetch(select(order, odd, plain).from(table(name(t))).orderBy(order)))
                .get(1)
                .intoArray())
        .containsExactly(2, "o2", -2);
  }

  @Test
  void aCollectionCanBeLoadedAgain(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    List<Song> songs = Song.many(120).toList();
    Load<Song> load =
        Load.into(items.table, songs).set(items.id, Song::id).set(items.amount, song -> 0);
    assertThat(Await.get(db.load(load))).isEqualTo(120);
    Await.failure(ErrorKind.UNIQUE, db.load(load));
    Await.get(db.execute(deleteFrom(items.table)));
    assertThat(Await.get(db.load(load))).isEqualTo(120);
  }

  @Test
  @Behaviour(229)
  void whatIsNoLoadIsRefusedBeforeAnything(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(1));
    Items items = Items.create(fixture, db);
    try (Held held = Held.all(db, 1)) {
      refused(ErrorKind.ILLEGAL_USE, db, Load.into(items.table, List.of(1)));
      refused(
          ErrorKind.ILLEGAL_USE,
          db,
          Load.into(items.table, List.of(1)).set(items.id, i -> i).set(items.id, i -> i));
      refused(
          ErrorKind.UNSUPPORTED,
          db,
          Load.into(items.table, List.of(1))
              .set(field(name("label"), SQLDataType.INTEGER.array()), i -> null));
      assertThat(
              Await.failure(
                      ErrorKind.READ_ONLY,
                      db.with(QueryOptions.defaults().read()).load(load(items, Song.many(1))))
                  .outcome())
          .isEqualTo(Outcome.NOT_EXECUTED);
    }
  }

  private static void refused(ErrorKind kind, Database db, Load<?> load) {
    assertThat(Await.failure(kind, db.load(load)).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
  }

  @Test
  void aMissingTableOrColumnIsToldAsSuch(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    Field<Integer> nowhere = field(name("nowhere"), SQLDataType.INTEGER);
    Await.failure(
        ErrorKind.NO_SUCH_TABLE,
        db.load(Load.into(table(name("no_such_table")), List.of(1)).set(nowhere, i -> i)));
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN, db.load(Load.into(items.table, List.of(1)).set(nowhere, i -> i)));
  }

  @Test
  void listenersHearOfOneUnitWithoutValues(Fixture fixture) {
    Recorder recorder = new Recorder();
    Database db = fixture.open(config -> config.listener(recorder));
    Items items = Items.create(fixture, db);
    recorder.clear();
    Await.get(
        db.with(QueryOptions.defaults().withTag("loading")).load(load(items, Song.many(MANY))));
    UnitEnd end = recorder.end(UnitKind.LOAD, "loading");
    assertThat(recorder.ends).containsExactly(end);
    assertThat(end.rows()).isEqualTo(MANY);
    assertThat(end.failure()).isNull();
    assertThat(end.start().sql()).contains(items.tableName, "?").doesNotContain("song");
  }

  @Test
  void showsNoValues(Fixture fixture, Database db) {
    Items items = Items.create(fixture, db);
    assertThat(Load.into(items.table, Collections.singleton("s3cret")).set(items.label, s -> s))
        .asString()
        .contains(items.tableName, "label")
        .doesNotContain("s3cret");
    assertThat(Await.get(db.fetch(selectFrom(items.table)))).isEmpty();
  }
}
