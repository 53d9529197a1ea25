package dev.switchback.music.app.doctor;

import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.MISSING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import java.util.List;
import java.util.stream.Collectors;

/** The original player's tables allow two tracks of one path; they show as two. */
final class SamePathCheck implements Check {

  @Override
  public String name() {
    return "same-path";
  }

  @Override
  public String rule() {
    return "one track a path";
  }

  @Override
  public List<String> find(Database database) {
    return paths(database).stream()
        .map(
            path ->
                "tracks "
                    + ids(database, path).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                    + ": "
                    + path)
        .toList();
  }

  /** All histories come together in the first track. */
  @Override
  public void repair(Database database) {
    for (String path : paths(database)) {
      List<Long> ids = ids(database, path);
      for (long other : ids.subList(1, ids.size())) {
        new MusicLibrary(database).duplicates().merge(ids.get(0), other).join();
      }
    }
  }

  private static List<String> paths(Database database) {
    return database
        .fetch(
            select(FILEPATH)
                .from(LIBRARY)
                .groupBy(FILEPATH)
                .having(count().gt(inline(1)))
                .orderBy(FILEPATH))
        .join()
        .getValues(FILEPATH);
  }

  private static List<Long> ids(Database database, String path) {
    return database
        .fetch(
            select(ID)
                .from(LIBRARY)
                .where(FILEPATH.eq(path))
                .orderBy(coalesce(MISSING, inline(false)), ID))
        .join()
        .getValues(ID);
  }
}
