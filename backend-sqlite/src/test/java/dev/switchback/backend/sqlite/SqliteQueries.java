package dev.switchback.backend.sqlite;

import static org.jooq.impl.DSL.resultQuery;

import org.jooq.ResultQuery;

/** SQLite has no sleep: it counts. */
final class SqliteQueries {

  private SqliteQueries() {}

  static ResultQuery<?> endless(String marker) {
    return resultQuery(
        "with recursive c(n) as (select 1 union all select (n + 1) % 1000 from c)"
            + " select count(*) as "
            + marker
            + " from c");
  }

  static ResultQuery<?> lasting() {
    return resultQuery(
        "with recursive c(n) as (select 1 union all select n + 1 from c where n < 2000000)"
            + " select count(*) as n from c");
  }
}
