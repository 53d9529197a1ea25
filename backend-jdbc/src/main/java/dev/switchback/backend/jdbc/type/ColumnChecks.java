package dev.switchback.backend.jdbc.type;

import dev.switchback.database.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Collation;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Name;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The checks that make a column refuse what other databases refuse by its type, under names that
 * say what their violation means.
 *
 * <p>It passes for the type's collation: of all that jOOQ prints of a column's type, in {@code
 * CREATE TABLE} as in {@code ALTER TABLE … ADD}, that is the one part which is ours to print.
 */
public final class ColumnChecks extends CustomQueryPart implements Collation {

  private static final long serialVersionUID = 1L;
  private static final int MAX_NAME_BYTES = 63;

  private static final List<ErrorKind> KINDS =
      List.of(ErrorKind.TOO_LONG, ErrorKind.OUT_OF_RANGE, ErrorKind.ILLEGAL_VALUE, ErrorKind.CHECK);

  /** Under this key a DDL statement's context says which column it is printing. */
  public static final Object COLUMN = ColumnChecks.class;

  /**
   * A check.
   *
   * @param kind what its violation means
   * @param condition what must hold
   */
  public record Check(ErrorKind kind, Condition condition) {}

  private final boolean named;
  private final @Nullable String collation;
  private final transient Function<Name, List<Check>> checks;

  private ColumnChecks(
      boolean named, @Nullable String collation, Function<Name, List<Check>> checks) {
    this.named = named;
    this.collation = collation;
    this.checks = checks;
  }

  /** The checks of a type; made when the column's name is known. */
  public static Collation checks(Function<Name, List<Check>> checks) {
    return new ColumnChecks(true, null, checks);
  }

  /** The same for a text type with a collation of its own. */
  public static Collation checks(String collation, Function<Name, List<Check>> checks) {
    return new ColumnChecks(true, collation, checks);
  }

  /** The same without names, where a name would have to be the only one in a whole schema. */
  public static Collation unnamed(@Nullable String collation, Function<Name, List<Check>> checks) {
    return new ColumnChecks(false, collation, checks);
  }

  @Override
  public String getName() {
    return collation == null ? "" : collation;
  }

  @Override
  public void accept(Context<?> ctx) {
    if (collation != null) {
      ctx.sql("collate ").visit(DSL.name(collation)).sql(' ');
    }
    if (ctx.data(COLUMN) instanceof Name column) {
      String separator = "";
      for (Check check : checks.apply(column)) {
        ctx.sql(separator);
        if (named) {
          ctx.sql("constraint ").visit(DSL.name(name(check.kind(), column.last()))).sql(' ');
        }
        ctx.sql("check (").visit(check.condition()).sql(')');
        separator = " ";
      }
    }
  }

  /** The names that checks of a column can have, and those of another: for when it is renamed. */
  public static Map<String, String> renamed(String from, String to) {
    Map<String, String> names = new LinkedHashMap<>();
    for (ErrorKind kind : KINDS) {
      names.put(name(kind, from), name(kind, to));
    }
    return names;
  }

  private static String name(ErrorKind kind, @Nullable String column) {
    String name = prefix(kind) + column;
    String tail = "";
    while (bytes(name + tail) > MAX_NAME_BYTES) {
      // Two long names that differ at their ends only must not become one.
      tail = "_" + Integer.toHexString(String.valueOf(column).hashCode());
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return name + tail;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String prefix(ErrorKind kind) {
    return switch (kind) {
      case TOO_LONG -> "sb_length_";
      case OUT_OF_RANGE -> "sb_range_";
      case ILLEGAL_VALUE -> "sb_value_";
      default -> "sb_check_";
    };
  }

  /** What the violation of a check of that name means. */
  public static ErrorKind kind(@Nullable String constraint) {
    if (constraint != null) {
      for (ErrorKind kind : KINDS) {
        if (constraint.startsWith(prefix(kind))) {
          return kind;
        }
      }
    }
    return ErrorKind.CHECK;
  }

  /** The column of a check of ours, or {@code null}. */
  public static @Nullable String column(@Nullable String constraint) {
    String prefix = prefix(kind(constraint));
    return constraint != null && constraint.startsWith(prefix)
        ? constraint.substring(prefix.length())
        : null;
  }
}
