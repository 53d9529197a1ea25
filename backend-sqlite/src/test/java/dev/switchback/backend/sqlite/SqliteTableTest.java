package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition that is read and written again makes the same table, to SQLite's own eyes. */
final class SqliteTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table t (a)",
        "create table t (a, b, primary key (a, b)) without rowid",
        "create table t (a int primary key desc, b text) strict",
        "create table 't' (\"a b\" varchar ( 10 ), [c d] long long int (1, 2), `e``f` , 'g''h' int)",
        "create table t(a integer primary key asc on conflict abort autoincrement)",
        "create table t (a constraint n not null on conflict ignore constraint u unique,"
            + " b null, c constraint dangling)",
        "create table t (a int default 1, b default -1, c default + 1.5e-3, d default (1 + 2),"
            + " e default 'x''y', f default \"dq\", g default null, h default current_time,"
            + " i default x'00', j default true not null, k default (null) collate nocase)",
        "create table t (a int check (a > (1 + 2) and a <> ')' and \"a\" <> 3), b check (b in (1, 2))"
            + " collate rtrim, constraint c check (a <> b) constraint d check (a < b) check (a))",
        "create table t (a, b generated always as (a || ',') stored, c as (a) , d int as (1) virtual)",
        "create table t (a references t, b references t (a) on delete cascade on update set null,"
            + " c references t match simple deferrable initially deferred not null,"
            + " d references t not deferrable initially immediate unique,"
            + " e references t on delete no action on update restrict on delete set default,"
            + " foreign key (a, b) references t (c, d) on delete set null, unique (a, b) on conflict fail,"
            + " unique (c collate nocase, d desc))",
        "CREATE TABLE\tt -- one\n(a /* two ( */ int -- three )\n, b -- four\n)--five",
        "create table \"select\" (\"from\" int, \"check\" int, \"primary\" int,"
            + " \"constraint\" int, unique (\"check\"))",
        "create table if not exists t (a, key, first int, action text, after, replace, desc_)",
      })
  void aDefinitionIsKept(String sql) throws SQLException {
    String stored;
    List<String> before;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      execute(connection, sql);
      stored = rows(connection, "select sql from sqlite_master where type = 'table'").get(0);
      before = describe(connection);
    }
    SqliteTable table = SqliteTable.parse(stored);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      execute(connection, table.sql());
      assertThat(describe(connection)).as(table.sql()).isEqualTo(before);
      assertThat(SqliteTable.parse(table.sql())).isEqualTo(table);
      assertThat(table.columns()).hasSize(Integer.parseInt(before.get(0)));
    }
  }

  private static List<String> describe(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    String of = "(m.name) x where m.type = 'table' and m.name not like 'sqlite%'";
    all.addAll(rows(connection, "select count(*) from sqlite_master m, pragma_table_xinfo" + of));
    for (String pragma : List.of("table_xinfo", "table_list", "foreign_key_list", "index_list")) {
      all.addAll(rows(connection, "select x.* from sqlite_master m, pragma_" + pragma + of));
    }
    all.addAll(
        rows(
            connection,
            "select x.* from sqlite_master m, pragma_index_xinfo(m.name) x where m.type = 'index'"));
    return all;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(i == 1 ? "" : "|").append(row.getString(i));
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
