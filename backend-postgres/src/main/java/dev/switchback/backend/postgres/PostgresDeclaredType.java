package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.type.TypeChange;
import dev.switchback.database.ColumnKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as {@code format_type} writes it: {@code character varying(20)}, {@code
 * timestamp(6) with time zone}.
 *
 * @param kind the portable kind
 * @param first the first number in parentheses
 * @param second the second one
 */
record PostgresDeclaredType(ColumnKind kind, @Nullable Integer first, @Nullable Integer second) {

  private static final int MOST_DIGITS_OF_A_SECOND = 6;

  private static final Pattern DECLARED =
      Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(\\d+))?\\))?((?: with| without) time zone)?");

  private static final Map<String, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", ColumnKind.BOOL),
          Map.entry("smallint", ColumnKind.INT16),
          Map.entry("integer", ColumnKind.INT32),
          Map.entry("bigint", ColumnKind.INT64),
          Map.entry("double precision", ColumnKind.FLOAT64),
          Map.entry("numeric", ColumnKind.DECIMAL),
          Map.entry("character varying", ColumnKind.TEXT),
          Map.entry("text", ColumnKind.LONG_TEXT),
          Map.entry("bytea", ColumnKind.BYTES),
          Map.entry("uuid", ColumnKind.UUID),
          Map.entry("timestamp with time zone", ColumnKind.INSTANT),
          Map.entry("timestamp without time zone", ColumnKind.DATE_TIME),
          Map.entry("date", ColumnKind.DATE),
          Map.entry("time without time zone", ColumnKind.TIME),
          Map.entry("jsonb", ColumnKind.JSON));

  static PostgresDeclaredType of(String declared) {
    Matcher matcher = DECLARED.matcher(declared);
    if (!matcher.matches()) {
      return new PostgresDeclaredType(ColumnKind.OTHER, null, null);
    }
    String zone = matcher.group(4) == null ? "" : matcher.group(4);
    return new PostgresDeclaredType(
        KINDS.getOrDefault(matcher.group(1) + zone, ColumnKind.OTHER),
        number(matcher.group(2)),
        number(matcher.group(3)));
  }

  @Nullable Integer length() {
    return kind == ColumnKind.TEXT ? first : null;
  }

  /** A time that says nothing has six digits. */
  @Nullable Integer precision() {
    return switch (kind) {
      case INSTANT, DATE_TIME, TIME ->
          first == null ? Integer.valueOf(MOST_DIGITS_OF_A_SECOND) : first;
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
