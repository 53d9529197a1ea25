package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.AlterTable.Add;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterDefault;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterNullability;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterType;
import dev.switchback.backend.jdbc.ddl.AlterTable.Change;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropColumns;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropConstraint;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropPrimaryKey;
import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.Index.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A table's definition under change, and where the values of its columns come from. */
final class SqliteAlteration {

  private static final Set<Kind> OF_TABLES =
      Set.of(Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.FOREIGN_KEY, Kind.CHECK);

  private final SqliteTable from;
  private final List<ColumnDefinition> columns;
  private final List<ConstraintDefinition> constraints;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> dropped = new ArrayList<>();

  private SqliteAlteration(SqliteTable from) {
    this.from = from;
    this.columns = new ArrayList<>(from.columns());
    this.constraints = new ArrayList<>(from.constraints());
    for (ColumnDefinition column : columns) {
      if (!column.has(Kind.GENERATED)) {
        sources.put(column.name(), Tokens.quote(column.name()));
      }
    }
  }

  static SqliteAlteration of(SqliteTable from, Change change) {
    SqliteAlteration alteration = new SqliteAlteration(from);
    if (change instanceof Add add) {
      alteration.add(add);
    } else if (change instanceof AlterType type) {
      alteration.alterType(type.column());
    } else if (change instanceof AlterDefault value) {
      alteration.alterDefault(value);
    } else if (change instanceof AlterNullability nullability) {
      alteration.alterNullability(nullability);
    } else if (change instanceof DropColumns columns) {
      columns.columns().forEach(column -> alteration.dropColumn(column, columns.ifExists()));
    } else if (change instanceof DropConstraint constraint) {
      alteration.dropConstraint(constraint);
    } else if (change instanceof DropPrimaryKey) {
      alteration.dropPrimaryKey();
    } else {
      throw new IllegalArgumentException("SQLite does this itself: " + change);
    }
    return alteration;
  }

  /** The definition as it is to be. */
  SqliteTable table() {
    return from.with(columns, constraints);
  }

  boolean changesNothing() {
    return table().equals(from);
  }

  /** The columns that take their values from the old table, each with the expression for it. */
  Map<String, String> sources() {
    return sources;
  }

  /** Whether an index goes with a column of it. */
  boolean drops(Index index) {
    return dropped.stream()
        .anyMatch(
            column ->
                index.parts().stream().anyMatch(part -> isOf(column, part))
                    || (index.predicate() != null
                        && Tokens.of(index.predicate()).mentions(column)));
  }

  private static boolean isOf(String column, Part part) {
    return part.column() == null
        ? Tokens.of(String.valueOf(part.expression())).mentions(column)
        : SqliteNames.same(part.column(), column);
  }

  private void add(Add add) {
    for (ColumnDefinition column : add.columns()) {
      if (from.column(column.name()).isEmpty()) {
        columns.add(column);
      } else if (!add.ifNotExists()) {
        throw illegal("has a column " + column.name() + " already");
      }
    }
    boolean addsKey =
        add.constraints().stream().anyMatch(added -> added.kind() == Kind.PRIMARY_KEY)
            || add.columns().stream().anyMatch(added -> added.has(Kind.PRIMARY_KEY));
    if (addsKey && !from.primaryKey().isEmpty()) {
      throw illegal("has a primary key already");
    }
    SqliteConstraintNames names = new SqliteConstraintNames(from.with(columns, constraints));
    add.constraints().forEach(constraint -> constraints.add(names.named(constraint)));
    if (addsKey) {
      keepKeyNotNull();
    }
  }

  private void alterType(ColumnDefinition wanted) {
    int index = index(wanted.name());
    ColumnDefinition old = columns.get(index);
    if (wanted.has(Kind.PRIMARY_KEY) || from.isRowId(old.name())) {
      throw unsupported("a column that the database numbers is so from the beginning to the end");
    }
    boolean saysNullability = wanted.has(Kind.NULL) || wanted.has(Kind.NOT_NULL);
    List<ConstraintDefinition> all =
        new ArrayList<>(
            old.without(constraint -> isOfType(constraint, saysNullability)).constraints());
    all.addAll(wanted.constraints());
    columns.set(index, new ColumnDefinition(old.name(), wanted.type(), all));
    sources.put(
        old.name(),
        SqliteDeclaredType.of(old.type())
            .converted(old.name(), SqliteDeclaredType.of(wanted.type())));
  }

