package dev.switchback.music;

import org.jooq.Condition;
import org.jooq.Field;

/**
 * The one rule of text search: a part of the text, A to Z without regard to case, everything else
 * as it stands.
 *
 * <p>The databases' own LIKE differ in all of that. Their {@code lower} folds exactly A to Z on
 * SQLite, and on PostgreSQL in the collation "C" that Switchback's text columns have; MySQL's folds
 * more.
 */
final class SearchText {

  private static final char ESCAPE = '!';

  private final String pattern;

  SearchText(String text) {
    this.pattern = "%" + escape(lowerAscii(text)) + "%";
  }

  /** By the same rule, the whole text. */
  static Condition same(Field<String> field, String text) {
    return new LowerAscii(field).eq(lowerAscii(text));
  }

  Condition in(Field<String> field) {
    return new LowerAscii(field).like(pattern, ESCAPE);
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (char c : text.toCharArray()) {
      if (c == '%' || c == '_' || c == ESCAPE) {
        escaped.append(ESCAPE);
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static String lowerAscii(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'A' && chars[i] <= 'Z') {
        chars[i] += 'a' - 'A';
      }
    }
    return new String(chars);
  }
}
