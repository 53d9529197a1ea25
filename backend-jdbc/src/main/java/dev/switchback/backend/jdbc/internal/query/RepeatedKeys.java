package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dml;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Row;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an upsert that would write one row twice: one database fails, another keeps what came
 * last. Only where the keys are values; what is computed the database alone can compare.
 */
final class RepeatedKeys {

  private final QOM.Insert<?> insert;
  private final Binder binder;
  private final Map<List<String>, Integer> seen = new HashMap<>();

  private RepeatedKeys(QOM.Insert<?> insert, Binder binder) {
    this.insert = insert;
    this.binder = binder;
  }

  /**
   * Looks at a query.
   *
   * @throws DatabaseException UNIQUE
   */
  static void refuse(Query query, Binder binder) {
    QOM.Insert<?> insert = Dml.insert(query);
    if (insert != null
        && insert.$onDuplicateKeyUpdate()
        && insert.$onConflictWhere() == null
        && insert.$select() == null
        && insert.$values().size() > 1) {
      new RepeatedKeys(insert, binder).look();
    }
  }

  private void look() {
    List<Integer> positions = new ArrayList<>();
    for (Field<?> target : insert.$onConflict()) {
      int position = position(target);
      if (position < 0) {
        return;
      }
      positions.add(position);
    }
    int number = 0;
    for (Row row : positions.isEmpty() ? List.<Row>of() : insert.$values()) {
      List<String> key = key(row, positions);
      Integer first = key == null ? null : seen.putIfAbsent(key, number);
      if (first != null) {
        throw repeated(first, number);
      }
      number++;
    }
  }

  /** Where a column of the target stands; −1 if it is an expression, or has its default. */
  private int position(Field<?> target) {
    boolean column =
        target instanceof TableField
            || DSL.field(target.getQualifiedName(), target.getDataType()).equals(target);
    List<? extends Field<?>> columns = insert.$columns();
    for (int i = 0; column && i < columns.size(); i++) {
      if (columns.get(i).getUnqualifiedName().equals(target.getUnqualifiedName())) {
        return i;
      }
    }
    return -1;
  }

  /** The values as they are stored; {@code null} if one is not known, or is null: nulls differ. */
  private @Nullable List<String> key(Row row, List<Integer> positions) {
    List<String> key = new ArrayList<>(positions.size());
    for (int position : positions) {
      if (!(row.field(position) instanceof Param<?> param) || param.getParamName() != null) {
        return null;
      }
      Codec<?, ?>.Bind bind = binder.bind(param, param.getValue());
      if (bind == null || bind.isNull()) {
        return null;
      }
      key.add(bind.literal());
    }
    return key;
  }

  private DatabaseException repeated(int first, int second) {
    return DatabaseException.builder(
            ErrorKind.UNIQUE,
            "Rows " + first + " and " + second + " of the upsert have the same key")
        .table(insert.$into().getName())
        .columns(insert.$onConflict().stream().map(Field::getName).toList())
        .build();
  }
}
