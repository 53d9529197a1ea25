package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.check;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.Types;
import java.util.List;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Violated constraints. */
@Conformance
final class ErrorConstraintContract {

  private static final String SECRET = "s3cret-value";

  /** A parent with a key and a unique code, and a child that refers to it. */
  private static final class Family {
    final String parentName;
    final String childName;
    final Table<Record> parent;
    final Table<Record> child;
    final Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
    final Field<String> code = field(name("code"), SQLDataType.VARCHAR);
    final Field<Integer> positive = field(name("positive"), SQLDataType.INTEGER);
    final Field<Integer> parentId = field(name("parent_id"), SQLDataType.INTEGER);

    Family(Fixture fixture, Database db) {
      parentName = fixture.name("parent");
      childName = fixture.name("child");
      parent = table(name(parentName));
      child = table(name(childName));
      Types types = db.schema().types();
      Await.get(
          db.schema()
              .apply(
                  List.of(
                      createTable(parent)
                          .column(id, types.int32().notNull())
                          .column(code, types.text(50).notNull())
                          .column(positive, types.int32())
                          .constraints(
                              constraint(name("pk_" + parentName)).primaryKey(id),
                              constraint(name("uq_" + parentName)).unique(code),
                              constraint(name("ck_" + parentName)).check(positive.gt(0))),
                      createTable(child)
                          .column(id, types.int32().notNull())
                          .column(parentId, types.int32())
                          .constraints(
                              constraint(name("pk_" + childName)).primaryKey(id),
                              constraint(name("fk_" + childName))
                                  .foreignKey(parentId)
                                  .references(parent, id)))));
      Await.get(db.execute(add(1, SECRET)));
    }

    Query add(int newId, String newCode) {
      return insertInto(parent).columns(id, code).values(newId, newCode);
    }

    Query addChild(int newId, Integer ofParent) {
      return insertInto(child).columns(id, parentId).values(newId, ofParent);
    }
  }

  @Test
  @Behaviour({253, 260, 261})
  void unique(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    DatabaseException failure =
        violation(db, ErrorKind.UNIQUE, family.add(2, SECRET), family.parentName, "code");
    assertThat(failure.toString()).isNotBlank();
  }

  @Test
  @Behaviour(253)
  void primaryKey(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    violation(db, ErrorKind.UNIQUE, family.add(1, "other"), family.parentName, "id");
  }

  @Test
  @Behaviour(254)
  void foreignKeyOfAMissingParent(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    Await.failure(ErrorKind.FOREIGN_KEY, db.execute(family.addChild(1, 99)));
    assertThat(Await.get(db.execute(family.addChild(1, 1)))).isEqualTo(1);
    assertThat(Await.get(db.execute(family.addChild(2, null)))).isEqualTo(1);
  }

  @Test
  @Behaviour(254)
  void foreignKeyOfAParentStillNeeded(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    Await.get(db.execute(family.addChild(1, 1)));
    Await.failure(
        ErrorKind.FOREIGN_KEY, db.execute(deleteFrom(family.parent).where(family.id.eq(1))));
  }

  @Test
  @Behaviour(255)
  void notNull(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    violation(db, ErrorKind.NOT_NULL, family.add(2, null), family.parentName, "code");
    Await.failure(
        ErrorKind.NOT_NULL, db.execute(insertInto(family.parent).columns(family.id).values(2)));
  }

  @Test
  @Behaviour(256)
  void checks(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    DatabaseException failure =
        Await.failure(
            ErrorKind.CHECK,
            db.execute(
                insertInto(family.parent)
                    .columns(family.id, family.code, family.positive)
                    .values(2, "x", -1)));
    assertThat(failure.constraint()).isEqualTo("ck_" + family.parentName);
  }

  /** What is known is right; and nothing that was bound is shown anywhere. */
  private static DatabaseException violation(
      Database db, ErrorKind kind, Query query, String table, String column) {
    DatabaseException failure = Await.failure(kind, db.execute(query));
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure.outcome()).isNotEqualTo(Outcome.UNKNOWN);
    assertThat(failure.table()).isEqualTo(table);
    if (failure.constraint() == null || kind == ErrorKind.NOT_NULL) {
      assertThat(failure.columns()).containsExactly(column);
    } else {
      assertThat(failure.constraint()).endsWith(table);
    }
    assertThat(failure.sql()).contains("insert into").contains("?").doesNotContain(SECRET);
    assertThat(failure.sqlState() != null || failure.vendorCode() != 0).isTrue();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).as("the cause %s", e.getClass()).doesNotContain(SECRET);
    }
    return failure;
  }

  /** Some keys are checked only at the commit. */
  @Test
  @Behaviour({104, 254})
  void aKeyThatIsCheckedAtTheCommitFailsTheCommit(Fixture fixture, Database db) {
    Family family = new Family(fixture, db);
    String later = fixture.name("later");
    Await.get(
        db.execute(
            query(
                "create table {0} (id integer primary key, parent_id integer references {1} ({2})"
                    + " deferrable initially deferred)",
                name(later), family.parent, family.id)));
    Query orphan = insertInto(table(name(later))).columns(family.id, family.parentId).values(1, 99);
    assertThat(
            Await.failure(
                    ErrorKind.FOREIGN_KEY,
                    db.transaction(
                        tx ->
                            tx.execute(family.add(2, "with the orphan"))
                                .thenCompose(rows -> tx.execute(orphan))))
                .outcome())
        .isEqualTo(Outcome.ROLLED_BACK);
    Await.failure(ErrorKind.FOREIGN_KEY, db.execute(orphan));
    assertThat(Await.get(db.execute(family.add(2, "free again")))).isEqualTo(1);
    assertThat(
            Await.<Integer>get(
                db.transaction(
                    tx ->
                        tx.execute(
                                insertInto(table(name(later)))
                                    .columns(family.id, family.parentId)
                                    .values(1, 3))
                            .thenCompose(rows -> tx.execute(family.add(3, "in time"))))))
        .isEqualTo(1);
  }

  @Test
  @Behaviour(262)
  void namesAndMessagesInAnyScript(Fixture fixture, Database db) {
    String name = fixture.name("größe_表");
    Table<Record> table = table(name(name));
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(table)
                        .column("id", db.schema().types().int32().notNull())
                        .constraints(
                            constraint(name("pk_" + name)).primaryKey(name("id")),
                            check(field(name("id"), SQLDataType.INTEGER).gt(0))))));
    Query insert = insertInto(table).columns(field(name("id"), SQLDataType.INTEGER)).values(1);
    Await.get(db.execute(insert));
    assertThat(Await.failure(ErrorKind.UNIQUE, db.execute(insert)).table()).isEqualTo(name);
  }
}
