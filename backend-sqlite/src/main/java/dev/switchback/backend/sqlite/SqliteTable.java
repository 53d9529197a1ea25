package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table's definition. SQLite keeps it as the text of its {@code CREATE TABLE}, and so does this:
 * whatever is not looked at here stays as it was written.
 *
 * @param head the words before the name
 * @param name its name
 * @param columns its columns
 * @param constraints what stands beside the columns
 * @param options the words behind the parentheses
 */
record SqliteTable(
    String head,
    String name,
    List<ColumnDefinition> columns,
    List<ConstraintDefinition> constraints,
    String options) {

  SqliteTable {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
  }

  /**
   * Reads a {@code CREATE TABLE}.
   *
   * @throws Tokens.NotUnderstood if it is none, or none with columns
   */
  static SqliteTable parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    tokens.expect("create");
    if (!tokens.take("temp")) {
      tokens.take("temporary");
    }
    tokens.expect("table");
    tokens.take("if", "not", "exists");
    String head = tokens.since(0);
    String name = tokens.name();
    while (tokens.take(".")) {
      head = tokens.since(0);
      name = tokens.name();
    }
    List<ColumnDefinition> columns = new ArrayList<>();
    List<ConstraintDefinition> constraints = new ArrayList<>();
    for (Tokens element : tokens.list()) {
      if (!ConstraintDefinition.ofTableAt(element)) {
        columns.add(ColumnDefinition.parse(element));
      }
      while (!element.atEnd()) {
        constraints.add(ConstraintDefinition.parse(element));
      }
    }
    return new SqliteTable(head, name, columns, constraints, tokens.rest());
  }

  /**
   * Reads a definition that SQLite has taken.
   *
   * @throws DatabaseException UNSUPPORTED, if it is one that is not known here
   */
  static SqliteTable of(Entry entry) {
    try {
      return parse(entry.sql());
    } catch (Tokens.NotUnderstood e) {
      throw DatabaseException.builder(
              ErrorKind.UNSUPPORTED,
              "The definition of table " + entry.name() + " is not understood: " + e.getMessage())
          .table(entry.name())
          .build();
    }
  }

  /** Whether it goes with its connection. */
  boolean isTemporary() {
    return head.toLowerCase(Locale.ROOT).contains("temp");
  }

  /** The text. */
  String sql() {
    List<String> elements = new ArrayList<>();
    columns.forEach(column -> elements.add(column.sql()));
    constraints.forEach(constraint -> elements.add(constraint.sql()));
    return head + ' ' + Tokens.quote(name) + " (" + String.join(", ", elements) + ") " + options;
  }

  SqliteTable named(String other) {
    return new SqliteTable(head, other, columns, constraints, options);
  }

  SqliteTable with(List<ColumnDefinition> otherColumns, List<ConstraintDefinition> others) {
    return new SqliteTable(head, name, otherColumns, others, options);
  }

  /** With a primary key that is never null: in SQLite it could be. */
  SqliteTable withKeyNotNull() {
    List<String> key = primaryKey();
    return with(
        columns.stream()
            .map(
                column ->
                    key.stream().anyMatch(name -> SqliteNames.same(name, column.name()))
                            && !column.has(Kind.NOT_NULL)
                        ? column
                            .without(Kind.NULL)
                            .with(new ConstraintDefinition(null, Kind.NOT_NULL, "not null"))
                        : column)
            .toList(),
        constraints);
  }

  /** Its foreign keys. */
  List<ConstraintDefinition> foreignKeys() {
    return all().filter(constraint -> constraint.kind() == Kind.FOREIGN_KEY).toList();
  }

  /** Without foreign keys to a table. */
  SqliteTable withoutReferencesTo(String other) {
    Predicate<ConstraintDefinition> refers =
        constraint ->
            constraint.kind() == Kind.FOREIGN_KEY
                && SqliteNames.same(constraint.referencedTable(), other);
    return with(
        columns.stream().map(column -> column.without(refers)).toList(),
        constraints.stream().filter(refers.negate()).toList());
  }

  /** With other names for some constraints. */
  SqliteTable renamed(Map<String, String> names) {
    UnaryOperator<ConstraintDefinition> rename =
        constraint ->
            constraint.name() == null
                ? constraint
                : constraint.named(names.getOrDefault(constraint.name(), constraint.name()));
    return with(
        columns.stream()
            .map(
                column ->
                    new ColumnDefinition(
                        column.name(),
                        column.type(),
                        column.constraints().stream().map(rename).toList()))
            .toList(),
        constraints.stream().map(rename).toList());
  }

  /** The column of that name; SQLite's names have no case. */
  Optional<ColumnDefinition> column(String wanted) {
    return columns.stream().filter(column -> SqliteNames.same(column.name(), wanted)).findFirst();
  }

  /** Whether the primary key is such a constraint. */
  boolean hasPrimaryKey(Predicate<ConstraintDefinition> wanted) {
    return all().filter(constraint -> constraint.kind() == Kind.PRIMARY_KEY).anyMatch(wanted);
  }

  private Stream<ConstraintDefinition> all() {
    return Stream.concat(
        columns.stream().flatMap(column -> column.constraints().stream()), constraints.stream());
  }

  /** The names of the primary key's columns. */
  List<String> primaryKey() {
    for (ColumnDefinition column : columns) {
      if (column.has(Kind.PRIMARY_KEY)) {
        return List.of(column.name());
      }
    }
    return constraints.stream()
        .filter(constraint -> constraint.kind() == Kind.PRIMARY_KEY)
        .findFirst()
        .map(ConstraintDefinition::columns)
        .orElse(List.of());
  }

  /** Whether the column is the row's own number, which is never null, whatever is declared. */
  boolean isRowId(String column) {
    return primaryKey().size() == 1
        && SqliteNames.same(primaryKey().get(0), column)
        && column(column).orElseThrow().type().equalsIgnoreCase("integer");
  }

  /** Whether rows have a number that no column shows: others may have noted it. */
  boolean hasHiddenRowId() {
    return !options.toLowerCase(Locale.ROOT).contains("without")
        && column("rowid").isEmpty()
        && columns.stream().noneMatch(column -> isRowId(column.name()));
  }

  /** Whether SQLite numbers the column, and no number twice. */
  boolean isNumbered(String column) {
    return column(column).filter(SqliteTable::isNumbered).isPresent();
  }

  private static boolean isNumbered(ColumnDefinition column) {
    return column
        .constraint(Kind.PRIMARY_KEY)
        .filter(key -> key.body().toLowerCase(Locale.ROOT).contains("autoincrement"))
        .isPresent();
  }

  /** Whether one of the columns is numbered. */
  boolean isNumbered() {
    return columns.stream().anyMatch(SqliteTable::isNumbered);
  }
}
