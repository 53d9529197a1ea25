package dev.switchback.music.schema;

import dev.switchback.database.MigrationContext;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.CreateTableElementListStep;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A table as it should be. {@link #steps} makes it, or, where an older program has made it already,
 * adds the columns that it lacks and leaves all else alone.
 */
final class TableDefinition {

  private record Column<T>(Field<T> field, DataType<T> type) {
    CreateTableElementListStep addTo(CreateTableElementListStep create) {
      return create.column(field, type);
    }

    Query addTo(Table<?> table) {
      return DSL.alterTable(table).addColumn(field, type);
    }
  }

  private final Table<Record> table;
  private final List<Column<?>> columns = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();

  TableDefinition(Table<Record> table) {
    this.table = table;
  }

  <T> TableDefinition column(Field<T> field, DataType<T> type) {
    columns.add(new Column<>(field, type));
    return this;
  }

  TableDefinition constraint(Constraint constraint) {
    constraints.add(constraint);
    return this;
  }

  List<Query> steps(MigrationContext context) {
    return context.table(table.getName()).isPresent() ? missingColumns(context) : List.of(create());
  }

  private Query create() {
    CreateTableElementListStep create = DSL.createTable(table);
    for (Column<?> column : columns) {
      create = column.addTo(create);
    }
    return create.constraints(constraints);
  }

  private List<Query> missingColumns(MigrationContext context) {
    return columns.stream()
        .filter(column -> !context.hasColumn(table.getName(), column.field().getName()))
        .map(column -> column.addTo(table))
        .toList();
  }
}
