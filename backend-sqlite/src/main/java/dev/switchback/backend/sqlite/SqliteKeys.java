package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.TableInfo.Check;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.ForeignKey.Action;
import dev.switchback.database.TableInfo.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The constraints of a table's definition. SQLite's own tables know their columns, but not their
 * names.
 */
final class SqliteKeys {

  private final SqliteTable table;
  private final Map<String, SqliteTable> tables;
  private final List<UniqueKey> unique = new ArrayList<>();
  private final List<ForeignKey> foreign = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  /** The keys of one table among all of them, by folded name. */
  SqliteKeys(SqliteTable table, Map<String, SqliteTable> tables) {
    this.table = table;
    this.tables = tables;
    for (ColumnDefinition column : table.columns()) {
      for (ConstraintDefinition constraint : column.constraints()) {
        add(constraint, List.of(column.name()));
      }
    }
    for (ConstraintDefinition constraint : table.constraints()) {
      add(constraint, constraint.columns());
    }
  }

  List<UniqueKey> unique() {
    return unique;
  }

  List<ForeignKey> foreign() {
    return foreign;
  }

  List<Check> checks() {
    return checks;
  }

  private void add(ConstraintDefinition constraint, List<String> columns) {
    switch (constraint.kind()) {
      case UNIQUE -> unique.add(new UniqueKey(constraint.name(), declared(table, columns)));
      case FOREIGN_KEY -> foreign.add(foreignKey(constraint, columns));
      case CHECK -> {
        if (ColumnChecks.column(constraint.name()) == null) {
          checks.add(new Check(constraint.name(), constraint.expression()));
        }
      }
      default -> {}
    }
  }

  private ForeignKey foreignKey(ConstraintDefinition constraint, List<String> columns) {
    Tokens tokens = constraint.reference();
    String name = tokens.qualifiedName();
    SqliteTable parent = tables.get(SqliteNames.folded(name));
    List<String> referenced =
        tokens.at("(") ? tokens.names() : parent == null ? List.of() : parent.primaryKey();
    Action[] actions = {Action.NO_ACTION, Action.NO_ACTION};
    while (!tokens.atEnd()) {
      if (tokens.take("on", "delete")) {
        actions[0] = action(tokens);
      } else if (tokens.take("on", "update")) {
        actions[1] = action(tokens);
      } else {
        tokens.skip();
      }
    }
    return new ForeignKey(
        constraint.name(),
        declared(table, columns),
        parent == null ? name : parent.name(),
        parent == null ? referenced : declared(parent, referenced),
        actions[0],
        actions[1]);
  }

  private static Action action(Tokens tokens) {
    if (tokens.take("cascade")) {
      return Action.CASCADE;
    }
    if (tokens.take("restrict")) {
      return Action.RESTRICT;
    }
    if (tokens.take("set", "null")) {
      return Action.SET_NULL;
    }
    return tokens.take("set", "default") ? Action.SET_DEFAULT : Action.NO_ACTION;
  }

  /** Names as the columns have them: a constraint may write them in another case. */
  private static List<String> declared(SqliteTable table, List<String> names) {
    return names.stream()
        .map(name -> table.column(name).map(ColumnDefinition::name).orElse(name))
        .toList();
  }
}
