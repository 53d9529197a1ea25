package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.Index.Part;
import java.util.List;

/** An index's definition: SQLite keeps it as the text of its {@code CREATE INDEX}. */
final class SqliteIndex {

  private SqliteIndex() {}

  static Index parse(String sql) {
    Tokens tokens = Tokens.of(sql);
    tokens.expect("create");
    boolean unique = tokens.take("unique");
    tokens.expect("index");
    tokens.take("if", "not", "exists");
    String name = tokens.qualifiedName();
    tokens.expect("on");
    tokens.name();
    List<Part> parts = tokens.list().stream().map(SqliteIndex::part).toList();
    return new Index(name, unique, parts, tokens.take("where") ? tokens.rest() : null);
  }

  /** {@code "x"}, {@code "x" desc}, {@code lower("x") asc}. */
  private static Part part(Tokens tokens) {
    int start = tokens.position();
    boolean column = !tokens.at("(");
    tokens.skip();
    while (!tokens.atEnd() && !tokens.at("asc") && !tokens.at("desc")) {
      column = false;
      tokens.skip();
    }
    String text = tokens.since(start);
    boolean descending = tokens.take("desc");
    return column
        ? new Part(Tokens.of(text).name(), null, descending)
        : new Part(null, text, descending);
  }

  /** The same index under another name. */
  static String renamed(String sql, String name) {
    Tokens tokens = Tokens.of(sql);
    while (!tokens.take("index")) {
      tokens.step();
    }
    int start = tokens.nextOffset();
    tokens.name();
    return sql.substring(0, start) + Tokens.quote(name) + sql.substring(tokens.lastOffset());
  }
}
