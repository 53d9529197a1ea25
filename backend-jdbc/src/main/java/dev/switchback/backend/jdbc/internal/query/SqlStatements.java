package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where statements begin and end in SQL text. Immutable. */
final class SqlStatements {

  private final SqlTokens tokens;
  private final boolean triggersHaveBodies;

  SqlStatements(Set<SqlSyntax> syntax) {
    this.tokens = new SqlTokens(syntax);
    this.triggersHaveBodies = syntax.contains(SqlSyntax.TRIGGER_BODIES);
  }

  /**
   * The statements of a script, without their semicolons and the comments before them.
   *
   * @throws DatabaseException SYNTAX, if the script ends within a quoted text or a comment
   */
  List<ScriptStatement> split(String script) {
    List<ScriptStatement> statements = new ArrayList<>();
    int closed = 0;
    int line = 1;
    int from = begin(script, 0);
    while (from < script.length()) {
      line += lineFeeds(script, closed, from);
      int end = end(script, from);
      if (end > script.length()) {
        break;
      }
      statements.add(new ScriptStatement(script.substring(from, end).strip(), line));
      line += lineFeeds(script, from, end);
      closed = end;
      from = begin(script, end);
    }
    refuseUnclosed(script, closed);
    return statements;
  }

  private void refuseUnclosed(String script, int from) {
    int token = from;
    while (token < script.length()) {
      int end = tokens.end(script, token);
      if (end > script.length()) {
        throw DatabaseException.of(
            ErrorKind.SYNTAX,
            "The script ends within the quoted text or the comment that begins in line "
                + (1 + lineFeeds(script, 0, token)));
      }
      token = end;
    }
  }

  private static int lineFeeds(String script, int from, int to) {
    return (int) script.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /** The position of the next statement's first character, or the end. */
  int begin(String sql, int from) {
    int i = tokens.skipBlank(sql, from);
    while (i < sql.length() && sql.charAt(i) == ';') {
      i = tokens.skipBlank(sql, i + 1);
    }
    return i;
  }

  /** The position of the semicolon that ends the statement, or the end (or one beyond it). */
  int end(String sql, int from) {
    StatementBody body =
        firstWord(sql, from).equals("create") ? new StatementBody(triggersHaveBodies) : null;
    int i = from;
    while (i < sql.length()) {
      if (sql.charAt(i) == ';' && (body == null || !body.isOpen())) {
        return i;
      }
      int end = tokens.end(sql, i);
      if (body != null && tokens.isWord(sql, i) && !isQualified(sql, i)) {
        body.word(sql.substring(i, Math.min(end, sql.length())));
      }
      i = end;
    }
    return i;
  }

  /** {@code new.end} is a column. */
  private static boolean isQualified(String sql, int word) {
    return word > 0 && sql.charAt(word - 1) == '.';
  }

  /** The first word in lower case; the first character, if it begins no word; or nothing. */
  String firstWord(String sql, int from) {
    int start = tokens.skipBlank(sql, from);
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    if (end == start && start < sql.length()) {
      return sql.substring(start, start + 1);
    }
    return start < end ? sql.substring(start, end).toLowerCase(Locale.ROOT) : "";
  }
}
