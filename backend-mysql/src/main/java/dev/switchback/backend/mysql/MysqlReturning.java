package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.Stepwise;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING where the server has none: the rows are found and locked, then changed and read, by
 * their keys and by nothing else, since the condition may hold for others meanwhile.
 */
final class MysqlReturning implements Stepwise {

  /** What stands for the columns of the key, and for keys; nobody else can write it. */
  private static final String COLUMNS = "/*" + UUID.randomUUID() + "*/";

  private static final String KEYS = "/*" + UUID.randomUUID() + "*/";

  private final Table<?> table;
  private final List<String> changed;
  private final List<QueryPart> parts;
  private final boolean changesFirst;

  private MysqlReturning(
      Table<?> table,
      List<String> changed,
      boolean changesFirst,
      QueryPart find,
      QueryPart change,
      QueryPart read) {
    this.table = table;
    this.changed = changed;
    this.changesFirst = changesFirst;
    this.parts = List.of(find, change, read);
  }

  /** The steps, or {@code null} if the server does it by itself. */
  static @Nullable Stepwise of(Flavour flavour, Query query) {
    boolean mysql = flavour == Flavour.MYSQL;
    if (query instanceof QOM.InsertReturning<?> insert) {
      boolean steps = mysql || MysqlUpserts.doesNothing(insert.$insert());
      return steps ? MysqlInsertReturning.of(insert.$insert(), insert.$returning()) : null;
    }
    if (query instanceof QOM.UpdateReturning<?> update) {
      return of(update.$update(), update.$returning());
    }
    if (mysql && query instanceof QOM.DeleteReturning<?> delete) {
      return of(delete.$delete(), delete.$returning());
    }
    return null;
  }

  private static Stepwise of(
      QOM.Update<?> update, List<? extends SelectFieldOrAsterisk> returning) {
    if (!update.$from().isEmpty()) {
      throw unsupported("an UPDATE of several tables");
    }
    List<String> changed =
        update.$set().keySet().stream()
            .map(column -> column instanceof Field<?> field ? field.getName() : "")
            .toList();
    Table<?> table = update.$table();
    return new MysqlReturning(
        table,
        changed,
        true,
        DSL.select(DSL.field(COLUMNS))
            .from(table)
            .where(orTrue(update.$where()))
            .orderBy(update.$orderBy())
            .limit(update.$limit())
            .forUpdate(),
        update.$where(byKey()).$orderBy(List.of()).$limit(null),
        DSL.select(returning).from(table).where(byKey()));
  }

  private static Stepwise of(
      QOM.Delete<?> delete, List<? extends SelectFieldOrAsterisk> returning) {
    if (!delete.$using().isEmpty()) {
      throw unsupported("a DELETE with USING");
    }
    Table<?> table = delete.$from();
    return new MysqlReturning(
        table,
        List.of(),
        false,
        DSL.select(DSL.field(COLUMNS))
            .from(table)
            .where(orTrue(delete.$where()))
            .orderBy(delete.$orderBy())
            .limit(delete.$limit())
            .forUpdate(),
        delete.$where(byKey()).$orderBy(List.of()).$limit(null),
        DSL.select(returning).from(table).where(byKey()));
  }

  private static Condition orTrue(@Nullable Condition condition) {
    return condition == null ? DSL.noCondition() : condition;
  }

  private static Condition byKey() {
    return DSL.condition("(" + COLUMNS + ") in (" + KEYS + ")");
  }

  static DatabaseException unsupported(String what) {
    return DatabaseException.of(
        ErrorKind.UNSUPPORTED, "MySQL and MariaDB cannot do RETURNING of " + what);
  }

  @Override
  public List<QueryPart> parts() {
    return parts;
  }

  @Override
  public void run(Run run) throws SQLException {
    MysqlKey key = MysqlKey.of(table, run);
    if (key.columns().stream().anyMatch(changed::contains)) {
      throw unsupported("an UPDATE of the primary key");
    }
    String columns = key.sql(table);
    List<String> found =
        run.literals(run.part(0).with(COLUMNS, columns)).stream()
            .map(values -> "(" + String.join(", ", values) + ")")
            .toList();
    if (found.isEmpty()) {
      return;
    }
    Part change = run.part(1).with(COLUMNS, columns).with(KEYS, String.join(", ", found));
    Part read = run.part(2).with(COLUMNS, columns).with(KEYS, String.join(", ", found));
    if (changesFirst) {
      run.execute(change);
      run.answer(read);
    } else {
      run.answer(read);
      run.execute(change);
    }
  }
}
