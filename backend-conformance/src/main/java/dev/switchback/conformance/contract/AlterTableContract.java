package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Shop.ALBUM;
import static dev.switchback.conformance.contract.Shop.ALBUM_ID;
import static dev.switchback.conformance.contract.Shop.ID;
import static dev.switchback.conformance.contract.Shop.PRICE;
import static dev.switchback.conformance.contract.Shop.TITLE;
import static dev.switchback.conformance.contract.Shop.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.alterTableIfExists;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unique;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.UniqueKey;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Columns that come, go and are renamed, with rows in the table and in those that refer to it. */
@Conformance
@DatabasePerTest
final class AlterTableContract {

  private static final Field<String> NOTE = field(name("note"), SQLDataType.VARCHAR);

  @Test
  @Behaviour(273)
  void addedColumnsAreFilledWithTheirDefault(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(ALBUM).addColumn("note", shop.types.text(5).notNull().defaultValue("none")),
        alterTable(ALBUM).addColumn("stock", shop.types.int32()),
        alterTable(ALBUM)
            .add(
                field(name("x"), shop.types.int32()),
                field(name("y"), shop.types.text(3).notNull().defaultValue("y")),
                constraint(name("album_xy")).unique(name("id"), name("x"))),
        alterTable(ALBUM).addColumnIfNotExists("note", shop.types.int64()),
        alterTable(ALBUM).addColumnIfNotExists("z", shop.types.int64()));
    assertThat(shop.describe(ALBUM).columns())
        .extracting(ColumnInfo::name)
        .containsExactly("id", "title", "price", "note", "stock", "x", "y", "z");
    assertThat(shop.describe(ALBUM).uniqueKeys())
        .containsExactly(new UniqueKey("album_xy", List.of("id", "x")));
    assertThat(shop.all(ALBUM, NOTE)).containsExactly("none", "none");
    Await.failure(
        ErrorKind.TOO_LONG, db.execute(update(ALBUM).set(NOTE, "sixths").where(ID.eq(1))));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        shop.tryToApply(alterTable(ALBUM).addColumn("note", shop.types.int32())));
  }

  @Test
  @Behaviour(273)
  void aColumnWithoutADefaultThatIsNotNullNeedsAnEmptyTable(Database db) {
    Shop shop = Shop.open(db);
    Await.failure(
        ErrorKind.NOT_NULL,
        shop.tryToApply(alterTable(TRACK).addColumn("note", shop.types.text(5).notNull())));
    assertThat(shop.describe(TRACK).column("note")).isEmpty();
    shop.run(deleteFrom(TRACK));
    shop.apply(alterTable(TRACK).addColumn("note", shop.types.text(5).notNull()));
    assertThat(shop.describe(TRACK).column("note").orElseThrow().nullable()).isFalse();
    Await.failure(ErrorKind.NOT_NULL, shop.track(1, "x", 1));
  }

  @Test
  @Behaviour(273)
  void aDroppedColumnTakesItsIndexesAndConstraintsAlong(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(ALBUM).addColumn("note", shop.types.text(5)),
        alterTable(ALBUM).add(constraint(name("u_both")).unique(TITLE, PRICE)),
        alterTable(ALBUM).add(constraint(name("u_note")).unique(NOTE)),
        alterTable(ALBUM).add(constraint(name("c_price")).check(PRICE.gt(ID))),
        createIndex(name("i_price")).on(ALBUM, TITLE, PRICE),
        createIndex(name("i_expression")).on(ALBUM, PRICE.plus(ID)),
        createIndex(name("i_partial")).on(ALBUM, TITLE).where(PRICE.gt(3)),
        createIndex(name("i_title")).on(ALBUM, TITLE.desc()),
        createIndex(name("i_lower")).on(ALBUM, lower(NOTE)).where(NOTE.isNotNull()));
    shop.apply(alterTable(ALBUM).dropColumn(PRICE));
    TableInfo album = shop.describe(ALBUM);
    assertThat(album.columns()).extracting(ColumnInfo::name).containsExactly("id", "title", "note");
    assertThat(album.columns()).extracting(ColumnInfo::position).containsExactly(1, 2, 3);
    assertThat(album.uniqueKeys()).extracting(UniqueKey::name).containsExactly("u_note");
    assertThat(album.checks()).isEmpty();
    assertThat(album.indexes()).extracting(Index::name).containsExactly("i_lower", "i_title");
    assertThat(shop.all(ALBUM, TITLE)).containsExactly("Pastel Blues", "Wild Is the Wind");
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
  }

  @Test
  @Behaviour(273)
  void severalColumnsAreDroppedAtOnceAndOneThatIsNotThereIsSaid(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(alterTable(ALBUM).addColumn("note", shop.types.text(5)));
    Await.failure(ErrorKind.NO_SUCH_COLUMN, shop.tryToApply(alterTable(ALBUM).dropColumn("nope")));
    shop.apply(
        alterTable(ALBUM).dropColumnIfExists("nope"), alterTable(ALBUM).dropColumns(TITLE, PRICE));
    assertThat(shop.describe(ALBUM).columns())
        .extracting(ColumnInfo::name)
        .containsExactly("id", "note");
  }

  @Test
  @Behaviour(273)
  void aColumnThatOthersNeedIsNotDropped(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(name("cheap")).as(select(ID, TITLE).from(ALBUM).where(PRICE.lt(150))));
    TableInfo album = shop.describe(ALBUM);
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(ALBUM).dropColumn(ID)));
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(ALBUM).dropColumn(PRICE)));
    assertThat(shop.describe(ALBUM)).isEqualTo(album);
    assertThat(shop.all(table(name("cheap")), TITLE)).containsExactly("Pastel Blues");
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
  }

  /** Views and keys follow a rename, and what a column refuses is said under its new name. */
  @Test
  @Behaviour(273)
  void aRenamedColumnIsFollowed(Database db) {
    Shop shop = Shop.open(db);
    Field<String> label = field(name("label"), SQLDataType.VARCHAR);
    shop.apply(
        createView(name("titles")).as(select(ID, TITLE).from(ALBUM)),
        createView(name("long_titles"))
            .as(select(ID, TITLE).from(table(name("titles"))).where(length(TITLE).gt(13))),
        createIndex(name("i_title")).on(ALBUM, TITLE),
        alterTable(ALBUM).renameColumn(TITLE).to(label),
        alterTable(ALBUM).renameColumn(ID).to(name("number")),
        alterTable(ALBUM).addColumn("title", shop.types.text(3)));
    assertThat(shop.all(table(name("titles")), TITLE)).contains("Pastel Blues");
    assertThat(shop.all(table(name("long_titles")), TITLE)).containsExactly("Wild Is the Wind");
    assertThat(shop.describe(TRACK).foreignKeys())
        .flatExtracting(ForeignKey::referencedColumns)
        .containsExactly("number");
    assertThat(shop.describe(ALBUM).indexes().get(0).parts().get(0).column()).isEqualTo("label");
    DatabaseException tooLong =
        Await.failure(ErrorKind.TOO_LONG, db.execute(update(ALBUM).set(label, "x".repeat(21))));
    assertThat(tooLong.columns()).isIn(List.of("label"), List.of());
    Await.failure(ErrorKind.TOO_LONG, db.execute(update(ALBUM).set(TITLE, "four")));
    shop.apply(Views.drop(table(name("long_titles"))), Views.drop(table(name("titles"))));
    shop.apply(alterTable(ALBUM).alterColumn(label).set(shop.types.text(30)));
    shop.run(update(ALBUM).set(label, "x".repeat(30)));
    Await.failure(ErrorKind.TOO_LONG, db.execute(update(ALBUM).set(label, "x".repeat(31))));
  }

  /** Some databases refuse it; none breaks the view. */
  @Test
  void theTypeOfAColumnInAViewIsChangedOrRefused(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(name("titles")).as(select(ID, TITLE).from(ALBUM)));
    try {
      shop.apply(alterTable(ALBUM).alterColumn(TITLE).set(shop.types.text(30)));
      assertThat(shop.describe(ALBUM).column("title").orElseThrow().length()).isEqualTo(30);
    } catch (DatabaseException refused) {
      assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(shop.describe(ALBUM).column("title").orElseThrow().length()).isEqualTo(20);
    }
    assertThat(shop.all(table(name("titles")), TITLE))
        .containsExactly("Pastel Blues", "Wild Is the Wind");
  }

  @Test
  @Behaviour(273)
  void aRenamedTableIsFollowed(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        createView(name("titles")).as(select(ID, TITLE).from(ALBUM)),
        alterTable(ALBUM).renameTo(name("record")),
        alterTableIfExists(ALBUM).renameTo(name("other")));
    assertThat(shop.describe(TRACK).foreignKeys())
        .extracting(ForeignKey::referencedTable)
        .containsExactly("record");
    assertThat(shop.all(table(name("titles")), TITLE)).hasSize(2);
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 3));
    Await.failure(
        ErrorKind.NO_SUCH_TABLE, shop.tryToApply(alterTable(ALBUM).renameTo(name("other"))));
    Await.failure(
        ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(TRACK).renameTo(name("record"))));
  }

  @Test
  void numbersGoOnAfterAChange(Database db) {
    Shop shop = Shop.open(db);
    Field<Long> number = field(name("numbered", "id"), SQLDataType.BIGINT);
    Field<String> note = field(name("numbered", "note"), SQLDataType.VARCHAR);
    shop.apply(
        createTable(name("numbered"))
            .column("id", shop.types.int64().identity(true))
            .column("note", shop.types.text(5))
            .constraints(primaryKey(name("id"))));
    for (int i = 0; i < 3; i++) {
      shop.run(insertInto(table(name("numbered"))).columns(note).values("n" + i));
    }
    List<Long> before = shop.all(table(name("numbered")), number);
    shop.run(deleteFrom(table(name("numbered"))).where(number.gt(before.get(0))));
    shop.apply(alterTable(name("numbered")).alterColumn("note").set(shop.types.text(9)));
    shop.run(insertInto(table(name("numbered"))).columns(note).values("nextnext"));
    List<Long> after = shop.all(table(name("numbered")), number);
    assertThat(after).hasSize(2);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isGreaterThan(before.get(2));
    assertThat(shop.describe(table(name("numbered"))).column("id").orElseThrow().identity())
        .isTrue();
  }

  @Test
  void aTableThatRefersToItselfIsChanged(Database db) {
    Shop shop = Shop.open(db);
    Field<Integer> parent = field(name("parent"), SQLDataType.INTEGER);
    shop.apply(
        createTable(name("tree"))
            .column("id", shop.types.int32())
            .column("parent", shop.types.int32())
            .column("note", shop.types.text(5))
            .constraints(
                primaryKey(ID),
                constraint(name("tree_parent"))
                    .foreignKey(parent)
                    .references(table(name("tree")), ID)
                    .onDeleteRestrict()));
    for (int i = 1; i <= 4; i++) {
      shop.run(
          insertInto(table(name("tree")))
              .columns(ID, parent, NOTE)
              .values(i, i == 1 ? null : Integer.valueOf(i - 1), "n" + i));
    }
    TableInfo before = shop.describe(table(name("tree")));
    shop.apply(alterTable(name("tree")).alterColumn("note").set(shop.types.text(9)));
    assertThat(shop.all(table(name("tree")), parent)).containsExactly(null, 1, 2, 3);
    assertThat(shop.describe(table(name("tree"))).foreignKeys()).isEqualTo(before.foreignKeys());
    Await.failure(
        ErrorKind.FOREIGN_KEY, db.execute(deleteFrom(table(name("tree"))).where(ID.eq(2))));
    assertThat(shop.run(deleteFrom(table(name("tree"))).where(ID.eq(4)))).isEqualTo(1);
  }

  @Test
  void unnamedKeysOfAnAddedColumnServe(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(ALBUM).add(field(name("code"), shop.types.text(5)), unique(name("code"))));
    assertThat(shop.describe(ALBUM).uniqueKeys())
        .containsExactly(new UniqueKey("album_code_key", List.of("code")));
  }
}
