package dev.switchback.backend.jdbc.ddl;

import java.util.ArrayList;
import java.util.List;

/** A piece of SQL, and where it stands; blanks and comments are none. */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    /** A keyword, a name without quotes, a number. */
    WORD,
    /** A name in quotes; its text is without them. */
    NAME,
    /** A text in single quotes or between dollar tags; its text is without them. */
    STRING,
    /** One character of any other sort. */
    SYMBOL
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
  }

  /** All tokens of a text. */
  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while ((at = skipBlank(sql, at)) < sql.length()) {
      Token token = at(sql, at);
      tokens.add(token);
      at = token.end;
    }
    return tokens;
  }

  private static int skipBlank(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      if (Character.isWhitespace(sql.charAt(i))) {
        i++;
      } else if (sql.startsWith("--", i)) {
        i = after(sql, "\n", i);
      } else if (sql.startsWith("/*", i)) {
        i = after(sql, "*/", i + 2);
      } else {
        break;
      }
    }
    return i;
  }

  private static Token at(String sql, int start) {
    char first = sql.charAt(start);
    return switch (first) {
      case '\'' -> quoted(Kind.STRING, sql, start, '\'');
      case '"', '`' -> quoted(Kind.NAME, sql, start, first);
      case '[' -> {
        int end = after(sql, "]", start);
        yield new Token(
            Kind.NAME, sql.substring(start + 1, Math.max(start + 1, end - 1)), start, end);
      }
      case '$' -> dollar(sql, start);
      default -> isWord(first) ? word(sql, start) : symbol(sql, start);
    };
  }

  /** The quote itself is written twice inside. */
  private static Token quoted(Kind kind, String sql, int start, char quote) {
    StringBuilder text = new StringBuilder();
    int i = start + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) == quote && !sql.startsWith(String.valueOf(quote), ++i)) {
        break;
      }
      text.append(sql.charAt(i++));
    }
    return new Token(kind, text.toString(), start, i);
  }

  /** {@code $$ … $$} or {@code $tag$ … $tag$}. */
  private static Token dollar(String sql, int start) {
    int tagEnd = start + 1;
    while (tagEnd < sql.length() && isWord(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
      tagEnd++;
    }
    if (tagEnd == sql.length() || sql.charAt(tagEnd) != '$') {
      return symbol(sql, start);
    }
    String tag = sql.substring(start, tagEnd + 1);
    int end = after(sql, tag, tagEnd + 1);
    int textEnd = Math.max(tagEnd + 1, end - tag.length());
    return new Token(Kind.STRING, sql.substring(tagEnd + 1, textEnd), start, end);
  }

  private static Token word(String sql, int start) {
    boolean number = Character.isDigit(sql.charAt(start));
    int end = start + 1;
    while (end < sql.length() && (isWord(sql.charAt(end)) || (number && sql.charAt(end) == '.'))) {
      end++;
    }
    return new Token(Kind.WORD, sql.substring(start, end), start, end);
  }

  private static Token symbol(String sql, int start) {
    return new Token(Kind.SYMBOL, sql.substring(start, start + 1), start, start + 1);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
  }

  private static int after(String sql, String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }
}
