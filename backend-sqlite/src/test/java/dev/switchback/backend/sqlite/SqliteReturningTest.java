package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.ErrorKind;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What RETURNING and upserts are on SQLite alone. */
final class SqliteReturningTest {

  private static final Table<Record> NOTES = table(name("notes"));
  private static final Field<Integer> ID = field(name("notes", "id"), SQLDataType.INTEGER);
  private static final Field<String> TEXT = field(name("notes", "txt"), SQLDataType.VARCHAR);

  private Database db;

  @BeforeEach
  void open() {
    db = Database.open(DatabaseConfig.of("jdbc:sqlite::memory:"));
    run("create table notes (id integer primary key autoincrement, txt text)");
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void run(String sql) {
    Await.get(db.execute(query(sql)));
  }

  private Record insert(String text) {
    return Await.get(
        db.fetchSingle(insertInto(NOTES).columns(TEXT).values(text).returning(ID, TEXT)));
  }

  /** A trigger cannot change the row before it is written. */
  @Test
  void aTriggerChangesNothingThatIsReturned() {
    run(
        "create trigger later after insert on notes begin"
            + " update notes set txt = txt || '!' where id = new.id; end");
    assertThat(insert("one").get(TEXT)).isEqualTo("one");
    assertThat(Await.get(db.fetchSingle(select(TEXT).from(NOTES))).value1()).isEqualTo("one!");
  }

  /** A row that a trigger drops is neither counted nor returned. */
  @Test
  void aTriggerMayLeaveRowsOut() {
    run(
        "create trigger pick before insert on notes when new.txt = 'skip' begin"
            + " select raise(ignore); end");
    assertThat(
            Await.get(
                    db.fetch(
                        insertInto(NOTES)
                            .columns(TEXT)
                            .values("a")
                            .values("skip")
                            .values("b")
                            .returning(TEXT)))
                .getValues(TEXT))
        .containsExactly("a", "b");
    assertThat(Await.get(db.execute(insertInto(NOTES).columns(TEXT).values("skip")))).isZero();
  }

  @Test
  void aNumberOfTheCallersOwnIsNotGivenOutAgain() {
    Await.get(db.execute(insertInto(NOTES).columns(ID, TEXT).values(41, "mine")));
    assertThat(insert("next").get(ID)).isEqualTo(42);
  }

  /** What is computed the database alone can compare, and it keeps what came last. */
  @Test
  void ofAKeyThatIsComputedTwiceTheLastOneStays() {
    run("create unique index ix on notes (lower(txt))");
    assertThat(
            Await.get(
                    db.fetch(
                        insertInto(NOTES)
                            .columns(TEXT)
                            .values("a")
                            .values("A")
                            .onConflict(lower(TEXT))
                            .doUpdate()
                            .set(TEXT, excluded(TEXT))
                            .returning(TEXT)))
                .getValues(TEXT))
        .containsExactly("a", "A");
    assertThat(Await.get(db.fetchSingle(select(TEXT).from(NOTES))).value1()).isEqualTo("A");
  }

  /** It sees the table as it is when the row has been written. */
  @Test
  void aSubqueryInReturningSeesTheTableAfterwards() {
    insert("one");
    assertThat(
            Await.get(
                    db.fetchSingle(
                        insertInto(NOTES)
                            .columns(TEXT)
                            .values("two")
                            .returningResult(field(select(count()).from(NOTES)))))
                .value1())
        .isEqualTo(2);
  }

  @Test
  void whatAServerWouldRefuse() {
    run("create unique index ix on notes (txt)");
    insert("a");
    Field<String> unqualified = field(name("txt"), SQLDataType.VARCHAR);
    assertThat(
            Await.get(
                    db.fetchSingle(
                        insertInto(NOTES)
                            .columns(TEXT)
                            .values("a")
                            .onConflict(TEXT)
                            .doUpdate()
                            .set(TEXT, unqualified.concat("b"))
                            .returning(TEXT)))
                .get(TEXT))
        .isEqualTo("ab");
    assertThat(
            Await.get(
                    db.fetchSingle(
                        select(field("(select 1 union all select 2)", SQLDataType.INTEGER))))
                .value1())
        .isEqualTo(1);
  }

  @Test
  void otherTablesAndAliasesCannotBeReturned() {
    insert("one");
    run("create table marks (id integer primary key, mark text)");
    run("insert into marks values (1, 'good')");
    Field<String> mark = field(name("marks", "mark"), SQLDataType.VARCHAR);
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN,
        db.fetch(
            update(NOTES)
                .set(TEXT, mark)
                .from(table(name("marks")))
                .where(ID.eq(field(name("marks", "id"), SQLDataType.INTEGER)))
                .returningResult(TEXT, mark)));
    Field<String> aliased = field(name("n", "txt"), SQLDataType.VARCHAR);
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN,
        db.fetch(update(NOTES.as("n")).set(aliased, "x").returningResult(aliased)));
    assertThat(Await.get(db.fetchSingle(select(TEXT).from(NOTES))).value1()).isEqualTo("one");
  }
}
