package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Shop.ALBUM;
import static dev.switchback.conformance.contract.Shop.ID;
import static dev.switchback.conformance.contract.Shop.PRICE;
import static dev.switchback.conformance.contract.Shop.TITLE;
import static dev.switchback.conformance.contract.Shop.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterView;
import static org.jooq.impl.DSL.createOrReplaceView;
import static org.jooq.impl.DSL.createView;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/** Views: made, replaced, dropped. */
@Conformance
@DatabasePerTest
final class ViewContract {

  private static final Table<Record> V = table(name("v"));

  @Test
  @Behaviour(287)
  void aViewIsMadeReplacedAndDropped(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(V).as(select(ID, TITLE).from(ALBUM).where(TITLE.eq("Pastel Blues"))));
    assertThat(shop.all(V, ID)).containsExactly(1);
    shop.apply(createOrReplaceView(V).as(select(ID, TITLE).from(ALBUM).where(PRICE.gt(150))));
    assertThat(shop.all(V, ID)).containsExactly(2);
    shop.apply(createOrReplaceView(V).as(select(ID, TITLE, PRICE).from(ALBUM)));
    assertThat(shop.all(V, PRICE)).containsExactly(100, 200);
    shop.apply(Views.drop(V), Views.dropIfExists(V));
    Await.failure(ErrorKind.NO_SUCH_TABLE, shop.tryToApply(Views.drop(V)));
    shop.apply(createOrReplaceView(V).as(select(ID).from(TRACK)));
    assertThat(shop.all(V, ID)).containsExactly(11, 12);
  }

  /** Other columns only behind those that it has: who reads it goes on. */
  @Test
  @Behaviour(287)
  void aViewKeepsItsColumnsWhenItIsReplaced(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(V).as(select(ID, TITLE).from(ALBUM)));
    Await.failure(
        ErrorKind.ILLEGAL_USE, shop.tryToApply(createOrReplaceView(V).as(select(ID).from(ALBUM))));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        shop.tryToApply(createOrReplaceView(V).as(select(ID, PRICE).from(ALBUM))));
    assertThat(shop.describe(V).columns())
        .extracting(ColumnInfo::name)
        .containsExactly("id", "title");
    assertThat(shop.all(V, TITLE)).hasSize(2);
  }

  @Test
  void alteringAViewGivesItOtherColumns(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(createView(V).as(select(ID, TITLE).from(ALBUM)));
    shop.apply(alterView(V).as(select(ID, PRICE).from(ALBUM)));
    assertThat(shop.all(V, PRICE)).containsExactly(100, 200);
    assertThat(shop.describe(V).columns())
        .extracting(ColumnInfo::name)
        .containsExactly("id", "price");
  }

  @Test
  void aViewOverNothingIsRefused(Database db) {
    Shop shop = Shop.open(db);
    Table<Record> nothing = table(name("nothing"));
    Await.failure(
        ErrorKind.NO_SUCH_TABLE, shop.tryToApply(createView(V).as(select(ID).from(nothing))));
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN, shop.tryToApply(createView(V).as(select(PRICE).from(TRACK))));
    assertThat(Await.get(db.schema().table("v"))).isEmpty();
  }
}
