package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.ddl.Tokens;
import dev.switchback.backend.sqlite.SqliteTables.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a database has, as the texts that made it; and the way to change these texts. */
final class SqliteSchema {

  private final DdlConnection connection;
  private final List<Entry> entries = new ArrayList<>();

  SqliteSchema(DdlConnection connection) throws SQLException {
    this.connection = connection;
    for (List<String> row :
        connection.query(
            "select type, name, tbl_name, sql from sqlite_master"
                + " where sql is not null and name not like 'sqlite!_%' escape '!' order by rowid")) {
      entries.add(new Entry(row.get(0), row.get(1), row.get(2), row.get(3)));
    }
  }

  /** The table of that name, in any case. */
  Optional<Entry> table(String name) {
    return all("table").stream().filter(entry -> SqliteNames.same(entry.name(), name)).findFirst();
  }

  List<Entry> all(String type) {
    return entries.stream().filter(entry -> entry.is(type)).toList();
  }

  /** Indexes or triggers of a table. */
  List<Entry> of(String table, String type) {
    return all(type).stream().filter(entry -> SqliteNames.same(entry.table(), table)).toList();
  }

  /** The tables with a foreign key to that one; itself too, if it has one. */
  List<Entry> referringTo(String table) {
    return all("table").stream()
        .filter(entry -> !redirect(entry.sql(), table, table + "?").equals(entry.sql()))
        .toList();
  }

  /** A definition whose foreign keys lead to another table. */
  static String redirect(String sql, String from, String to) {
    Tokens tokens = Tokens.of(sql);
    StringBuilder redirected = new StringBuilder();
    int copied = 0;
    while (!tokens.atEnd()) {
      if (!tokens.take("references")) {
        tokens.step();
        continue;
      }
      int start = tokens.nextOffset();
      if (SqliteNames.same(tokens.name(), from)) {
        redirected.append(sql, copied, start).append(Tokens.quote(to));
        copied = tokens.lastOffset();
      }
    }
    return redirected.append(sql.substring(copied)).toString();
  }

  /**
   * Changes definitions where they are kept. SQLite allows that for what changes no content, and
   * says how: the texts are written, and the schema's version makes all connections read them.
   */
  void rewrite(Map<String, String> definitions) throws SQLException {
    if (definitions.isEmpty()) {
      return;
    }
    connection.execute("pragma writable_schema = on");
    try {
      for (Map.Entry<String, String> definition : definitions.entrySet()) {
        connection.execute(
            "update sqlite_master set sql = ? where type in ('table', 'view') and name = ?",
            definition.getValue(),
            definition.getKey());
      }
      long version = Long.parseLong(connection.query("pragma schema_version").get(0).get(0));
      connection.execute("pragma schema_version = " + (version + 1));
    } finally {
      connection.restore("pragma writable_schema = off");
    }
  }
}
