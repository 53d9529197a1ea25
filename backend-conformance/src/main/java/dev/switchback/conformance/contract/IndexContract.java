package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Shop.ALBUM;
import static dev.switchback.conformance.contract.Shop.ID;
import static dev.switchback.conformance.contract.Shop.PRICE;
import static dev.switchback.conformance.contract.Shop.TITLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jooq.impl.DSL.alterIndex;
import static org.jooq.impl.DSL.alterIndexIfExists;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createIndexIfNotExists;
import static org.jooq.impl.DSL.createUniqueIndex;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.Index.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Indexes do what they say, also after their table has changed. */
@Conformance
@DatabasePerTest
final class IndexContract {

  @Test
  @Behaviour({272, 273})
  void aUniqueIndexOverSomeRowsOrAnExpressionHolds(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        createUniqueIndex(name("dear")).on(ALBUM, PRICE).where(PRICE.gt(150)),
        createUniqueIndex(name("any_case")).on(ALBUM, lower(TITLE)));
    holds(shop);
    shop.apply(alterTable(ALBUM).alterColumn(TITLE).set(shop.types.text(30).notNull()));
    holds(shop);
    shop.apply(
        alterTable(ALBUM).renameColumn(TITLE).to(name("x")),
        alterTable(ALBUM).renameColumn(name("x")).to(TITLE));
    holds(shop);
    assertThat(shop.describe(ALBUM).indexes())
        .extracting(Index::name, Index::unique)
        .contains(tuple("any_case", true), tuple("dear", true));
  }

  private static void holds(Shop shop) {
    Await.failure(ErrorKind.UNIQUE, shop.album(3, "Another", 200));
    Await.failure(ErrorKind.UNIQUE, shop.album(3, "PASTEL BLUES", 3));
    Await.get(shop.album(4, "cheap one", 100));
    shop.run(deleteFrom(ALBUM).where(ID.eq(4)));
  }

  @Test
  @Behaviour(272)
  void aUniqueIndexThatRowsViolateIsRefused(Database db) {
    Shop shop = Shop.open(db);
    Await.get(shop.album(3, "Wild Is the Wind", 1));
    Await.failure(ErrorKind.UNIQUE, shop.tryToApply(createUniqueIndex(name("i")).on(ALBUM, TITLE)));
    assertThat(shop.describe(ALBUM).indexes()).isEmpty();
  }

  @Test
  @Behaviour(273)
  void anIndexIsRenamed(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        createUniqueIndex(name("i")).on(ALBUM, TITLE.desc(), PRICE).where(PRICE.gt(1)),
        createIndexIfNotExists(name("i")).on(ALBUM, PRICE),
        alterIndex(name("i")).renameTo(name("my index")),
        alterIndexIfExists(name("i")).renameTo(name("nothing")));
    Index index = shop.describe(ALBUM).indexes().get(0);
    assertThat(index.name()).isEqualTo("my index");
    assertThat(index.unique()).isTrue();
    assertThat(index.parts())
        .isEqualTo(List.of(new Part("title", null, true), new Part("price", null, false)));
    assertThat(index.predicate()).contains("> 1");
    Await.failure(
        ErrorKind.NO_SUCH_TABLE, shop.tryToApply(alterIndex(name("i")).renameTo(name("nothing"))));
  }

  @Test
  void anIndexOnNothingIsRefused(Database db) {
    Shop shop = Shop.open(db);
    Await.failure(
        ErrorKind.NO_SUCH_TABLE,
        shop.tryToApply(createIndex(name("i")).on(name("nope"), name("x"))));
  }
}
