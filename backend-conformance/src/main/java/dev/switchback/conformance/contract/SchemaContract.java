package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createTableIfNotExists;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unique;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo;
import dev.switchback.database.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.CreateTableElementListStep;
import org.jooq.DDLQuery;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables: made, described, named. */
@Conformance
@DatabasePerTest
final class SchemaContract {

  private enum Colour {
    RED,
    GREEN
  }

  private static TableInfo describe(Database db, String table) {
    return Await.get(db.schema().table(table)).orElseThrow();
  }

  private static ColumnInfo column(TableInfo table, String column) {
    return table.column(column).orElseThrow();
  }

  @Test
  @Behaviour({268, 270, 278})
  void everyTypeIsDescribedAsItWasMade(Database db) {
    Types types = db.schema().types();
    Map<String, DataType<?>> made = new LinkedHashMap<>();
    made.put("BOOL", types.bool());
    made.put("INT16", types.int16());
    made.put("INT32", types.int32());
    made.put("INT64", types.int64());
    made.put("FLOAT64", types.float64());
    made.put("DECIMAL", types.decimal(10, 2));
    made.put("TEXT", types.text(40));
    made.put("LONG_TEXT", types.longText());
    made.put("BYTES", types.bytes());
    made.put("UUID", types.uuid());
    made.put("INSTANT", types.instant());
    made.put("DATE_TIME", types.dateTime());
    made.put("DATE", types.date());
    made.put("TIME", types.time());
    made.put("JSON", types.json());
    CreateTableElementListStep create = createTable(name("everything"));
    for (Map.Entry<String, DataType<?>> entry : made.entrySet()) {
      create = create.column(entry.getKey(), entry.getValue());
    }
    create = create.column("colour", types.enumeration(Colour.class));
    Await.get(db.schema().apply(List.of(create)));

    TableInfo table = describe(db, "everything");
    List<String> expected = new ArrayList<>(made.keySet());
    expected.add("colour");
    assertThat(table.columns()).extracting(ColumnInfo::name).containsExactlyElementsOf(expected);
    made.keySet()
        .forEach(
            kind ->
                assertThat(column(table, kind).kind())
                    .as(column(table, kind).nativeType())
                    .isEqualTo(ColumnKind.valueOf(kind)));
    assertThat(column(table, "colour").kind()).isEqualTo(ColumnKind.TEXT);
    for (int i = 0; i < table.columns().size(); i++) {
      assertThat(table.columns().get(i).position()).isEqualTo(i + 1);
      assertThat(table.columns().get(i).nativeType()).isNotBlank();
    }
    assertThat(column(table, "TEXT").length()).isEqualTo(40);
    assertThat(column(table, "LONG_TEXT").length()).isNull();
    assertThat(column(table, "DECIMAL").precision()).isEqualTo(10);
    assertThat(column(table, "DECIMAL").scale()).isEqualTo(2);
  }

