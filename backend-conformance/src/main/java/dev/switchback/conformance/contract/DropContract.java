package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Shop.ALBUM;
import static dev.switchback.conformance.contract.Shop.ALBUM_ID;
import static dev.switchback.conformance.contract.Shop.ID;
import static dev.switchback.conformance.contract.Shop.PRICE;
import static dev.switchback.conformance.contract.Shop.TITLE;
import static dev.switchback.conformance.contract.Shop.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.dropIndex;
import static org.jooq.impl.DSL.dropIndexIfExists;
import static org.jooq.impl.DSL.dropTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo;
import java.util.List;
import org.jooq.DDLQuery;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What is dropped is gone, what others need stays, and no row of theirs is touched. */
@Conformance
@DatabasePerTest
final class DropContract {

  private static final Table<Record> TITLES = table(name("titles"));

  @Test
  @Behaviour({272, 273})
  void aTableThatIsReferredToIsNotDropped(Database db) {
    Shop shop = Shop.open(db);
    refused(shop, dropTable(ALBUM));
    refused(shop, dropTableIfExists(ALBUM));
    shop.apply(dropTable(TRACK), dropTable(ALBUM));
    assertThat(Await.get(db.schema().tables())).isEmpty();
  }

  /** Deleting the albums one by one would delete the tracks. */
  @Test
  @Behaviour({272, 273})
  void norIsOneWhoseRowsTakeOthersAlong(Database db) {
    Shop shop = Shop.open(db, Shop.cascadingKey());
    refused(shop, dropTable(ALBUM));
  }

  @Test
  @Behaviour(273)
  void cascadingDropsTheKeyAndNoRow(Database db) {
    Shop shop = Shop.open(db, Shop.cascadingKey());
    shop.apply(createView(TITLES).as(select(ID, TITLE).from(ALBUM)));
    shop.apply(dropTable(ALBUM).cascade());
    assertThat(Await.get(db.schema().tables()))
        .extracting(TableInfo::name)
        .containsExactly("track");
    assertThat(shop.describe(TRACK).foreignKeys()).isEmpty();
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
    Await.get(shop.track(13, "Lost", 99));
  }

  @Test
  @Behaviour(273)
  void aTableOrViewThatAViewReadsIsNotDropped(Database db) {
    Shop shop = Shop.open(db);
    Table<Record> more = table(name("more_titles"));
    shop.apply(
        dropTable(TRACK),
        createView(TITLES).as(select(ID, TITLE).from(ALBUM).where(PRICE.gt(1))),
        createView(more).as(select(ID, TITLE).from(TITLES)));
    refused(shop, dropTable(ALBUM));
    refused(shop, Views.drop(TITLES));
    assertThat(shop.all(more, TITLE)).hasSize(2);
    shop.apply(Views.drop(more), Views.drop(TITLES), dropTable(ALBUM));
    assertThat(Await.get(db.schema().tables())).isEmpty();
  }

  @Test
  void aTableThatRefersToItselfIsDroppedWithItsRows(Database db) {
    Shop shop = Shop.open(db);
    Table<Record> tree = table(name("tree"));
    Field<Integer> parent = field(name("parent"), SQLDataType.INTEGER);
    shop.apply(
        createTable(tree)
            .column("id", shop.types.int32())
            .column("parent", shop.types.int32())
            .constraints(
                primaryKey(ID),
                constraint(name("tree_parent"))
                    .foreignKey(parent)
                    .references(tree, ID)
                    .onDeleteRestrict()));
    shop.run(insertInto(tree).columns(ID, parent).values(1, null));
    shop.run(insertInto(tree).columns(ID, parent).values(2, 1));
    shop.apply(dropTable(tree));
    assertThat(Await.get(db.schema().table("tree"))).isEmpty();
  }

  @Test
  @Behaviour({269, 273})
  void anIndexIsDropped(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createIndex(name("i_title")).on(ALBUM, TITLE));
    Await.failure(
        ErrorKind.ILLEGAL_USE, shop.tryToApply(createIndex(name("i_title")).on(ALBUM, PRICE)));
    shop.apply(dropIndex(name("i_title")), dropIndexIfExists(name("i_title")));
    assertThat(shop.describe(ALBUM).indexes()).isEmpty();
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(dropIndex(name("i_title"))));
  }

  @Test
  void whatExistsIsNotCreatedAgain(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(TITLES).as(select(ID, TITLE).from(ALBUM)));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        shop.tryToApply(createTable(ALBUM).column("id", shop.types.int32())));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        shop.tryToApply(createView(TITLES).as(select(ID, TITLE).from(TRACK))));
  }

  private static void refused(Shop shop, DDLQuery statement) {
    List<TableInfo> before = Await.get(shop.db.schema().tables());
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(statement));
    assertThat(Await.get(shop.db.schema().tables())).isEqualTo(before);
    if (Await.get(shop.db.schema().table("track")).isPresent()) {
      assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
    }
  }
}
