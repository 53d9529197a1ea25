package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** The log of slow queries, over SLF4J. */
final class SlowQueryLogTest {

  @Test
  void whatTookLongIsLoggedWithoutItsValues() {
    String log = logged(Duration.ZERO, "secret");
    assertThat(log)
        .contains("WARN dev.switchback.slow")
        .contains("execute 'import', 1 rows: insert into")
        .contains("failed with UNIQUE")
        .contains("fetch, 1 rows: select 1 as one")
        .doesNotContain("secret");
  }

  @Test
  void whatWasQuickEnoughIsNot() {
    assertThat(logged(Duration.ofHours(1), "secret")).isEmpty();
  }

  private static String logged(Duration threshold, String value) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (Database db =
        Database.open(
            DatabaseConfig.builder("jdbc:sqlite::memory:").slowQueryThreshold(threshold).build())) {
      Await.get(db.execute(query("create table t (x text primary key)")));
      var insert =
          insertInto(table(name("t"))).columns(field(name("x"), SQLDataType.VARCHAR)).values(value);
      Await.get(db.with(QueryOptions.defaults().withTag("import")).execute(insert));
      Await.failure(ErrorKind.UNIQUE, db.execute(insert));
      Await.get(db.fetch(resultQuery("select 1 as one")));
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
