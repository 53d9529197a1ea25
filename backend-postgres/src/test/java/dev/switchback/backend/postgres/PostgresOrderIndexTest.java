package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitStart;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import dev.switchback.music.schema.MusicSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jooq.SortOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The music library's lists by keyset, in every order, can be read from an index, unsorted. */
final class PostgresOrderIndexTest {

  private final List<String> queries = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @EnumSource(SortKey.class)
  void a_page_can_be_read_from_the_index_of_its_order(SortKey key) throws Exception {
    try (Namespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().listener(listener()).build())) {
      Await.get(db.schema().migrate(MusicSchema.MIGRATIONS));
      MusicLibrary music = new MusicLibrary(db);
      Await.get(music.tracks().addAll(SampleTracks.range(0, 100)));
      Track track = Await.get(music.catalog().page(LibraryQuery.all())).items().get(3);
      for (SortOrder order : List.of(SortOrder.ASC, SortOrder.DESC)) {
        queries.clear();
        LibraryQuery query = LibraryQuery.all().sortedBy(key, order).slice(200, 0);
        Await.get(music.catalog().after(query, track));
        assertThat(queries).isNotEmpty();
        for (String sql : List.copyOf(queries)) {
          String plan = Await.get(db.withConnection(connection -> plan(connection, sql)));
          assertThat(plan).contains("Index Scan").doesNotContain("Sort");
        }
      }
    }
  }

  /** As it would be for a table of whatever size, and whatever values. */
  private static String plan(Connection connection, String sql) throws SQLException {
    int[] number = {0};
    String numbered = Pattern.compile("\\?").matcher(sql).replaceAll(m -> "\\$" + ++number[0]);
    StringBuilder plan = new StringBuilder();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("set enable_seqscan = off");
      statement.execute("set enable_sort = off");
      statement.execute("prepare page as " + numbered);
      String nothing = String.join(", ", Collections.nCopies(number[0], "null"));
      try (ResultSet rows = statement.executeQuery("explain execute page (" + nothing + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  private DatabaseListener listener() {
    return new DatabaseListener() {
      @Override
      public void started(UnitStart start) {
        if (start.sql() != null) {
          queries.add(start.sql());
        }
      }
    };
  }
}