  private static boolean isOfType(ConstraintDefinition constraint, boolean nullability) {
    return switch (constraint.kind()) {
      case COLLATE -> true;
      case CHECK -> ColumnChecks.column(constraint.name()) != null;
      case NULL, NOT_NULL -> nullability;
      default -> false;
    };
  }

  private void alterDefault(AlterDefault change) {
    int index = index(change.column());
    ColumnDefinition column = columns.get(index).without(Kind.DEFAULT);
    columns.set(
        index,
        change.expression() == null
            ? column
            : column.with(
                new ConstraintDefinition(
                    null, Kind.DEFAULT, "default (" + change.expression() + ")")));
  }

  private void alterNullability(AlterNullability change) {
    int index = index(change.column());
    ColumnDefinition column = columns.get(index);
    if (change.nullable() && from.primaryKey().contains(column.name())) {
      throw illegal("has column " + column.name() + " in its primary key, which is never null");
    }
    ColumnDefinition bare = column.without(Kind.NULL, Kind.NOT_NULL);
    columns.set(
        index,
        change.nullable()
            ? bare
            : bare.with(new ConstraintDefinition(null, Kind.NOT_NULL, "not null")));
  }

  /** With it goes what is about it, as it does elsewhere. */
  private void dropColumn(String name, boolean ifExists) {
    if (ifExists && from.column(name).isEmpty()) {
      return;
    }
    String column = columns.remove(index(name)).name();
    if (columns.isEmpty()) {
      throw unsupported("a table has at least one column");
    }
    sources.remove(column);
    dropped.add(column);
    constraints.removeIf(
        constraint ->
            isCheckOf(constraint, column)
                || constraint.columns().stream()
                    .anyMatch(other -> SqliteNames.same(other, column)));
    columns.replaceAll(other -> other.without(constraint -> isCheckOf(constraint, column)));
  }

  private static boolean isCheckOf(ConstraintDefinition constraint, String column) {
    return constraint.kind() == Kind.CHECK && Tokens.of(constraint.expression()).mentions(column);
  }

  private void dropConstraint(DropConstraint change) {
    boolean found =
        removeConstraint(
            constraint ->
                OF_TABLES.contains(constraint.kind()) && change.name().equals(constraint.name()));
    if (!found && !change.ifExists()) {
      throw illegal("has no constraint " + change.name());
    }
  }

  private void dropPrimaryKey() {
    if (!removeConstraint(constraint -> constraint.kind() == Kind.PRIMARY_KEY)) {
      throw illegal("has no primary key");
    }
  }

  /** Its columns are never null, and stay so without it. */
  private void keepKeyNotNull() {
    List<ColumnDefinition> notNull = table().withKeyNotNull().columns();
    columns.clear();
    columns.addAll(notNull);
  }

  private boolean removeConstraint(Predicate<ConstraintDefinition> wanted) {
    if (table().hasPrimaryKey(wanted)) {
      keepKeyNotNull();
    }
    boolean found = constraints.removeIf(wanted);
    for (int i = 0; i < columns.size(); i++) {
      ColumnDefinition column = columns.get(i);
      if (column.constraints().stream().anyMatch(wanted)) {
        found = true;
        if (column.constraint(Kind.PRIMARY_KEY).filter(wanted).isPresent()
            && from.isNumbered(column.name())) {
          throw unsupported("a column that the database numbers is the primary key");
        }
        columns.set(i, column.without(wanted));
      }
    }
    return found;
  }

  private int index(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (SqliteNames.same(columns.get(i).name(), name)) {
        return i;
      }
    }
    throw DatabaseException.builder(
            ErrorKind.NO_SUCH_COLUMN, "Table " + from.name() + " has no column " + name)
        .table(from.name())
        .build();
  }

  private DatabaseException illegal(String what) {
    return DatabaseException.builder(ErrorKind.ILLEGAL_USE, "Table " + from.name() + ' ' + what)
        .table(from.name())
        .build();
  }

  private DatabaseException unsupported(String why) {
    return DatabaseException.of(ErrorKind.UNSUPPORTED, "On SQLite " + why);
  }
}
