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
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.foreignKey;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unique;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo;
import dev.switchback.database.TableInfo.Check;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.ForeignKey.Action;
import dev.switchback.database.TableInfo.UniqueKey;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.DDLQuery;
import org.jooq.Name;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Keys and checks that come and go under a table's rows. */
@Conformance
@DatabasePerTest
final class AlterConstraintContract {

  @Test
  @Behaviour({272, 273})
  void addedConstraintsHoldAndAreDescribed(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(ALBUM).add(constraint(name("album_two")).unique(TITLE, PRICE)),
        alterTable(ALBUM).add(constraint(name("album_price")).check(PRICE.gt(50))),
        alterTable(TRACK).dropConstraint("track_album"),
        alterTable(TRACK)
            .add(
                constraint(name("track_of"))
                    .foreignKey(ALBUM_ID)
                    .references(ALBUM, ID)
                    .onDeleteCascade()));
    assertThat(shop.describe(ALBUM).uniqueKeys())
        .containsExactly(new UniqueKey("album_two", List.of("title", "price")));
    assertThat(shop.describe(ALBUM).checks())
        .extracting(Check::name)
        .containsExactly("album_price");
    assertThat(shop.describe(TRACK).foreignKeys())
        .containsExactly(
            new ForeignKey(
                "track_of",
                List.of("album_id"),
                "album",
                List.of("id"),
                Action.CASCADE,
                Action.NO_ACTION));
    Await.failure(ErrorKind.UNIQUE, shop.album(3, "Pastel Blues", 100));
    DatabaseException tooCheap = Await.failure(ErrorKind.CHECK, shop.album(3, "Cheap", 50));
    assertThat(tooCheap.constraint()).isEqualTo("album_price");
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 3));
    shop.run(deleteFrom(ALBUM).where(ID.eq(1)));
    assertThat(shop.all(TRACK, ID)).containsExactly(12);
  }

  @Test
  @Behaviour({272, 273})
  void aConstraintThatRowsViolateIsRefusedAndNothingIsChanged(Database db) {
    Shop shop = Shop.open(db);
    Await.get(shop.album(3, "Pastel Blues", 30));
    TableInfo album = shop.describe(ALBUM);
    TableInfo track = shop.describe(TRACK);
    refused(shop, ErrorKind.UNIQUE, alterTable(ALBUM).add(unique(TITLE)));
    refused(shop, ErrorKind.CHECK, alterTable(ALBUM).add(check(PRICE.gt(50))));
    refused(
        shop,
        ErrorKind.FOREIGN_KEY,
        alterTable(ALBUM).add(foreignKey(PRICE).references(ALBUM, ID)));
    refused(shop, ErrorKind.ILLEGAL_USE, alterTable(ALBUM).add(primaryKey(TITLE)));
    assertThat(shop.describe(ALBUM)).isEqualTo(album);
    assertThat(shop.describe(TRACK)).isEqualTo(track);
    assertThat(shop.all(ALBUM, TITLE))
        .containsExactly("Pastel Blues", "Wild Is the Wind", "Pastel Blues");
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactly(1, 2);
  }

  private static void refused(Shop shop, ErrorKind kind, DDLQuery statement) {
    DatabaseException refusal = Await.failure(kind, shop.tryToApply(statement));
    assertThat(refusal.table()).isIn("album", null);
    assertThat(refusal.getMessage()).doesNotContain("rebuild");
  }

  @Test
  @Behaviour({272, 273})
  void constraintsWithoutANameGetTheSameEverywhere(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        createTable(name("t"))
            .column("a", shop.types.int32())
            .column("b", shop.types.int32())
            .constraints(
                primaryKey(name("a")),
                unique(name("a"), name("b")),
                check(field(name("b"), SQLDataType.INTEGER).gt(0)),
                foreignKey(name("a")).references(name("album"), name("id"))),
        alterTable(ALBUM).add(unique(PRICE, TITLE)),
        alterTable(ALBUM).add(check(PRICE.gt(ID))),
        alterTable(ALBUM).add(check(PRICE.gt(1))),
        alterTable(ALBUM).add(check(PRICE.gt(2))));
    TableInfo t = shop.describe(table(name("t")));
    assertThat(t.uniqueKeys()).extracting(UniqueKey::name).containsExactly("t_a_b_key");
    assertThat(t.checks()).extracting(Check::name).containsExactly("t_b_check");
    assertThat(t.foreignKeys()).extracting(ForeignKey::name).containsExactly("t_a_fkey");
    TableInfo album = shop.describe(ALBUM);
    assertThat(album.uniqueKeys())
        .extracting(UniqueKey::name)
        .containsExactly("album_price_title_key");
    assertThat(album.checks())
        .extracting(Check::name)
        .containsExactly("album_check", "album_price_check", "album_price_check1");
    shop.apply(
        alterTable(name("t")).dropConstraint("t_a_b_key"),
        alterTable(name("t")).dropConstraint("t_b_check"),
        alterTable(name("t")).dropConstraint("t_a_fkey"),
        alterTable(name("t")).dropConstraint("t_pkey"));
    TableInfo bare = shop.describe(table(name("t")));
    assertThat(bare.uniqueKeys()).isEmpty();
    assertThat(bare.checks()).isEmpty();
    assertThat(bare.foreignKeys()).isEmpty();
    assertThat(bare.primaryKey()).isEmpty();
  }

  @Test
  void longNamesAreCutTheSameEverywhere(Database db) {
    Shop shop = Shop.open(db);
    String table = "ä".repeat(20) + "table";
    String one = "c".repeat(40) + "_one";
    String two = "c".repeat(30) + "_two";
    shop.apply(
        createTable(name(table))
            .column(one, shop.types.int32())
            .column(two, shop.types.int32())
            .constraints(unique(name(one)), unique(name(two)), unique(name(one), name(two))));
    String start = "ä".repeat(14) + "_";
    assertThat(shop.describe(table(name(table))).uniqueKeys())
        .extracting(UniqueKey::name)
        .containsExactly(
            start + "c".repeat(28) + "_key1",
            start + "c".repeat(28) + "_key2",
            start + "c".repeat(29) + "_key");
  }

  @Test
  @Behaviour(273)
  void droppedConstraintsHoldNoMore(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(ALBUM).add(constraint(name("album_price")).check(PRICE.gt(50))),
        alterTable(ALBUM).add(constraint(name("album_title")).unique(TITLE)),
        alterTable(TRACK).dropForeignKey("track_album"),
        alterTable(ALBUM).dropConstraint("album_price"),
        alterTable(ALBUM).dropUnique("album_title"),
        alterTable(TRACK).dropPrimaryKey());
    Await.get(shop.album(3, "Pastel Blues", 1));
    Await.get(shop.track(11, "Lost", 99));
    assertThat(shop.all(TRACK, ALBUM_ID)).containsExactlyInAnyOrder(1, 99, 2);
    TableInfo track = shop.describe(TRACK);
    assertThat(track.primaryKey()).isEmpty();
    assertThat(track.foreignKeys()).isEmpty();
    assertThat(track.column("id").orElseThrow().nullable()).isFalse();
    shop.apply(alterTable(ALBUM).dropPrimaryKey(), alterTable(ALBUM).add(primaryKey(ID, TITLE)));
    assertThat(shop.describe(ALBUM).primaryKey()).containsExactly("id", "title");
    Await.get(shop.album(1, "Another", 5));
    Await.failure(ErrorKind.UNIQUE, shop.album(1, "Another", 5));
  }

  @Test
  void aConstraintThatIsNotThereIsSaid(Database db) {
    Shop shop = Shop.open(db);
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(ALBUM).dropConstraint("nope")));
    Await.failure(
        ErrorKind.ILLEGAL_USE,
        shop.tryToApply(alterTable(ALBUM).renameConstraint("nope").to("other")));
    shop.apply(alterTable(ALBUM).dropConstraintIfExists("nope"));
    shop.apply(alterTable(TRACK).dropPrimaryKey());
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(TRACK).dropPrimaryKey()));
  }

  @Test
  @Behaviour(273)
  void aConstraintIsRenamed(Database db) {
    Shop shop = Shop.open(db);
    shop.apply(
        alterTable(TRACK).renameConstraint("track_album").to("other"),
        alterTable(ALBUM).add(constraint(name("a")).check(PRICE.gt(50))),
        alterTable(ALBUM).renameConstraint("a").to("b"));
    assertThat(shop.describe(TRACK).foreignKeys())
        .extracting(ForeignKey::name)
        .containsExactly("other");
    assertThat(Await.failure(ErrorKind.CHECK, shop.album(3, "Cheap", 1)).constraint())
        .isEqualTo("b");
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 99));
    shop.apply(alterTable(TRACK).dropConstraint("other"));
    Await.get(shop.track(13, "Lost", 99));
  }

  /** What others refer to stays. */
  @Test
  @Behaviour(273)
  void aKeyThatIsReferredToIsNotDropped(Database db) {
    Shop shop = Shop.open(db);
    TableInfo album = shop.describe(ALBUM);
    Await.failure(ErrorKind.ILLEGAL_USE, shop.tryToApply(alterTable(ALBUM).dropPrimaryKey()));
    assertThat(shop.describe(ALBUM)).isEqualTo(album);
    Await.failure(ErrorKind.FOREIGN_KEY, shop.track(13, "Lost", 99));
    assertThat(
            Await.get(
                db.execute(insertInto(TRACK).columns(ID, TITLE, ALBUM_ID).values(13, "x", 2))))
        .isEqualTo(1);
  }

  /** In a new table as in an old one. */
  @Test
  @Behaviour(272)
  void aForeignKeyLeadsToAKey(Database db) {
    Shop shop = Shop.open(db);
    Name nope = name("nope");
    notAKey(shop, ErrorKind.NO_SUCH_TABLE, foreignKey(ALBUM_ID).references(table(nope), ID));
    notAKey(
        shop,
        ErrorKind.NO_SUCH_COLUMN,
        foreignKey(ALBUM_ID).references(ALBUM, field(nope, SQLDataType.INTEGER)));
    notAKey(shop, ErrorKind.ILLEGAL_USE, foreignKey(ALBUM_ID).references(ALBUM, PRICE));
    notAKey(
        shop,
        ErrorKind.NO_SUCH_COLUMN,
        foreignKey(field(nope, SQLDataType.INTEGER)).references(ALBUM, ID));
  }

  private static void notAKey(Shop shop, ErrorKind kind, Constraint key) {
    Await.failure(kind, shop.tryToApply(alterTable(TRACK).add(key)));
    Await.failure(
        kind,
        shop.tryToApply(
            createTable(name("t")).column("album_id", shop.types.int32()).constraints(key)));
    assertThat(shop.describe(TRACK).foreignKeys()).hasSize(1);
    assertThat(Await.get(shop.db.schema().table("t"))).isEmpty();
  }
}
