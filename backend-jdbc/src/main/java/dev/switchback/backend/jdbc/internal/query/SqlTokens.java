package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.SqlSyntax;
import java.util.Set;

/** Finds the way through SQL text: what is a word, what is quoted, what is a comment. */
final class SqlTokens {

  private final boolean nestedComments;
  private final boolean bracketNames;

  SqlTokens(Set<SqlSyntax> syntax) {
    this.nestedComments = syntax.contains(SqlSyntax.NESTED_COMMENTS);
    this.bracketNames = syntax.contains(SqlSyntax.BRACKET_NAMES);
  }

  /**
   * The position after the word, the quoted text, the comment or the one character at {@code i};
   * one beyond the end of the text, if that ends within a quoted text or a comment.
   */
  int end(String sql, int i) {
    char c = sql.charAt(i);
    if (isWord(sql, i)) {
      return endOfWord(sql, i);
    }
    return switch (c) {
      case '\'', '"', '`' -> after(sql, i + 1, String.valueOf(c));
      case '[' -> bracketNames ? after(sql, i + 1, "]") : i + 1;
      case '-' -> sql.startsWith("--", i) ? endOfLine(sql, i) : i + 1;
      case '/' -> sql.startsWith("/*", i) ? endOfComment(sql, i) : i + 1;
      case '$' -> endOfDollarQuote(sql, i);
      default -> i + 1;
    };
  }

  /** Whether a word, or a number, begins there. */
  boolean isWord(String sql, int i) {
    char c = sql.charAt(i);
    return c != '$' && Character.isJavaIdentifierPart(c);
  }

  /** The position after white space and comments. */
  int skipBlank(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      if (Character.isWhitespace(sql.charAt(i))) {
        i++;
      } else if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        i = end(sql, i);
      } else {
        return i;
      }
    }
    return i;
  }

  private static int endOfWord(String sql, int from) {
    int i = from + 1;
    while (i < sql.length() && Character.isJavaIdentifierPart(sql.charAt(i))) {
      i++;
    }
    boolean escapes = i == from + 1 && "eE".indexOf(sql.charAt(from)) >= 0;
    return escapes && sql.startsWith("'", i) ? endOfEscapes(sql, i + 1) : i;
  }

  /** {@code E'it\'s'}: in no other text is the quote after a backslash part of it. */
  private static int endOfEscapes(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      if (sql.charAt(i) == '\\' || sql.startsWith("''", i)) {
        i += 2;
      } else if (sql.charAt(i) == '\'') {
        return i + 1;
      } else {
        i++;
      }
    }
    return sql.length() + 1;
  }

  private static int endOfLine(String sql, int from) {
    int end = sql.indexOf('\n', from);
    return end < 0 ? sql.length() : end + 1;
  }

  private int endOfComment(String sql, int from) {
    int depth = 1;
    int i = from + 2;
    while (i < sql.length()) {
      if (sql.startsWith("*/", i)) {
        i += 2;
        if (--depth == 0) {
          return i;
        }
      } else if (nestedComments && sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    return sql.length() + 1;
  }

  /** {@code $$ … $$} or {@code $tag$ … $tag$}; a lone dollar is a character. */
  private static int endOfDollarQuote(String sql, int from) {
    int tag = from + 1;
    while (tag < sql.length()
        && sql.charAt(tag) != '$'
        && (tag == from + 1
            ? Character.isJavaIdentifierStart(sql.charAt(tag))
            : Character.isJavaIdentifierPart(sql.charAt(tag)))) {
      tag++;
    }
    return sql.startsWith("$", tag) && tag < sql.length()
        ? after(sql, tag + 1, sql.substring(from, tag + 1))
        : from + 1;
  }

  private static int after(String sql, int from, String end) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() + 1 : found + end.length();
  }
}
