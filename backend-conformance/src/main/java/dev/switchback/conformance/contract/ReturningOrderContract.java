package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.InsertValuesStep3;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/**
 * The rows of an INSERT come back in the order in which they were given, whatever keys, indexes and
 * conflicts there are. No database promises it in words; each does it, and here it would be seen if
 * one ceased to.
 */
@Conformance
final class ReturningOrderContract {

  /** More values than one statement takes on any database: 65,535. */
  private static final int BEYOND_THE_BINDS = 22_000;

  /** Numbered by the database, found by a text, with another index that has another order. */
  private record Words(
      Table<Record> table,
      Field<Long> id,
      Field<String> word,
      Field<Integer> rank,
      Field<Integer> hits) {

    static Words create(Fixture fixture, Database db) {
      String tableName = fixture.name("words");
      Types types = db.schema().types();
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(name(tableName))
                          .column("id", types.int64().identity(true))
                          .column("word", types.text(50).notNull())
                          .column("rank", types.int32().notNull())
                          .column("hits", types.int32().notNull())
                          .constraints(
                              constraint(name("pk_" + tableName)).primaryKey("id"),
                              constraint(name("uq_" + tableName)).unique("word"),
                              constraint(name("ux_" + tableName)).unique("rank")))));
      return new Words(
          DSL.table(name(tableName)),
          field(name(tableName, "id"), SQLDataType.BIGINT),
          field(name(tableName, "word"), SQLDataType.VARCHAR),
          field(name(tableName, "rank"), SQLDataType.INTEGER),
          field(name(tableName, "hits"), SQLDataType.INTEGER));
    }

    /** One row for each number: its word, minus itself as its rank, and hits. */
    InsertValuesStep3<Record, String, Integer, Integer> insert(List<Integer> numbers, int hits) {
      var insert = insertInto(table).columns(word, rank, this.hits);
      for (int number : numbers) {
        insert = insert.values(wordOf(number), -number, hits);
      }
      return insert;
    }
  }

  /** Odd enough to show where a text is not bound but written. */
  private static String wordOf(int number) {
    return "it's \\ \"" + Integer.toHexString(number) + "\" ?";
  }

  private static List<Integer> shuffled(int size) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(numbers, new Random(11));
    return numbers;
  }

  private static void assertOrder(Words words, Result<? extends Record> rows, List<Integer> given) {
    assertThat(rows.getValues(words.word)).isEqualTo(given.stream().map(n -> wordOf(n)).toList());
    assertThat(rows.getValues(words.rank)).isEqualTo(given.stream().map(n -> -n).toList());
  }

  @Test
  @Behaviour({207, 209})
  void ofManyRows(Fixture fixture, Database db) {
    Words words = Words.create(fixture, db);
    List<Integer> given = shuffled(2_000);
    Result<? extends Record> rows =
        Await.get(
            db.fetch(words.insert(given, 1).returningResult(words.id, words.word, words.rank)));
    assertOrder(words, rows, given);
    assertThat(rows.getValues(words.id)).doesNotHaveDuplicates();
    // The number that came back with a word is the one that is stored with it.
    Result<? extends Record> stored =
        Await.get(db.fetch(select(words.id, words.word).from(words.table)));
    assertThat(stored.intoMap(words.word, words.id)).isEqualTo(rows.intoMap(words.word, words.id));
  }

  @Test
  @Behaviour({207, 211})
  void ofInsertsAndUpdatesMixed(Fixture fixture, Database db) {
    Words words = Words.create(fixture, db);
    List<Integer> given = shuffled(2_000);
    Await.get(db.execute(words.insert(given.stream().filter(n -> n % 3 == 0).toList(), 5)));
    Result<? extends Record> rows =
        Await.get(
            db.fetch(
                words
                    .insert(given, 1)
                    .onConflict(words.word)
                    .doUpdate()
                    .set(words.hits, words.hits.plus(excluded(words.hits)))
                    .returningResult(words.id, words.word, words.rank, words.hits)));
    assertOrder(words, rows, given);
    assertThat(rows.getValues(words.hits))
        .isEqualTo(given.stream().map(n -> n % 3 == 0 ? 6 : 1).toList());
  }

  @Test
  @Behaviour({207, 220})
  void ofThoseThatWereNotThere(Fixture fixture, Database db) {
    Words words = Words.create(fixture, db);
    List<Integer> given = shuffled(2_000);
    Await.get(db.execute(words.insert(given.stream().filter(n -> n % 3 == 0).toList(), 5)));
    Result<? extends Record> rows =
        Await.get(
            db.fetch(
                words
                    .insert(given, 1)
                    .onConflictDoNothing()
                    .returningResult(words.word, words.rank)));
    assertOrder(words, rows, given.stream().filter(n -> n % 3 != 0).toList());
  }

  @Test
  @Behaviour({207, 213})
  void ofAnOrderedSelect(Fixture fixture, Database db) {
    Words words = Words.create(fixture, db);
    Words copies = Words.create(fixture, db);
    Await.get(db.execute(words.insert(shuffled(2_000), 1)));
    Result<? extends Record> rows =
        Await.get(
            db.fetch(
                insertInto(copies.table)
                    .columns(copies.word, copies.rank, copies.hits)
                    .select(
                        select(words.word, words.rank, words.hits)
                            .from(words.table)
                            .orderBy(words.rank))
                    .returningResult(copies.id, copies.word, copies.rank)));
    List<Integer> falling = IntStream.range(0, 2_000).map(n -> 1_999 - n).boxed().toList();
    assertOrder(copies, rows, falling);
    assertThat(rows.getValues(copies.id)).isSorted();
  }

  @Test
  @Behaviour({207, 215})
  void ofRowsWithKeysOfTheirOwn(Fixture fixture, Database db) {
    String tableName = fixture.name("pairs");
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(tableName))
                        .column("a", types.text(20).notNull())
                        .column("b", types.int32().notNull())
                        .constraints(primaryKey(name("a"), name("b"))))));
    Field<String> a = field(name("a"), SQLDataType.VARCHAR);
    Field<Integer> b = field(name("b"), SQLDataType.INTEGER);
    List<Integer> given = shuffled(1_000);
    var insert = insertInto(table(name(tableName))).columns(a, b);
    for (int number : given) {
      insert = insert.values("a" + number % 10, number);
    }
    assertThat(Await.get(db.fetch(insert.returningResult(b))).getValues(b)).isEqualTo(given);
  }

  @Test
  @Behaviour({74, 207})
  void ofMoreRowsThanAStatementTakesValues(Fixture fixture, Database db) {
    Words words = Words.create(fixture, db);
    List<Integer> given = shuffled(BEYOND_THE_BINDS);
    assertOrder(
        words,
        Await.get(db.fetch(words.insert(given, 1).returningResult(words.word, words.rank))),
        given);
    Collections.reverse(given);
    Result<? extends Record> rows =
        Await.get(
            db.fetch(
                words
                    .insert(given, 41)
                    .onConflict(words.word)
                    .doUpdate()
                    .set(words.hits, words.hits.plus(excluded(words.hits)))
                    .returningResult(words.word, words.rank, words.hits)));
    assertOrder(words, rows, given);
    assertThat(rows.getValues(words.hits)).containsOnly(42);
    assertThat(Await.get(db.execute(words.insert(List.of(-1, -2), 1)))).isEqualTo(2);
  }
}
