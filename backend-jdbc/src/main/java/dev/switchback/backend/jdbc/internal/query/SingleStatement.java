package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at SQL text as far as needed to refuse what would go wrong silently: a second statement
 * (one driver runs only the first), and transaction control behind the engine's back.
 */
final class SingleStatement {

  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("begin", "start", "commit", "end", "rollback", "savepoint", "release", "abort");

  private static final Set<String> CHANGES_ROWS =
      Set.of("insert", "update", "delete", "replace", "merge", "with", "copy", "load");

  private static final Set<String> WRITES =
      Set.of("insert", "update", "delete", "replace", "merge");

  private static final Pattern CREATE_TRIGGER =
      Pattern.compile(
          "\\s*create\\s+(or\\s+replace\\s+)?(temp\\s+|temporary\\s+)?trigger\\s"
              + ".*\\sbegin\\s.*\\send\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private SingleStatement() {}

  /**
   * Refuses empty SQL, several statements and transaction control.
   *
   * @throws DatabaseException SYNTAX or ILLEGAL_USE
   */
  static void check(String sql) {
    String first = firstWord(sql);
    if (first.isEmpty() || onlySemicolons(sql, 0)) {
      throw error(ErrorKind.SYNTAX, "The SQL is empty", sql);
    }
    if (TRANSACTION_CONTROL.contains(first)) {
      throw error(
          ErrorKind.ILLEGAL_USE, "Transactions are begun and ended by Database.transaction", sql);
    }
    if (!(first.equals("create") && hasBody(sql)) && hasSecondStatement(sql)) {
      throw error(ErrorKind.ILLEGAL_USE, "Only one statement can be run at a time", sql);
    }
  }

  /** A trigger's body is made of statements. */
  private static boolean hasBody(String sql) {
    return CREATE_TRIGGER.matcher(sql).matches();
  }

  /** Whether the driver's count means something: some leave that of an earlier statement. */
  static boolean changesRows(String sql) {
    return CHANGES_ROWS.contains(firstWord(sql));
  }

  /** Whether it writes for sure; {@code WITH} may or may not. */
  static boolean writes(String sql) {
    return WRITES.contains(firstWord(sql));
  }

  private static String firstWord(String sql) {
    int start = skipBlank(sql, 0);
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return end == start && start < sql.length()
        ? sql.substring(start, start + 1)
        : sql.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean hasSecondStatement(String sql) {
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == ';') {
        return skipBlank(sql, i + 1) < sql.length() && !onlySemicolons(sql, i + 1);
      }
      i = skipToken(sql, i);
    }
    return false;
  }

  private static boolean onlySemicolons(String sql, int from) {
    int i = skipBlank(sql, from);
    while (i < sql.length() && sql.charAt(i) == ';') {
      i = skipBlank(sql, i + 1);
    }
    return i == sql.length();
  }

  /** The position after white space and comments. */
  private static int skipBlank(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      if (Character.isWhitespace(sql.charAt(i))) {
        i++;
      } else if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        i = skipToken(sql, i);
      } else {
        return i;
      }
    }
    return i;
  }

  /** The position after the quoted text, the comment or the one character at {@code i}. */
  private static int skipToken(String sql, int i) {
    char c = sql.charAt(i);
    if (c == '\'' || c == '"' || c == '`') {
      return after(sql, i + 1, String.valueOf(c));
    }
    if (sql.startsWith("--", i)) {
      return after(sql, i, "\n");
    }
    if (sql.startsWith("/*", i)) {
      return after(sql, i + 2, "*/");
    }
    if (c == '$') {
      int end = sql.indexOf('$', i + 1);
      if (end > 0 && isTag(sql, i + 1, end)) {
        return after(sql, end + 1, sql.substring(i, end + 1));
      }
    }
    return i + 1;
  }

  private static boolean isTag(String sql, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isJavaIdentifierPart(sql.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int after(String sql, int from, String end) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private static DatabaseException error(ErrorKind kind, String message, String sql) {
    return DatabaseException.builder(kind, message).sql(sql).build();
  }
}
