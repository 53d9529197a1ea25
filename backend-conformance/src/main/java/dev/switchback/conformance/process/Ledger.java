package dev.switchback.conformance.process;

import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.Migration;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Writes of which one can tell afterwards whether they are there, and whether they are whole. Each
 * is a unit with a number of the caller's; how it is written depends on its number.
 */
public final class Ledger {

  private static final int PARTS = 3;
  private static final int LONGEST_TEXT = 12_000;

  private static final Table<Record> ENTRY = table(name("entry"));
  private static final Field<Long> UNIT = field(name("unit"), SQLDataType.BIGINT);
  private static final Field<Integer> PART = field(name("part"), SQLDataType.INTEGER);
  private static final Field<String> TEXT = field(name("content"), SQLDataType.CLOB);

  private static final Table<Record> TALLY = table(name("tally"));
  private static final Field<Long> TRANSACTIONS = field(name("transactions"), SQLDataType.BIGINT);

  private static final Migration CREATE =
      Migration.of("0001-ledger", "ledger", c -> tables(c.types()));

  private enum Kind {
    /** One row, one statement. */
    ROW,
    /** All rows in one statement. */
    ROWS,
    /** A batch with a statement a row. */
    BATCH,
    /** A transaction with a statement a row, and one that counts. */
    TRANSACTION;

    static Kind of(long unit) {
      return values()[(int) (unit % values().length)];
    }

    int parts() {
      return this == ROW ? 1 : PARTS;
    }
  }

  private final Database db;

  /** The ledger in that database. */
  public Ledger(Database db) {
    this.db = db;
  }

  private static List<Query> tables(Types types) {
    return List.of(
        createTable(ENTRY)
            .column("unit", types.int64().notNull())
            .column("part", types.int32().notNull())
            .column("content", types.longText().notNull())
            .constraints(primaryKey(name("unit"), name("part"))),
        createTable(TALLY)
            .column("id", types.int32().notNull())
            .column("transactions", types.int64().notNull())
            .constraints(primaryKey(name("id"))),
        insertInto(TALLY)
            .columns(field(name("id"), SQLDataType.INTEGER), TRANSACTIONS)
            .values(1, 0L));
  }

  /** Creates its tables, where they are not there yet. */
  public CompletableFuture<?> create() {
    return db.schema().migrate(List.of(CREATE));
  }

  /** Writes a unit that was never written before. */
  public CompletableFuture<?> write(long unit) {
    return switch (Kind.of(unit)) {
      case ROW -> db.execute(row(unit, 0));
      case ROWS -> db.execute(rows(unit));
      case BATCH -> db.batch(List.of(row(unit, 0), row(unit, 1), row(unit, 2)));
      case TRANSACTION ->
          db.transaction(
              tx ->
                  tx.execute(row(unit, 0))
                      .thenCompose(done -> tx.execute(row(unit, 1)))
                      .thenCompose(done -> tx.execute(row(unit, 2)))
                      .thenCompose(done -> count(tx)));
    };
  }

  private static Query row(long unit, int part) {
    return insertInto(ENTRY).columns(UNIT, PART, TEXT).values(unit, part, text(unit, part));
  }

  private static Query rows(long unit) {
    return insertInto(ENTRY)
        .columns(UNIT, PART, TEXT)
        .values(unit, 0, text(unit, 0))
        .values(unit, 1, text(unit, 1))
        .values(unit, 2, text(unit, 2));
  }

  private static CompletableFuture<Integer> count(QueryExecutor tx) {
    return tx.execute(update(TALLY).set(TRANSACTIONS, TRANSACTIONS.plus(1)));
  }

  /** Of every length from a few letters to several pages. */
  private static String text(long unit, int part) {
    String word = unit + "." + part + " ";
    long length = (unit * 2_654_435_761L + part * 40_503L) % LONGEST_TEXT;
    return word.repeat(1 + (int) (length / word.length()));
  }

  /**
   * Checks that every unit is whole, and that those which were acknowledged are there; others may
   * be.
   *
   * @throws AssertionError if not
   */
  public void check(Collection<Long> acknowledged) {
    Map<Long, List<Integer>> found = new TreeMap<>();
    for (Record row :
        Await.get(db.fetch(select(UNIT, PART, TEXT).from(ENTRY).orderBy(UNIT, PART)))) {
      long unit = row.get(UNIT);
      int part = row.get(PART);
      found.computeIfAbsent(unit, first -> new ArrayList<>()).add(part);
      require(row.get(TEXT).equals(text(unit, part)), "Damaged: " + unit + "." + part);
    }
    int transactions = 0;
    for (Map.Entry<Long, List<Integer>> unit : found.entrySet()) {
      Kind kind = Kind.of(unit.getKey());
      List<Integer> whole = kind == Kind.ROW ? List.of(0) : List.of(0, 1, 2);
      require(
          unit.getValue().equals(whole),
          "Of " + kind + " " + unit.getKey() + " there is but " + unit.getValue());
      transactions += kind == Kind.TRANSACTION ? 1 : 0;
    }
    long counted = Await.get(db.fetchSingle(select(TRANSACTIONS).from(TALLY))).value1();
    require(counted == transactions, transactions + " transactions, but " + counted + " counted");
    TreeSet<Long> missing = new TreeSet<>(acknowledged);
    missing.removeAll(found.keySet());
    require(missing.isEmpty(), "Acknowledged, and not there: " + missing);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
