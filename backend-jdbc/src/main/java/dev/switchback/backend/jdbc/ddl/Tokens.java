package dev.switchback.backend.jdbc.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A walk through the tokens of a statement.
 *
 * <p>Whoever meets what he does not know throws {@link NotUnderstood}: DDL is done as it is meant,
 * or not at all.
 */
public final class Tokens {

  /** The text is none of those that are known here. */
  public static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message, null, false, false);
    }
  }

  /** Words that stand in expressions between the columns. */
  private static final Set<String> OPERATORS =
      Set.of(
          "and",
          "or",
          "not",
          "is",
          "null",
          "in",
          "like",
          "between",
          "case",
          "when",
          "then",
          "else",
          "end",
          "as",
          "collate",
          "escape",
          "glob",
          "exists",
          "asc",
          "desc",
          "distinct",
          "from");

  private final String sql;
  private final List<Token> tokens;
  private final int limit;
  private int next;

  private Tokens(String sql, List<Token> tokens, int from, int limit) {
    this.sql = sql;
    this.tokens = tokens;
    this.next = from;
    this.limit = limit;
  }

  /** The tokens of a text, from the first. */
  public static Tokens of(String sql) {
    List<Token> tokens = Token.of(sql);
    return new Tokens(sql, tokens, 0, tokens.size());
  }

  /** A name in quotes. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether all tokens have been passed. */
  public boolean atEnd() {
    return next == limit;
  }

  /** Whether the next tokens are these words or symbols, outside of quotes, in any case. */
  public boolean at(String... words) {
    if (next + words.length > limit) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(next + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Passes these words if they come next. */
  public boolean take(String... words) {
    boolean there = at(words);
    if (there) {
      next += words.length;
    }
    return there;
  }

  /** Passes these words, which must come next. */
  public void expect(String... words) {
    if (!take(words)) {
      throw notUnderstood();
    }
  }

  /** Passes a name, in quotes or not. */
  public String name() {
    Token token = pass();
    if (token.kind() == Token.Kind.SYMBOL) {
      throw notUnderstood();
    }
    return token.text();
  }

  /** Passes a name and what qualifies it, and answers the last part. */
  public String qualifiedName() {
    String name = name();
    while (take(".")) {
      name = name();
    }
    return name;
  }

  /** Passes a text in quotes, and answers what is in them. */
  public String string() {
    Token token = pass();
    if (token.kind() != Token.Kind.STRING) {
      throw notUnderstood();
    }
    return token.text();
  }

  /** Passes one token. */
  public void step() {
    pass();
  }

  /** Passes one token, or all up to the parenthesis that closes it. */
  public void skip() {
    if (!take("(")) {
      pass();
      return;
    }
    while (!take(")")) {
      skip();
    }
  }

  /** Passes what stands in parentheses, and answers its parts, which commas divide. */
  public List<Tokens> list() {
    expect("(");
    List<Tokens> parts = new ArrayList<>();
    int start = next;
    while (!at(")")) {
      if (at(",")) {
        parts.add(new Tokens(sql, tokens, start, next));
        start = next + 1;
      }
      skip();
    }
    parts.add(new Tokens(sql, tokens, start, next));
    expect(")");
    return parts;
  }

  /** Passes names in parentheses, and whatever is said of each. */
  public List<String> names() {
    return list().stream().map(Tokens::name).toList();
  }

  /** Passes an expression in parentheses, and answers it without them. */
  public String expression() {
    expect("(");
    int start = next;
    while (!at(")")) {
      skip();
    }
    String text = text(start, next);
    expect(")");
    return text;
  }

  /** Where the walk is. */
  public int position() {
    return next;
  }

  /** The text from a position to where the walk is. */
  public String since(int position) {
    return text(position, next);
  }

  /** Where in the text the next token begins. */
  public int nextOffset() {
    return tokens.get(next).start();
  }

  /** Where in the text the last token ends that was passed. */
  public int lastOffset() {
    return tokens.get(next - 1).end();
  }

  /** The whole text with something behind the last token that was passed. */
  public String inserted(String text) {
    return sql.substring(0, lastOffset()) + text + sql.substring(lastOffset());
  }

  /**
   * Whether a column of that name is mentioned in what is left: a word that is followed by a
   * parenthesis is a function, and one of SQL's own is itself, unless it is in quotes.
   */
  public boolean mentions(String column) {
    for (int i = next; i < limit; i++) {
      Token token = tokens.get(i);
      boolean name =
          token.kind() == Token.Kind.NAME
              || (token.kind() == Token.Kind.WORD
                  && !OPERATORS.contains(token.text().toLowerCase(Locale.ROOT))
                  && !(i + 1 < limit && tokens.get(i + 1).is("(")));
      if (name && token.text().equalsIgnoreCase(column)) {
        return true;
      }
    }
    return false;
  }

  /** Passes all that is left, and answers it. */
  public String rest() {
    int start = next;
    next = limit;
    return text(start, limit);
  }

  private String text(int from, int to) {
    return from == to ? "" : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }

  private Token pass() {
    if (atEnd()) {
      throw notUnderstood();
    }
    return tokens.get(next++);
  }

  /** What to throw at the next token. */
  public NotUnderstood notUnderstood() {
    return new NotUnderstood(
        atEnd() ? "unexpected end" : "unexpected \"" + tokens.get(next).text() + '"');
  }
}
