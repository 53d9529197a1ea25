package dev.switchback.backend.jdbc.ddl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code ALTER TABLE} wants. It is read from the SQL that jOOQ prints: that is public and
 * the same in all versions, while jOOQ's own model of the statement is closed.
 *
 * @param table the table's name
 * @param tableSql the table's name as it was printed, perhaps qualified
 * @param ifExists whether it may be absent
 * @param change what is to be changed
 */
public record AlterTable(String table, String tableSql, boolean ifExists, Change change) {

  /** One change. */
  public sealed interface Change {}

  /** {@code rename to}. */
  public record RenameTable(String to) implements Change {}

  /** {@code rename column … to}. */
  public record RenameColumn(String from, String to) implements Change {}

  /** {@code rename constraint … to}. */
  public record RenameConstraint(String from, String to) implements Change {}

  /** {@code add}, of columns and constraints. */
  public record Add(
      List<ColumnDefinition> columns, List<ConstraintDefinition> constraints, boolean ifNotExists)
      implements Change {}

  /** {@code alter … type}: the column's new type, and what is said beside it. */
  public record AlterType(ColumnDefinition column) implements Change {}

  /** {@code alter … set default}, or {@code drop default} if there is no expression. */
  public record AlterDefault(String column, @Nullable String expression) implements Change {}

  /** {@code alter … drop not null} and {@code set not null}. */
  public record AlterNullability(String column, boolean nullable) implements Change {}

  /** {@code drop}, of columns. */
  public record DropColumns(List<String> columns, boolean ifExists) implements Change {}

  /** {@code drop constraint}. */
  public record DropConstraint(String name, boolean ifExists) implements Change {}

  /** {@code drop primary key}. */
  public record DropPrimaryKey() implements Change {}

  /**
   * Reads a statement.
   *
   * @throws Tokens.NotUnderstood if it is none of the above
   */
  public static AlterTable parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    tokens.expect("alter", "table");
    boolean ifExists = tokens.take("if", "exists");
    int start = tokens.position();
    String table = tokens.qualifiedName();
    String tableSql = tokens.since(start);
    Change change = change(tokens);
    tokens.take("restrict");
    if (!tokens.atEnd()) {
      throw tokens.notUnderstood();
    }
    return new AlterTable(table, tableSql, ifExists, change);
  }

  private static Change change(Tokens tokens) {
    if (tokens.take("rename", "to")) {
      return new RenameTable(tokens.qualifiedName());
    }
    if (tokens.take("rename", "column")) {
      return new RenameColumn(tokens.name(), newName(tokens));
    }
    if (tokens.take("rename", "constraint")) {
      return new RenameConstraint(tokens.name(), newName(tokens));
    }
    if (tokens.take("add")) {
      return add(tokens);
    }
    if (tokens.take("alter")) {
      tokens.take("column");
      return alter(tokens.name(), tokens);
    }
    tokens.expect("drop");
    return drop(tokens);
  }

  private static String newName(Tokens tokens) {
    tokens.expect("to");
    return tokens.name();
  }

  private static Change add(Tokens tokens) {
    tokens.take("column");
    boolean ifNotExists = tokens.take("if", "not", "exists");
    List<ColumnDefinition> columns = new ArrayList<>();
    List<ConstraintDefinition> constraints = new ArrayList<>();
    for (Tokens element : tokens.at("(") ? tokens.list() : List.of(tokens)) {
      if (ConstraintDefinition.ofTableAt(element)) {
        constraints.add(ConstraintDefinition.parse(element));
      } else {
        columns.add(ColumnDefinition.parse(element));
      }
      if (!element.atEnd()) {
        throw element.notUnderstood();
      }
    }
    return new Add(columns, constraints, ifNotExists);
  }

  private static Change alter(String column, Tokens tokens) {
    if (tokens.take("set", "default")) {
      return new AlterDefault(column, tokens.rest());
    }
    if (tokens.take("drop", "default")) {
      return new AlterDefault(column, null);
    }
    if (tokens.take("set", "not", "null")) {
      return new AlterNullability(column, false);
    }
    if (tokens.take("drop", "not", "null")) {
      return new AlterNullability(column, true);
    }
    tokens.take("type");
    return new AlterType(ColumnDefinition.typed(column, tokens));
  }

  private static Change drop(Tokens tokens) {
    if (tokens.take("primary", "key")) {
      return new DropPrimaryKey();
    }
    boolean constraint = tokens.take("constraint");
    if (!constraint) {
      tokens.take("column");
    }
    boolean ifExists = tokens.take("if", "exists");
    String first = tokens.name();
    if (constraint) {
      return new DropConstraint(first, ifExists);
    }
    List<String> columns = new ArrayList<>(List.of(first));
    while (tokens.take(",")) {
      tokens.take("drop");
      columns.add(tokens.name());
    }
    return new DropColumns(columns, ifExists);
  }
}
