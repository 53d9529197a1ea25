package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createUniqueIndex;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.field;
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
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.Database;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TableInfo.Check;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.ForeignKey.Action;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.Index.Part;
import dev.switchback.database.TableInfo.UniqueKey;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What was made is what is described, word for word, on every backend. */
@Conformance
@DatabasePerTest
final class InspectionContract {

  private static final Field<Integer> A = field(name("a"), SQLDataType.INTEGER);
  private static final Field<String> S = field(name("s"), SQLDataType.VARCHAR);

  @Test
  @Behaviour({271, 272, 278})
  void aTableWithKeysIsDescribedWhole(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("parent"))
                        .column("b", types.int32().notNull())
                        .column("a", types.int64().notNull())
                        .column("code", types.text(10))
                        .constraints(
                            primaryKey(name("a"), name("b")),
                            constraint(name("parent_code")).unique(name("code"))),
                    createTable(name("child"))
                        .column("id", types.int64().identity(true))
                        .column("pa", types.int64())
                        .column("pb", types.int32())
                        .column("code", types.text(10).notNull().defaultValue("it's"))
                        .column("price", types.decimal(8, 2).defaultValue(new BigDecimal("-1.50")))
                        .constraints(
                            primaryKey(name("id")),
                            constraint(name("child_b_a")).unique(name("pb"), name("pa")),
                            constraint(name("child_parent"))
                                .foreignKey(name("pa"), name("pb"))
                                .references(name("parent"), name("a"), name("b"))
                                .onDeleteCascade()
                                .onUpdateRestrict(),
                            constraint(name("child_code"))
                                .foreignKey(name("code"))
                                .references(name("parent"), name("code")),
                            constraint(name("child_cheap"))
                                .check(field(name("pb"), Integer.class).lt(100))))));

    TableInfo child = described(db, "child");
    assertThat(child.checks()).extracting(Check::name).containsExactly("child_cheap");
    assertThat(child.checks().get(0).expression()).contains("pb").contains("100");
    assertThat(child)
        .isEqualTo(
            new TableInfo(
                "child",
                false,
                List.of(
                    column("id", 1, ColumnKind.INT64, null, null, null, false, true, null),
                    column("pa", 2, ColumnKind.INT64, null, null, null, true, false, null),
                    column("pb", 3, ColumnKind.INT32, null, null, null, true, false, null),
                    column("code", 4, ColumnKind.TEXT, 10, null, null, false, false, "'it''s'"),
                    column("price", 5, ColumnKind.DECIMAL, null, 8, 2, true, false, "-1.50")),
                List.of("id"),
                List.of(new UniqueKey("child_b_a", List.of("pb", "pa"))),
                List.of(
                    new ForeignKey(
                        "child_code",
                        List.of("code"),
                        "parent",
                        List.of("code"),
                        Action.NO_ACTION,
                        Action.NO_ACTION),
                    new ForeignKey(
                        "child_parent",
                        List.of("pa", "pb"),
                        "parent",
                        List.of("a", "b"),
                        Action.CASCADE,
                        Action.RESTRICT)),
                List.of(),
                child.checks()));
    assertThat(described(db, "parent"))
        .isEqualTo(
            new TableInfo(
                "parent",
                false,
                List.of(
                    column("b", 1, ColumnKind.INT32, null, null, null, false, false, null),
                    column("a", 2, ColumnKind.INT64, null, null, null, false, false, null),
                    column("code", 3, ColumnKind.TEXT, 10, null, null, true, false, null)),
                List.of("a", "b"),
                List.of(new UniqueKey("parent_code", List.of("code"))),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  @Behaviour(272)
  void everyActionOfAForeignKeyIsDescribed(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("p"))
                        .column("id", types.int32())
                        .constraints(primaryKey(name("id"))),
                    createTable(name("c"))
                        .column("a", types.int32())
                        .column("b", types.int32())
                        .column("c", types.int32().defaultValue(1))
                        .column("d", types.int32())
                        .constraints(
                            constraint(name("f1"))
                                .foreignKey(name("a"))
                                .references(name("p"), name("id"))
                                .onDeleteSetNull()
                                .onUpdateCascade(),
                            constraint(name("f2"))
                                .foreignKey(name("b"))
                                .references(name("p"), name("id"))
                                .onDeleteRestrict()
                                .onUpdateSetNull(),
                            constraint(name("f3"))
                                .foreignKey(name("c"))
                                .references(name("p"), name("id"))
                                .onDeleteSetDefault()
                                .onUpdateNoAction(),
                            constraint(name("f4"))
                                .foreignKey(name("d"))
                                .references(name("p")) /* its primary key */))));
    assertThat(described(db, "c").foreignKeys())
        .containsExactly(
            new ForeignKey("f1", List.of("a"), "p", List.of("id"), Action.SET_NULL, Action.CASCADE),
            new ForeignKey(
                "f2", List.of("b"), "p", List.of("id"), Action.RESTRICT, Action.SET_NULL),
            new ForeignKey(
                "f3", List.of("c"), "p", List.of("id"), Action.SET_DEFAULT, Action.NO_ACTION),
            new ForeignKey(
                "f4", List.of("d"), "p", List.of("id"), Action.NO_ACTION, Action.NO_ACTION));
  }

  @Test
  @Behaviour(272)
  void indexesAreDescribedAndThoseOfKeysAreNot(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("t"))
                        .column("a", types.int32())
                        .column("s", types.text(10))
                        .constraints(primaryKey(name("a")), unique(name("s"))),
                    createIndex(name("i_two")).on(table(name("t")), S.desc(), A.asc()),
                    createUniqueIndex(name("i_one")).on(table(name("t")), A),
                    createIndex(name("i_lower")).on(table(name("t")), lower(S).desc(), A.asc()),
                    createIndex(name("i_sum")).on(table(name("t")), A.plus(1)),
                    createUniqueIndex(name("i_some"))
                        .on(table(name("t")), S)
                        .where(S.isNotNull().and(A.gt(3))))));
    List<Index> indexes = described(db, "t").indexes();
    assertThat(indexes)
        .extracting(Index::name)
        .containsExactly("i_lower", "i_one", "i_some", "i_sum", "i_two");
    assertThat(indexes.get(1))
        .isEqualTo(new Index("i_one", true, List.of(new Part("a", null, false)), null));
    assertThat(indexes.get(4))
        .isEqualTo(
            new Index(
                "i_two",
                false,
                List.of(new Part("s", null, true), new Part("a", null, false)),
                null));
    Index byExpression = indexes.get(0);
    assertThat(byExpression.parts()).hasSize(2);
    assertThat(byExpression.parts().get(0).column()).isNull();
    assertThat(byExpression.parts().get(0).expression()).contains("lower").doesNotContain("desc");
    assertThat(byExpression.parts().get(0).descending()).isTrue();
    assertThat(byExpression.parts().get(1)).isEqualTo(new Part("a", null, false));
    assertThat(indexes.get(3).parts().get(0).expression()).contains("+ 1");
    Index partial = indexes.get(2);
    assertThat(partial.unique()).isTrue();
    assertThat(partial.parts()).containsExactly(new Part("s", null, false));
    assertThat(partial.predicate()).contains("> 3");
  }

  @Test
  @Behaviour({278, 287})
  void aViewIsDescribedAsOneWithItsColumns(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("t"))
                        .column("a", types.int32().notNull())
                        .column("s", types.text(10)),
                    createView(name("v"), name("x"), name("y"))
                        .as(select(A, S).from(table(name("t"))).where(A.gt(1))))));
    assertThat(described(db, "v"))
        .isEqualTo(
            new TableInfo(
                "v",
                true,
                List.of(
                    column("x", 1, ColumnKind.INT32, null, null, null, true, false, null),
                    column("y", 2, ColumnKind.TEXT, 10, null, null, true, false, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    assertThat(Await.get(db.schema().tables()))
        .extracting(TableInfo::name)
        .containsExactly("t", "v");
  }

  @Test
  @Behaviour(272)
  void plainDefaultsAreWrittenTheSameEverywhere(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("t"))
                        .column("yes", types.bool().defaultValue(true))
                        .column("no", types.bool().defaultValue(false))
                        .column("small", types.int16().defaultValue((short) -7))
                        .column("big", types.int64().defaultValue(1L << 40))
                        .column("exact", types.decimal(5, 2).defaultValue(new BigDecimal("2.50")))
                        .column("word", types.text(9).defaultValue("a 'b'::c"))
                        .column("empty", types.longText().defaultValue(""))
                        .column("none", types.int32()))));
    assertThat(described(db, "t").columns())
        .extracting(ColumnInfo::defaultExpression)
        .containsExactly(
            "true", "false", "-7", String.valueOf(1L << 40), "2.50", "'a ''b''::c'", "''", null);
  }

  @Test
  void lengthsOfBytesAreDescribed(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("t"))
                        .column("some", types.bytes(20))
                        .column("any", types.bytes()))));
    assertThat(described(db, "t").columns())
        .extracting(ColumnInfo::length)
        .containsExactly(20, null);
  }

  @Test
  void tablesThatReferToEachOtherAndToThemselvesAreDescribed(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name("tree"))
                        .column("id", types.int32())
                        .column("parent", types.int32())
                        .constraints(
                            primaryKey(name("id")),
                            constraint(name("tree_parent"))
                                .foreignKey(name("parent"))
                                .references(name("tree"), name("id"))))));
    assertThat(described(db, "tree").foreignKeys())
        .containsExactly(
            new ForeignKey(
                "tree_parent",
                List.of("parent"),
                "tree",
                List.of("id"),
                Action.NO_ACTION,
                Action.NO_ACTION));
  }

  /** The table, with the one thing blanked that is the database's own by definition. */
  private static TableInfo described(Database db, String name) {
    TableInfo table = Await.get(db.schema().table(name)).orElseThrow();
    List<ColumnInfo> columns = table.columns().stream().map(InspectionContract::blanked).toList();
    return new TableInfo(
        table.name(),
        table.view(),
        columns,
        table.primaryKey(),
        table.uniqueKeys(),
        table.foreignKeys(),
        table.indexes(),
        table.checks());
  }

  private static ColumnInfo blanked(ColumnInfo column) {
    assertThat(column.nativeType()).isNotBlank();
    return column(
        column.name(),
        column.position(),
        column.kind(),
        column.length(),
        column.precision(),
        column.scale(),
        column.nullable(),
        column.identity(),
        column.defaultExpression());
  }

  private static ColumnInfo column(
      String name,
      int position,
      ColumnKind kind,
      Integer length,
      Integer precision,
      Integer scale,
      boolean nullable,
      boolean identity,
      String defaultExpression) {
    return new ColumnInfo(
        name, position, kind, "", length, precision, scale, nullable, identity, defaultExpression);
  }
}
