package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.Stepwise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.QueryPart;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;

/** RETURNING of an INSERT of a SELECT: that is read first, and its rows are inserted one by one. */
final class MysqlSelectReturning implements Stepwise {

  private static final String KEY = "/*" + UUID.randomUUID() + "*/";

  private final Table<?> table;
  private final List<String> columns;
  private final List<QueryPart> parts;

  private MysqlSelectReturning(
      QOM.Insert<?> insert, List<? extends SelectFieldOrAsterisk> returning) {
    this.table = insert.$into();
    this.columns = MysqlInsertReturning.names(MysqlUpserts.columns(insert));
    this.parts =
        List.of(
            insert.$select(), table, DSL.select(returning).from(table).where(DSL.condition(KEY)));
  }

  static Stepwise of(QOM.Insert<?> insert, List<? extends SelectFieldOrAsterisk> returning) {
    if (insert.$onDuplicateKeyUpdate()) {
      throw MysqlReturning.unsupported("an upsert of the rows of a SELECT");
    }
    return new MysqlSelectReturning(insert, returning);
  }

  @Override
  public List<QueryPart> parts() {
    return parts;
  }

  @Override
  public void run(Run run) throws SQLException {
    MysqlKey key = MysqlKey.of(table, run);
    String names =
        columns.stream().map(MysqlNames::quote).collect(Collectors.joining(", ", "(", ")"));
    for (List<String> row : run.literals(run.part(0))) {
      run.execute(
          Part.of(
              "insert into "
                  + run.part(1).sql()
                  + ' '
                  + names
                  + " values ("
                  + String.join(", ", row)
                  + ")"));
      run.answer(run.part(2).with(KEY, where(key, row)));
    }
  }

  private String where(MysqlKey key, List<String> row) {
    List<String> conditions = new ArrayList<>();
    for (String column : key.columns()) {
      int position = columns.indexOf(column);
      if (position < 0 && !column.equals(key.numbered())) {
        throw MysqlReturning.unsupported(
            "an INSERT that leaves the key's column " + column + " to the server");
      }
      conditions.add(
          MysqlNames.quote(table.getName())
              + '.'
              + MysqlNames.quote(column)
              + " = "
              + (position < 0 ? "last_insert_id()" : row.get(position)));
    }
    return String.join(" and ", conditions);
  }
}
