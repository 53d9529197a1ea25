package dev.switchback.conformance.contract;

import static dev.switchback.conformance.contract.Shop.ALBUM;
import static dev.switchback.conformance.contract.Shop.ALBUM_ID;
import static dev.switchback.conformance.contract.Shop.ID;
import static dev.switchback.conformance.contract.Shop.PRICE;
import static dev.switchback.conformance.contract.Shop.TITLE;
import static dev.switchback.conformance.contract.Shop.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.check;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schema changes are part of a transaction, with the rows before and after them. */
@Conformance
@DatabasePerTest
@Requires(Capability.TRANSACTIONAL_DDL)
final class AlterInTransactionContract {

  /** What a key does when the row goes to which it leads. */
  enum OnDelete {
    NOTHING,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    Shop open(Database db) {
      return switch (this) {
        case NOTHING -> Shop.open(db);
        case RESTRICT -> Shop.open(db, Shop.key().onDeleteRestrict().onUpdateRestrict());
        case CASCADE -> Shop.open(db, Shop.key().onDeleteCascade().onUpdateCascade());
        case SET_NULL -> Shop.open(db, Shop.key().onDeleteSetNull().onUpdateSetNull());
        case SET_DEFAULT -> Shop.open(db, Shop.key().onDeleteSetDefault());
      };
    }
  }

  /** No change of a table touches a row of those that refer to it, whatever their keys would do. */
  @ParameterizedTest
  @EnumSource(OnDelete.class)
  @Behaviour({272, 273})
  void rowsThatReferToAChangedTableStay(OnDelete action, Database db) {
    Shop shop = action.open(db);
    TableInfo track = shop.describe(TRACK);
    shop.apply(
        alterTable(ALBUM).alterColumn(TITLE).set(shop.types.text(40)),
        alterTable(ALBUM).alterColumn(ID).set(shop.types.int32().notNull()),
        alterTable(ALBUM).alterColumn(PRICE).setNotNull(),
        alterTable(ALBUM).dropColumn(PRICE));
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
    assertThat(shop.describe(TRACK)).isEqualTo(track);
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 3));
    switch (action) {
      case NOTHING, RESTRICT ->
          Await.failure(ErrorKind.FOREIGN_KEY, db.execute(deleteFrom(ALBUM).where(ID.eq(1))));
      case CASCADE -> {
        shop.run(deleteFrom(ALBUM).where(ID.eq(1)));
        assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(2);
      }
      default -> {
        shop.run(deleteFrom(ALBUM).where(ID.eq(1)));
        assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(null, 2);
      }
    }
  }

  @Test
  @Behaviour(122)
  void rowsBeforeAndAfterAChangeAreCommittedWithIt(Database db) {
    Shop shop = Shop.open(db);
    String longTitle = "x".repeat(30);
    Await.get(
        db.transaction(
            tx ->
                tx.execute(insertInto(ALBUM).columns(ID, TITLE).values(3, "before"))
                    .thenCompose(
                        done ->
                            tx.execute(
                                alterTable(ALBUM).alterColumn(TITLE).set(shop.types.text(30))))
                    .thenCompose(
                        done ->
                            tx.execute(insertInto(ALBUM).columns(ID, TITLE).values(4, longTitle)))
                    .thenCompose(
                        done ->
                            tx.execute(
                                insertInto(TRACK)
                                    .columns(ID, TITLE, ALBUM_ID)
                                    .values(13, "of the new one", 4)))));
    assertThat(shop.all(ALBUM, TITLE))
        .containsExactly("Pastel Blues", "Wild Is the Wind", "before", longTitle);
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2, 4);
  }

  @Test
  @Behaviour(122)
  void aChangeIsUndoneWithItsTransaction(Database db) {
    Shop shop = Shop.open(db, Shop.key().onDeleteCascade());
    List<TableInfo> before = Await.get(db.schema().tables());
    Await.thrown(
        db.transaction(
            tx ->
                tx.execute(alterTable(ALBUM).alterColumn(TITLE).set(shop.types.text(30)))
                    .thenCompose(done -> tx.execute(alterTable(ALBUM).dropColumn(PRICE)))
                    .thenCompose(done -> tx.execute(update(ALBUM).set(TITLE, "changed")))
                    .thenApply(
                        done -> {
                          throw new IllegalStateException("mine");
                        })));
    assertThat(Await.get(db.schema().tables())).isEqualTo(before);
    assertThat(shop.all(ALBUM, TITLE)).containsExactly("Pastel Blues", "Wild Is the Wind");
    assertThat(shop.all(ALBUM, PRICE)).containsExactly(100, 200);
    Await.failure(ErrorKind.TOO_LONG, shop.album(3, "x".repeat(21), 1));
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 3));
    shop.run(deleteFrom(ALBUM).where(ID.eq(1)));
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(2);
  }

  @Test
  @Behaviour(122)
  void aSavepointUndoesAChangeAndTheTransactionGoesOn(Database db) {
    Shop shop = Shop.open(db);
    Await.get(
        db.transaction(
            tx ->
                tx.execute(insertInto(ALBUM).columns(ID, TITLE).values(3, "kept"))
                    .thenCompose(
                        done ->
                            tx.savepoint(
                                    inner ->
                                        inner
                                            .execute(alterTable(ALBUM).dropColumn(PRICE))
                                            .thenCompose(
                                                dropped ->
                                                    inner.execute(
                                                        alterTable(ALBUM).add(check(ID.gt(100))))))
                                .handle((value, failure) -> failure))
                    .thenCompose(
                        failure -> tx.execute(update(ALBUM).set(PRICE, 7).where(ID.eq(3))))));
    assertThat(shop.all(ALBUM, PRICE)).containsExactly(100, 200, 7);
    assertThat(shop.describe(ALBUM).checks()).isEmpty();
  }
}