  @Test
  @Behaviour({271, 272})
  void nullabilityDefaultsIdentityAndKeysAreDescribed(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("numbered"))
                        .column("id", types.int64().identity(true))
                        .column("note", types.text(10))
                        .column("needed", types.text(10).notNull().defaultValue("none"))
                        .constraints(primaryKey(name("id"))),
                    createTable(name("pairs"))
                        .column("a", types.int32().notNull())
                        .column("b", types.int32().notNull())
                        .column("c", types.int32())
                        .constraints(primaryKey(name("b"), name("a")), unique(name("c"))),
                    createTable(name("keyless")).column("x", types.int32()))));
    TableInfo numbered = describe(db, "numbered");
    assertThat(numbered.primaryKey()).containsExactly("id");
    assertThat(column(numbered, "id").identity()).isTrue();
    assertThat(column(numbered, "id").kind()).isEqualTo(ColumnKind.INT64);
    assertThat(column(numbered, "note").identity()).isFalse();
    assertThat(column(numbered, "note").nullable()).isTrue();
    assertThat(column(numbered, "note").defaultExpression()).isNull();
    assertThat(column(numbered, "needed").nullable()).isFalse();
    assertThat(column(numbered, "needed").defaultExpression()).contains("none");
    assertThat(describe(db, "pairs").primaryKey()).containsExactly("b", "a");
    assertThat(describe(db, "keyless").primaryKey()).isEmpty();
    assertThat(Await.get(db.schema().tables()))
        .extracting(TableInfo::name)
        .containsExactly("keyless", "numbered", "pairs");
  }

  @Test
  @Behaviour(278)
  void anEmptyDatabaseHasNoTablesAndAnUnknownOneIsEmpty(Database db) {
    assertThat(Await.get(db.schema().tables())).isEmpty();
    assertThat(Await.get(db.schema().table("no_such_table"))).isEmpty();
  }

  @Test
  @Behaviour(269)
  void conditionalStatementsDoNotFail(Database db) {
    DataType<Integer> int32 = db.schema().types().int32();
    for (int i = 0; i < 2; i++) {
      Await.get(db.schema().apply(List.of(createTableIfNotExists(name("t")).column("x", int32))));
    }
    for (int i = 0; i < 2; i++) {
      Await.get(db.schema().apply(List.of(dropTableIfExists(name("t")))));
    }
    Await.failure(ErrorKind.NO_SUCH_TABLE, db.schema().apply(List.of(dropTable(name("t")))));
  }

  @Test
  @Behaviour(122)
  @Requires(Capability.TRANSACTIONAL_DDL)
  void applyIsAllOrNothing(Database db) {
    DataType<Integer> int32 = db.schema().types().int32();
    List<DDLQuery> statements =
        List.of(
            createTable(name("first")).column("x", int32),
            createTable(name("second")).column("x", int32),
            createTable(name("first")).column("x", int32));
    Await.failure(db.schema().apply(statements));
    assertThat(Await.get(db.schema().tables())).isEmpty();
  }

  @Test
  @Behaviour(122)
  @Requires(Capability.TRANSACTIONAL_DDL)
  void ddlInATransactionIsRolledBackWithIt(Database db) {
    Await.thrown(
        db.transaction(
            tx ->
                tx.execute(createTable(name("t")).column("x", db.schema().types().int32()))
                    .thenApply(
                        rows -> {
                          throw new IllegalStateException("mine");
                        })));
    assertThat(Await.get(db.schema().tables())).isEmpty();
  }

  @Test
  @Behaviour(273)
  void columnsAndIndexesAreAddedAndTablesRenamed(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("t")).column("x", types.int32()),
                    alterTable(name("t")).addColumn("y", types.text(5)),
                    createIndex(name("ix_t_y")).on(name("t"), name("y")),
                    alterTable(name("t")).renameColumn(name("x")).to(name("z")),
                    alterTable(name("t")).renameTo(name("u")))));
    assertThat(Await.get(db.schema().table("t"))).isEmpty();
    assertThat(describe(db, "u").columns()).extracting(ColumnInfo::name).containsExactly("z", "y");
    Field<String> y = field(name("y"), SQLDataType.VARCHAR);
    Await.failure(
        ErrorKind.TOO_LONG, db.execute(insertInto(table(name("u"))).columns(y).values("123456")));
  }

  /** Words that are something else to some database, and characters that end something. */
  static Stream<String> names() {
    return Stream.of(
        "select",
        "table",
        "with space",
        "dot.ted",
        "quo\"te",
        "per%cent",
        "que?stion",
        "col:on",
        "ünïcödé",
        "表",
        "MixedCase",
        "UPPER",
        "back\\slash",
        "apos'trophe",
        "-dash-",
        "1digit",
        "order",
        "user",
        "{0}",
        "semi;colon",
        "true",
        "False",
        "null",
        "cast",
        "returning",
        "current_date",
        "CURRENT_TIMESTAMP",
        "excluded",
        "back`tick",
        "[bracket]",
        "?",
        "new",
        "key",
        "check",
        "references",
        "first",
        "cascade",
        "$$",
        "par)en",
        "com,ma",
        "--",
        "/*",
        "constraint",
        "not null");
  }

  @ParameterizedTest
  @MethodSource("names")
  @Behaviour({274, 275})
  void anyNameServesAsTableAndColumn(String word, Database db) {
    Table<Record> table = table(name(word));
    Field<Integer> column = field(name(word, word), SQLDataType.INTEGER);
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(table)
                        .column(field(name(word)), db.schema().types().int32().notNull())
                        .constraints(primaryKey(field(name(word)))))));
    assertThat(Await.get(db.execute(insertInto(table).columns(column).values(7)))).isEqualTo(1);
    assertThat(Await.get(db.fetchSingle(select(column).from(table).where(column.eq(7)))).value1())
        .isEqualTo(7);
    TableInfo info = describe(db, word);
    assertThat(info.primaryKey()).containsExactly(word);
    assertThat(info.columns()).extracting(ColumnInfo::name).containsExactly(word);
    // where a database writes "table.column" a dot in them is ambiguous: unknown, but never wrong
    assertThat(
            Await.failure(ErrorKind.UNIQUE, db.execute(insertInto(table).columns(column).values(7)))
                .table())
        .isIn(word, null);
  }

  @ParameterizedTest
  @MethodSource("names")
  @Behaviour({273, 274})
  void anyNameServesWhileItsTableChanges(String word, Database db) {
    Types types = db.schema().types();
    Field<String> column = field(name(word), SQLDataType.VARCHAR);
    Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
    Table<Record> other = table(name("other"));
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(word))
                        .column("id", types.int32())
                        .column(word, types.text(5))
                        .constraints(
                            primaryKey(id),
                            constraint(name(word + " u")).unique(column),
                            constraint(name(word + " c")).check(column.ne(word))),
                    createIndex(name(word + " i")).on(table(name(word)), lower(column)),
                    createTable(other)
                        .column("id", types.int32())
                        .constraints(
                            constraint(name(word))
                                .foreignKey(id)
                                .references(table(name(word)), id)),
                    createView(name(word + " v"))
                        .as(select(column).from(table(name(word))).where(column.eq("fifth"))),
                    Views.drop(table(name(word + " v"))))));
    Await.get(db.execute(insertInto(table(name(word))).columns(id, column).values(1, "fifth")));
    Await.get(db.execute(insertInto(other).columns(id).values(1)));
    Await.get(
        db.schema()
            .apply(
                List.of(
                    alterTable(name(word)).alterColumn(column).set(types.text(70)),
                    alterTable(name(word)).alterColumn(column).setDefault(word),
                    alterTable(name(word)).addColumn("extra", types.int32()),
                    alterTable(name(word)).dropConstraint(word + " u"))));
    assertThat(Await.get(db.fetch(select(column).from(table(name(word))))).getValues(column))
        .containsExactly("fifth");
    assertThat(describe(db, word).column(word).orElseThrow().defaultExpression())
        .isIn("'" + word.replace("'", "''") + "'", "'" + word + "'::text");
    assertThat(describe(db, word).indexes()).hasSize(1);
    assertThat(describe(db, "other").foreignKeys().get(0).referencedTable()).isEqualTo(word);
    Await.failure(
        ErrorKind.CHECK,
        db.execute(insertInto(table(name(word))).columns(id, column).values(2, word)));
    Await.get(
        db.schema()
            .apply(
                List.of(
                    alterTable(name(word)).renameColumn(column).to(name("x")),
                    alterTable(name(word)).renameColumn(name("x")).to(column),
                    alterTable(name(word)).dropColumn(column),
                    alterTable(name(word)).renameTo(name("renamed")))));
    assertThat(describe(db, "renamed").columns())
        .extracting(ColumnInfo::name)
        .containsExactly("id", "extra");
    assertThat(describe(db, "renamed").indexes()).isEmpty();
    assertThat(describe(db, "renamed").checks()).isEmpty();
    Await.failure(ErrorKind.FOREIGN_KEY, db.execute(insertInto(other).columns(id).values(2)));
  }

  /** Neither a literal of that name nor a text, as some databases would have it. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "nope", "with space", "select", "No"})
  @Behaviour(277)
  void aColumnThatIsNotThereIsSaidWhateverItIsCalled(String word, Database db) {
    Await.get(
        db.schema()
            .apply(List.of(createTable(name("t")).column("x", db.schema().types().int32()))));
    Field<Integer> x = field(name("x"), SQLDataType.INTEGER);
    Await.get(db.execute(insertInto(table(name("t"))).columns(x).values(1)));
    Field<Object> gone = field(name(word));
    Await.failure(ErrorKind.NO_SUCH_COLUMN, db.fetch(select(gone).from(table(name("t")))));
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN,
        db.schema().apply(List.of(createIndex(name("i")).on(table(name("t")), gone))));
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN,
        db.schema()
            .apply(
                List.of(alterTable(name("t")).add(constraint(name("c")).check(gone.isNotNull())))));
  }

  @Test
  @Behaviour(275)
  void aNameIsFoundInItsOwnCaseOnly(Database db) {
    Await.get(
        db.schema()
            .apply(List.of(createTable(name("MyTable")).column("X", db.schema().types().int32()))));
    assertThat(Await.get(db.schema().table("MyTable"))).isPresent();
    assertThat(Await.get(db.schema().table("mytable"))).isEmpty();
  }

  @Test
  @Behaviour(276)
  void aNameOfMoreThan63BytesIsRefused(Fixture fixture, Database db) {
    DataType<Integer> int32 = db.schema().types().int32();
    String longest = "n".repeat(63);
    String tooLong = "n".repeat(64);
    String tooManyBytes = "ä".repeat(32);
    Await.get(db.schema().apply(List.of(createTable(name(longest)).column(longest, int32))));
    assertThat(describe(db, longest).columns()).hasSize(1);
    for (String word : List.of(tooLong, tooManyBytes)) {
      Await.failure(
          ErrorKind.ILLEGAL_VALUE,
          db.schema().apply(List.of(createTable(name(word)).column("x", int32))));
      Await.failure(
          ErrorKind.ILLEGAL_VALUE,
          db.schema().apply(List.of(createTable(name("t")).column(word, int32))));
      Await.failure(
          ErrorKind.ILLEGAL_VALUE,
          db.schema().apply(List.of(createIndex(name(word)).on(name(longest), name(longest)))));
    }
    assertThat(Await.get(db.schema().tables())).hasSize(1);
  }
}
