package dev.switchback.backend.jdbc.ddl;

import dev.switchback.database.ColumnKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A column's default as inspection shows it: what is plain is written the same everywhere. */
public final class DefaultValue {

  /** {@code 5}, {@code -1.50}, {@code (-3)}, {@code '-3'}. */
  private static final Pattern NUMBER = Pattern.compile("[('\\s]*(-?\\d+(?:\\.\\d+)?)[)'\\s]*");

  private DefaultValue() {}

  /** A default as a database writes it, in the form that all databases share if there is one. */
  public static @Nullable String portable(@Nullable String written, ColumnKind kind) {
    if (written == null || written.equalsIgnoreCase("null")) {
      return null;
    }
    return switch (kind) {
      case BOOL ->
          switch (written.toLowerCase(Locale.ROOT)) {
            case "0", "false" -> "false";
            case "1", "true" -> "true";
            default -> written;
          };
      case INT16, INT32, INT64, DECIMAL -> {
        Matcher number = NUMBER.matcher(written);
        yield number.matches() ? number.group(1) : written;
      }
      default -> written;
    };
  }
}
