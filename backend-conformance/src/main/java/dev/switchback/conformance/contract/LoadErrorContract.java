package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectCount;
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
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load says of a row that cannot be stored: its kind, its number, and never its values. */
@Conformance
final class LoadErrorContract {

  private static final int ROWS = 21_500;
  private static final String SECRET = "s3cret";

  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<String> CODE = field(name("code"), SQLDataType.VARCHAR);
  private static final Field<Integer> RANK = field(name("rank"), SQLDataType.INTEGER);
  private static final Field<JSON> NOTE = field(name("note"), SQLDataType.JSON);
  private static final Field<Integer> PARENT = field(name("parent"), SQLDataType.INTEGER);

  /** A table with every kind of constraint; {@code parent} refers to a row of the same table. */
  private static final class Tree {
    final Table<Record> table;
    final Database db;

    Tree(Fixture fixture, Database db) {
      this.db = db;
      String treeName = fixture.name("tree");
      this.table = table(name(treeName));
      Types types = db.schema().types();
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(table)
                          .column("id", types.int32().notNull())
                          .column("code", types.text(20).notNull())
                          .column("rank", types.int16())
                          .column("note", types.json())
                          .column("parent", types.int32())
                          .constraints(
                              constraint(name("pk_" + treeName)).primaryKey(ID),
                              constraint(name("uq_" + treeName)).unique(CODE),
                              constraint(name("ck_" + treeName)).check(RANK.ne(13)),
                              constraint(name("fk_" + treeName))
                                  .foreignKey(PARENT)
                                  .references(table, ID)))));
      Await.get(db.execute(insertInto(table).columns(ID, CODE).values(0, "root")));
    }

    /** Rows with ids from 1, each a child of the one before. */
    List<Object[]> rows(int number) {
      List<Object[]> rows = new ArrayList<>();
      for (int id = 1; id <= number; id++) {
        rows.add(new Object[] {id, SECRET + id, id % 10, JSON.json("[" + id + "]"), id - 1});
      }
      return rows;
    }

    CompletableFuture<Long> load(List<Object[]> rows) {
      return db.load(Load.into(table, rows).columns(ID, CODE, RANK, NOTE, PARENT));
    }

    void refuses(ErrorKind kind, int row, int column, Object value) {
      List<Object[]> rows = rows(ROWS);
      rows.get(row)[column] = value;
      DatabaseException failure = Await.failure(kind, load(rows));
      assertThat(failure).hasMessageContaining("Row " + row + " of the load");
      assertThat(failure.outcome()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(failure.sql()).contains("?");
      assertHidden(failure);
      assertThat(Await.get(db.fetchSingle(selectCount().from(table))).value1()).isEqualTo(1);
    }
  }

  private static void assertHidden(Throwable failure) {
    assertThat(failure.toString()).doesNotContain(SECRET);
    for (Throwable also : failure.getSuppressed()) {
      assertHidden(also);
    }
    if (failure.getCause() != null) {
      assertHidden(failure.getCause());
    }
  }

  @Test
  void rowsMayReferToEarlierOnes(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    assertThat(Await.get(tree.load(tree.rows(ROWS)))).isEqualTo(ROWS);
    assertThat(Await.get(db.fetchSingle(selectCount().from(tree.table))).value1())
        .isEqualTo(ROWS + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 9_999, 10_000, 12_345, ROWS - 1})
  @Behaviour(235)
  void aKeyThatIsThereAlready(int row, Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.UNIQUE, row, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4_711, 20_000})
  @Behaviour(235)
  void aTextThatCameBeforeInTheSameLoad(int row, Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.UNIQUE, row, 1, SECRET + "1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7_777, 15_000, ROWS - 1})
  @Behaviour({235, 240})
  void aMissingParent(int row, Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.FOREIGN_KEY, row, 4, 99_999);
  }

  @Test
  @Behaviour({235, 240})
  void nothingWhereAValueMustBe(Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.NOT_NULL, 12_000, 1, null);
  }

  @Test
  @Behaviour({235, 240})
  void aCheck(Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.CHECK, 5_000, 2, 13);
  }

  @Test
  @Behaviour(235)
  void aTextThatIsTooLong(Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.TOO_LONG, 17_000, 1, SECRET + "x".repeat(20));
  }

  @Test
  @Behaviour(235)
  void aNumberThatDoesNotFit(Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.OUT_OF_RANGE, 3, 2, 40_000);
  }

  @Test
  @Behaviour(235)
  void whatIsNoJson(Fixture fixture, Database db) {
    new Tree(fixture, db).refuses(ErrorKind.ILLEGAL_VALUE, 11_111, 3, JSON.json(SECRET));
  }

  @Test
  void ofSeveralTheFirstIsTold(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    List<Object[]> rows = tree.rows(ROWS);
    for (int row : new int[] {14_002, 14_001, 14_000, 20_000}) {
      rows.get(row)[1] = null;
    }
    assertThat(Await.failure(ErrorKind.NOT_NULL, tree.load(rows)))
        .hasMessageContaining("Row 14000 of the load");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret \0", "s3cret \uD834", "\uDD1E s3cret"})
  @Behaviour(234)
  void textsThatNoColumnHolds(String text, Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    List<Object[]> rows = tree.rows(12_000);
    rows.get(11_000)[1] = text;
    DatabaseException failure = Await.failure(ErrorKind.ILLEGAL_VALUE, tree.load(rows));
    assertThat(failure).hasMessageContaining("Row 11000 of the load, column code");
    assertThat(failure.columns()).containsExactly("code");
    assertHidden(failure);
  }

  @Test
  @Behaviour(229)
  void rowsThatAreNotAsLongAsTheColumns(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    List<Object[]> rows = tree.rows(300);
    rows.set(200, new Object[] {1, SECRET});
    assertThat(Await.failure(ErrorKind.ILLEGAL_USE, tree.load(rows)))
        .hasMessageContaining("Row 200 of the load");
    assertThat(
            Await.failure(
                ErrorKind.ILLEGAL_USE, db.load(Load.into(tree.table, List.of(SECRET)).columns(ID))))
        .hasMessageContaining("Row 0 of the load");
  }

  @Test
  void valuesOfAnotherTypeThanTheField(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    List<Object[]> rows = tree.rows(300);
    rows.get(250)[2] = SECRET;
    DatabaseException failure = Await.failure(ErrorKind.ILLEGAL_VALUE, tree.load(rows));
    assertThat(failure)
        .hasMessageContaining("Row 250 of the load, column rank")
        .hasMessageContaining("java.lang.String");
    assertHidden(failure);
  }

  @Test
  void aConverterThatThrows(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    IllegalStateException mine = new IllegalStateException("cannot convert");
    Field<String> converting =
        CODE.convert(
            String.class,
            stored -> stored,
            value -> {
              throw mine;
            });
    DatabaseException failure =
        Await.failure(
            ErrorKind.ILLEGAL_VALUE,
            db.load(Load.into(tree.table, List.of(1)).set(ID, i -> i).set(converting, i -> "x")));
    assertThat(failure).hasMessageContaining("Row 0 of the load, column code").hasRootCause(mine);
  }

  /** The search for the row must not spoil what the transaction did before. */
  @Test
  void inATransactionUnderASavepoint(Fixture fixture, Database db) {
    Tree tree = new Tree(fixture, db);
    List<Object[]> rows = tree.rows(ROWS);
    rows.get(12_000)[4] = 99_999;
    Await.get(
        db.transaction(
            tx ->
                tx.execute(insertInto(tree.table).columns(ID, CODE).values(-1, "before"))
                    .thenCompose(
                        none ->
                            tx.savepoint(
                                    inner ->
                                        inner.load(
                                            Load.into(tree.table, rows)
                                                .columns(ID, CODE, RANK, NOTE, PARENT)))
                                .handle(
                                    (loaded, failure) -> {
                                      assertThat(failure)
                                          .hasMessageContaining("Row 12000 of the load");
                                      return 1;
                                    }))
                    .thenCompose(
                        none ->
                            tx.execute(
                                insertInto(tree.table).columns(ID, CODE).values(-2, "after")))));
    assertThat(Await.get(db.fetchSingle(selectCount().from(tree.table))).value1()).isEqualTo(3);
  }
}
