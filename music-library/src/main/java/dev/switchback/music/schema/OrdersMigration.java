package dev.switchback.music.schema;

import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.dropIndex;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.name;

import dev.switchback.database.MigrationContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Query;

/** An index for each order that a list of tracks can have, so that no list is sorted. */
final class OrdersMigration {

  /** As many characters as fit an index entry of every database. */
  private static final int TEXT_LENGTH = 250;

  private OrdersMigration() {}

  static List<Query> steps(MigrationContext context) {
    return keys(context).entrySet().stream()
        .<Query>map(
            key ->
                createIndex(name(key.getKey()))
                    .on(LIBRARY, List.of(first(context, key.getValue()), LibraryTable.ID)))
        .toList();
  }

  static List<Query> undo(MigrationContext context) {
    return keys(context).keySet().stream()
        .<Query>map(index -> dropIndex(name(index)).on(LIBRARY))
        .toList();
  }

  /** The order by title is that of a query's {@code left(title, 250)}: over just that. */
  private static Map<String, Field<?>> keys(MigrationContext context) {
    Map<String, Field<?>> keys = new LinkedHashMap<>();
    if (Defaults.isSqlite(context) || Defaults.isPostgres(context)) {
      keys.put("idx_library_by_title", left(LibraryTable.TITLE, inline(TEXT_LENGTH)));
      keys.put("idx_library_by_artist", left(LibraryTable.ARTIST, inline(TEXT_LENGTH)));
      keys.put("idx_library_by_album", left(LibraryTable.ALBUM, inline(TEXT_LENGTH)));
      keys.put("idx_library_by_play_count", coalesce(LibraryTable.PLAY_COUNT, inline(0)));
    }
    keys.put("idx_library_by_duration", LibraryTable.DURATION);
    keys.put("idx_library_by_last_played", LibraryTable.LAST_PLAYED);
    return keys;
  }

  /** NULL where the queries have it: first upwards. Only PostgreSQL counts it as the highest. */
  private static OrderField<?> first(MigrationContext context, Field<?> key) {
    return Defaults.isPostgres(context) ? key.asc().nullsFirst() : key;
  }
}
