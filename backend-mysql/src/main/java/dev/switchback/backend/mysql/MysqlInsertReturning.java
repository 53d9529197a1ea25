package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.Stepwise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Row;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING of an INSERT: row by row, each found again by its own key, or by the columns whose
 * conflict decides. A number that the server gave is known right after the row alone.
 */
final class MysqlInsertReturning implements Stepwise {

  private static final String KEY = "/*" + UUID.randomUUID() + "*/";

  private final Table<?> table;
  private final List<String> columns;

  /** The columns by which a row is found, or {@code null}: those of the primary key. */
  private final @Nullable List<String> target;

  /** Whether a row that is there already is left alone, and not answered. */
  private final boolean skips;

  private final int rows;

  /** For each row and column whether its value is a part. */
  private final List<boolean[]> known = new ArrayList<>();

  private final List<QueryPart> parts = new ArrayList<>();

  private MysqlInsertReturning(
      QOM.Insert<?> insert, List<? extends SelectFieldOrAsterisk> returning) {
    this.table = insert.$into();
    this.columns = names(MysqlUpserts.columns(insert));
    this.skips = MysqlUpserts.doesNothing(insert);
    this.target = insert.$onDuplicateKeyUpdate() && !skips ? names(insert.$onConflict()) : null;
    this.rows = Math.max(1, insert.$values().size());
    parts.add(DSL.select(returning).from(table).where(DSL.condition(KEY)));
    if (insert.$values().isEmpty()) {
      parts.add(insert);
      known.add(new boolean[0]);
    }
    for (Row row : insert.$values()) {
      parts.add(insert.$values(List.of(row)));
      boolean[] values = new boolean[row.size()];
      for (int i = 0; i < row.size(); i++) {
        Field<?> value = row.field(i);
        values[i] = value instanceof Param<?>;
        parts.add(values[i] ? value : DSL.inline(0));
      }
      known.add(values);
    }
  }

  static Stepwise of(QOM.Insert<?> insert, List<? extends SelectFieldOrAsterisk> returning) {
    return insert.$select() == null
        ? new MysqlInsertReturning(insert, returning)
        : MysqlSelectReturning.of(insert, returning);
  }

  static List<String> names(Iterable<? extends Field<?>> fields) {
    List<String> names = new ArrayList<>();
    fields.forEach(field -> names.add(field.getName()));
    return names;
  }

  @Override
  public List<QueryPart> parts() {
    return parts;
  }

  @Override
  public void run(Run run) throws SQLException {
    MysqlKey key = target == null ? MysqlKey.of(table, run) : new MysqlKey(target, null);
    Part read = run.part(0);
    int next = 1;
    for (int row = 0; row < rows; row++) {
      Part insert = run.part(next);
      Part where = where(run, key, row, next + 1);
      int count = run.execute(insert);
      if (!skips || count > 0) {
        run.answer(insertKey(read, where));
      }
      next += 1 + known.get(row).length;
    }
  }

  /** The values of the key stand behind those that are read, and there is nothing behind them. */
  private static Part insertKey(Part read, Part where) {
    return new Part(read.sql().replace(KEY, where.sql()), read.and(where).binds());
  }

  private Part where(Run run, MysqlKey key, int row, int values) {
    Part where = Part.of("");
    for (String column : key.columns()) {
      int position = columns.indexOf(column);
      boolean given = position >= 0 && known.get(row).length > position;
      Part value;
      if (given && known.get(row)[position]) {
        value = run.part(values + position);
      } else if (column.equals(key.numbered())) {
        value = Part.of("last_insert_id()");
      } else {
        throw MysqlReturning.unsupported(
            "an INSERT that leaves the key's column " + column + " to the server");
      }
      String begin = where.sql().isEmpty() ? "" : " and ";
      String name = MysqlNames.quote(table.getName()) + '.' + MysqlNames.quote(column);
      where = where.and(Part.of(begin + name + " = ")).and(value);
    }
    return where;
  }
}
