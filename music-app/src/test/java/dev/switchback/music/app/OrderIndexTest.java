package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitStart;
import dev.switchback.music.LibraryQuery;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.SampleTracks;
import dev.switchback.music.SortKey;
import dev.switchback.music.Track;
import dev.switchback.music.schema.MusicSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.SortOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists by keyset, in every order, come from an index: nothing is sorted. */
class OrderIndexTest {

  @TempDir private Path folder;
  private final List<String> queries = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @EnumSource(SortKey.class)
  void a_page_is_read_from_the_index_of_its_order(SortKey key) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("music.db");
    try (Database db = Database.open(DatabaseConfig.builder(url).listener(listener()).build())) {
      db.schema().migrate(MusicSchema.MIGRATIONS).join();
      MusicLibrary music = new MusicLibrary(db);
      music.tracks().addAll(SampleTracks.range(0, 100)).join();
      List<Track> tracks = music.catalog().page(LibraryQuery.all()).join().items();
      for (SortOrder order : List.of(SortOrder.ASC, SortOrder.DESC)) {
        LibraryQuery query = LibraryQuery.all().sortedBy(key, order).slice(200, 0);
        queries.clear();
        music.catalog().after(query, tracks.get(3)).join();
        if (key == SortKey.TITLE) {
          music.catalog().from(query, "Track 5").join();
        }
        assertThat(queries).isNotEmpty();
        for (String sql : queries) {
          assertUsesIndex(url, sql, key);
        }
      }
    }
  }

  private static void assertUsesIndex(String url, String sql, SortKey key) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement("explain query plan " + sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        plan.append(rows.getString("detail")).append('\n');
      }
    }
    String index =
        key == SortKey.ADDED
            ? "idx_library_added"
            : "idx_library_by_" + key.name().toLowerCase(Locale.ROOT);
    assertThat(plan.toString())
        .contains("USING INDEX " + index + " ")
        .doesNotContain("TEMP B-TREE");
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
