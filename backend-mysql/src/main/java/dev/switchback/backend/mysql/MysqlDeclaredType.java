package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.type.TypeChange;
import dev.switchback.database.ColumnKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as the server writes it: {@code varchar(20)}, {@code datetime(6)}.
 *
 * @param kind the portable kind
 * @param first the first number in parentheses
 * @param second the second one
 */
record MysqlDeclaredType(ColumnKind kind, @Nullable Integer first, @Nullable Integer second) {

  private static final Pattern DECLARED =
      Pattern.compile("([a-z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?(.*)");

  private static final Map<String, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry("smallint", ColumnKind.INT16),
          Map.entry("int", ColumnKind.INT32),
          Map.entry("bigint", ColumnKind.INT64),
          Map.entry("double", ColumnKind.FLOAT64),
          Map.entry("decimal", ColumnKind.DECIMAL),
          Map.entry("varchar", ColumnKind.TEXT),
          Map.entry("longtext", ColumnKind.LONG_TEXT),
          Map.entry("varbinary", ColumnKind.BYTES),
          Map.entry("longblob", ColumnKind.BYTES),
          Map.entry("datetime", ColumnKind.DATE_TIME),
          Map.entry("date", ColumnKind.DATE),
          Map.entry("time", ColumnKind.TIME),
          Map.entry("json", ColumnKind.JSON));

  static MysqlDeclaredType of(String declared) {
    Matcher matcher = DECLARED.matcher(declared);
    if (!matcher.matches() || !matcher.group(4).isBlank()) {
      return new MysqlDeclaredType(ColumnKind.OTHER, null, null);
    }
    String name = matcher.group(1);
    Integer first = number(matcher.group(2));
    ColumnKind kind = KINDS.getOrDefault(name, ColumnKind.OTHER);
    if (name.equals("tinyint") && Integer.valueOf(1).equals(first)) {
      kind = ColumnKind.BOOL;
    } else if (name.equals("binary") && Integer.valueOf(16).equals(first)) {
      kind = ColumnKind.UUID;
    }
    return new MysqlDeclaredType(kind, first, number(matcher.group(3)));
  }

  @Nullable Integer length() {
    return kind == ColumnKind.TEXT || kind == ColumnKind.BYTES ? first : null;
  }

  /** A time that says nothing has whole seconds. */
  @Nullable Integer precision() {
    return switch (kind) {
      case INSTANT, DATE_TIME, TIME -> first == null ? Integer.valueOf(0) : first;
      case DECIMAL -> first;
      default -> null;
    };
  }

  @Nullable Integer scale() {
    return kind == ColumnKind.DECIMAL ? second : null;
  }

  TypeChange change() {
    return new TypeChange(kind, kind == ColumnKind.DECIMAL ? scale() : precision());
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }
}
