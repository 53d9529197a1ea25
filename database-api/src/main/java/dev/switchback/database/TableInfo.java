package dev.switchback.database;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the database describes it.
 *
 * <p>Names are in their own case. Two tables made by the same DDL are described by equal records,
 * on whatever backend, but for what is told in the database's own words: {@link
 * ColumnInfo#nativeType}, defaults that are no plain literal, and the expressions of indexes and
 * checks.
 *
 * @param name its name
 * @param view whether it is a view; then it has columns and nothing else
 * @param columns its columns, in their order
 * @param primaryKey the names of the key's columns, in the key's order; empty if it has none
 * @param uniqueKeys its unique constraints, by name
 * @param foreignKeys its foreign keys, by name
 * @param indexes its indexes, by name; those that a key brings along are not listed
 * @param checks its checks, by name, but for those that {@link Types} brings along
 */
public record TableInfo(
    String name,
    boolean view,
    List<ColumnInfo> columns,
    List<String> primaryKey,
    List<UniqueKey> uniqueKeys,
    List<ForeignKey> foreignKeys,
    List<Index> indexes,
    List<Check> checks) {

  /** Copies the lists, and sorts those that are by name; without one is last. */
  public TableInfo {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = byName(uniqueKeys, UniqueKey::name);
    foreignKeys = byName(foreignKeys, ForeignKey::name);
    indexes = byName(indexes, Index::name);
    checks = byName(checks, Check::name);
  }

  private static <T> List<T> byName(List<T> parts, Function<T, @Nullable String> name) {
    return parts.stream()
        .sorted(Comparator.comparing(name, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  /** The column of that name, in exactly that case. */
  public Optional<ColumnInfo> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * A unique constraint.
   *
   * @param name its name; {@code null} if whoever made the table gave none and the database neither
   * @param columns its columns, in the key's order
   */
  public record UniqueKey(@Nullable String name, List<String> columns) {

    /** Copies the list. */
    public UniqueKey {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A foreign key.
   *
   * @param name its name; {@code null} if whoever made the table gave none and the database neither
   * @param columns its columns, in the key's order
   * @param referencedTable the table that it refers to
   * @param referencedColumns the columns that it refers to, in the key's order
   * @param onDelete what becomes of a row when the one it refers to is deleted
   * @param onUpdate what becomes of a row when the key it refers to is changed
   */
  public record ForeignKey(
      @Nullable String name,
      List<String> columns,
      String referencedTable,
      List<String> referencedColumns,
      Action onDelete,
      Action onUpdate) {

    /** Copies the lists. */
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }

    /** What becomes of a row that refers to another. */
    public enum Action {
      /** The change of the other row is refused, at the latest at the end of the transaction. */
      NO_ACTION,
      /** The change of the other row is refused at once. */
      RESTRICT,
      /** It is deleted, or changed likewise. */
      CASCADE,
      /** Its key becomes null. */
      SET_NULL,
      /** Its key becomes the columns' default. */
      SET_DEFAULT
    }
  }

  /**
   * An index.
   *
   * @param name its name
   * @param unique whether it refuses equal rows
   * @param parts what it is sorted by
   * @param predicate which rows it has, as SQL of this database; {@code null} if all
   */
  public record Index(String name, boolean unique, List<Part> parts, @Nullable String predicate) {

    /** Copies the list. */
    public Index {
      parts = List.copyOf(parts);
    }

    /**
     * A column or an expression; the other one is {@code null}.
     *
     * @param column the column's name
     * @param expression the expression, as SQL of this database
     * @param descending whether the greatest comes first
     */
    public record Part(@Nullable String column, @Nullable String expression, boolean descending) {}
  }

  /**
   * A check.
   *
   * @param name its name; {@code null} if whoever made the table gave none and the database neither
   * @param expression what must not be false, as SQL of this database
   */
  public record Check(@Nullable String name, String expression) {}
}
