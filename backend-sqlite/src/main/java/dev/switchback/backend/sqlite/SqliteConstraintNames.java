package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names for constraints that were given none: {@code track_album_id_fkey}. Servers make such names
 * by themselves, and there a constraint can be dropped by it.
 */
final class SqliteConstraintNames {

  private static final int MAX_BYTES = 63;

  private final SqliteTable table;
  private final Set<String> taken = new HashSet<>();

  SqliteConstraintNames(SqliteTable table) {
    this.table = table;
    table.columns().forEach(column -> column.constraints().forEach(this::take));
    table.constraints().forEach(this::take);
  }

  private void take(ConstraintDefinition constraint) {
    if (constraint.name() != null) {
      taken.add(constraint.name());
    }
  }

  /** The table with a name for each key and check. */
  static SqliteTable complete(SqliteTable table) {
    SqliteConstraintNames names = new SqliteConstraintNames(table);
    List<ColumnDefinition> columns = new ArrayList<>();
    for (ColumnDefinition column : table.columns()) {
      List<ConstraintDefinition> constraints = new ArrayList<>();
      for (ConstraintDefinition constraint : column.constraints()) {
        constraints.add(names.named(constraint, List.of(column.name())));
      }
      columns.add(new ColumnDefinition(column.name(), column.type(), constraints));
    }
    List<ConstraintDefinition> constraints = new ArrayList<>();
    for (ConstraintDefinition constraint : table.constraints()) {
      constraints.add(names.named(constraint));
    }
    return table.with(columns, constraints);
  }

  /** A constraint of the table with a name. */
  ConstraintDefinition named(ConstraintDefinition constraint) {
    return named(constraint, columns(constraint));
  }

  private List<String> columns(ConstraintDefinition constraint) {
    if (constraint.kind() != Kind.CHECK) {
      return constraint.columns();
    }
    List<String> mentioned =
        table.columns().stream()
            .map(ColumnDefinition::name)
            .filter(column -> Tokens.of(constraint.expression()).mentions(column))
            .toList();
    return mentioned.size() == 1 ? mentioned : List.of();
  }

  private ConstraintDefinition named(ConstraintDefinition constraint, List<String> columns) {
    String label = label(constraint.kind());
    if (constraint.name() != null || label == null) {
      return constraint;
    }
    String middle = constraint.kind() == Kind.PRIMARY_KEY ? "" : String.join("_", columns);
    String name = name(middle, label);
    for (int i = 1; !taken.add(name); i++) {
      name = name(middle, label + i);
    }
    return constraint.named(name);
  }

  private static @Nullable String label(Kind kind) {
    return switch (kind) {
      case PRIMARY_KEY -> "pkey";
      case UNIQUE -> "key";
      case FOREIGN_KEY -> "fkey";
      case CHECK -> "check";
      default -> null;
    };
  }

  /** What is too long is cut, of table and columns the longer one first. */
  private String name(String columns, String label) {
    String tail = '_' + label;
    int space = MAX_BYTES - tail.length() - (columns.isEmpty() ? 0 : 1);
    int first = bytes(table.name()).length;
    int second = bytes(columns).length;
    while (first + second > space) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    String start = cut(table.name(), first);
    return columns.isEmpty() ? start + tail : start + '_' + cut(columns, second) + tail;
  }

  /** As many whole characters as there are bytes for. */
  private static String cut(String text, int bytes) {
    int end = text.length();
    while (bytes(text.substring(0, end)).length > bytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
