package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.jdbc.type.TypeChange;
import dev.switchback.database.ColumnKind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name says as which a column was declared: {@code varchar(20)}, {@code decimal_text(10,
 * 2)}.
 *
 * @param base the name without numbers, in small letters
 * @param first the first number in parentheses
 * @param second the second one
 */
record SqliteDeclaredType(String base, @Nullable Integer first, @Nullable Integer second) {

  private static final Pattern DECLARED =
      Pattern.compile("([^(]*?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  private static final Map<String, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", ColumnKind.BOOL),
          Map.entry("smallint", ColumnKind.INT16),
          Map.entry("int", ColumnKind.INT32),
          Map.entry("bigint", ColumnKind.INT64),
          Map.entry("int8", ColumnKind.INT64),
          Map.entry("integer", ColumnKind.INT64),
          Map.entry("double", ColumnKind.FLOAT64),
          Map.entry("real", ColumnKind.FLOAT64),
          Map.entry("decimal_text", ColumnKind.DECIMAL),
          Map.entry("varchar", ColumnKind.TEXT),
          Map.entry("text", ColumnKind.LONG_TEXT),
          Map.entry("blob", ColumnKind.BYTES),
          Map.entry("uuid_blob", ColumnKind.UUID),
          Map.entry("instant_text", ColumnKind.INSTANT),
          Map.entry("instant_text_0", ColumnKind.INSTANT),
          Map.entry("datetime_text", ColumnKind.DATE_TIME),
          Map.entry("datetime_text_0", ColumnKind.DATE_TIME),
          Map.entry("date_text", ColumnKind.DATE),
          Map.entry("time_text", ColumnKind.TIME),
          Map.entry("json_text", ColumnKind.JSON));

  static SqliteDeclaredType of(String declared) {
    Matcher matcher = DECLARED.matcher(declared.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? new SqliteDeclaredType(
            matcher.group(1), number(matcher.group(2)), number(matcher.group(3)))
        : new SqliteDeclaredType(declared, null, null);
  }

  ColumnKind kind() {
    return KINDS.getOrDefault(base, ColumnKind.OTHER);
  }

  @Nullable Integer length() {
    return kind() == ColumnKind.TEXT || kind() == ColumnKind.BYTES ? first : null;
  }

  @Nullable Integer precision() {
    return switch (kind()) {
      case DECIMAL -> first;
      case INSTANT, DATE_TIME -> base.endsWith("_0") ? 0 : 6;
      case TIME -> 6;
      default -> null;
    };
  }

  @Nullable Integer scale() {
    return kind() == ColumnKind.DECIMAL ? second : null;
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }

  /**
   * The value of a column as one of another type stores it.
   *
   * @throws dev.switchback.database.DatabaseException UNSUPPORTED, if there is none
   */
  String converted(String column, SqliteDeclaredType to) {
    change().checkChangeTo(to.change(), column);
    String value = Tokens.quote(column);
    if (to.kind() != ColumnKind.DECIMAL || kind() == ColumnKind.OTHER || to.second == null) {
      return value;
    }
    // Exact decimals are texts of a fixed number of digits.
    int digits = kind() == ColumnKind.DECIMAL && second != null ? second : 0;
    String zeros = "0".repeat(to.second - digits);
    return zeros.isEmpty() ? value : value + " || '" + (digits == 0 ? "." : "") + zeros + '\'';
  }

  private TypeChange change() {
    return new TypeChange(kind(), kind() == ColumnKind.DECIMAL ? scale() : precision());
  }
}
