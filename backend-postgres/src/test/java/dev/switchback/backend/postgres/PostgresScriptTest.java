package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts as they are written for PostgreSQL. */
final class PostgresScriptTest {

  @Test
  void whatAScriptSetsIsItsOwn() throws Exception {
    Migration elsewhere =
        Migration.sql("0001-elsewhere", "", PostgresScriptTest.class, "elsewhere.sql");
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().poolSize(1).build())) {
      String path = setting(db, "search_path");
      String timeout = setting(db, "lock_timeout");
      Await.get(db.schema().migrate(List.of(elsewhere)));
      assertThat(setting(db, "search_path")).isEqualTo(path);
      assertThat(setting(db, "lock_timeout")).isEqualTo(timeout);
      assertThat(Await.get(db.schema().tables())).isEmpty();
      Await.get(db.execute(query("drop table elsewhere.there")));
      assertThat(Await.get(db.schema().migrate(List.of(elsewhere)))).hasSize(1);
    }
  }

  private static String setting(Database db, String name) {
    return String.valueOf(Await.get(db.fetchSingle(resultQuery("show " + name))).get(0));
  }

  /** A driver may fetch as it goes, and a function that is not called does nothing. */
  @Test
  void aFunctionIsCalledForEachRow() throws Exception {
    Migration calls = Migration.sql("0001-calls", "", PostgresScriptTest.class, "calls.sql");
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get())) {
      DatabaseConfig given = namespace.config().build();
      String url = given.url().orElseThrow();
      DatabaseConfigBuilder lazy =
          DatabaseConfig.builder(url + (url.contains("?") ? "&" : "?") + "defaultRowFetchSize=1");
      if (given.user().isPresent()) {
        lazy.credentials(given.user().get(), given.password().orElse(""));
      }
      try (Database db = Database.open(lazy.build())) {
        Await.get(db.schema().migrate(List.of(calls)));
        assertThat(Await.get(db.fetch(resultQuery("select x from called")))).hasSize(5);
      }
    }
  }
}
