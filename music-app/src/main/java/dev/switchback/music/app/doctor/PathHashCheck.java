package dev.switchback.music.app.doctor;

import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH_HASH;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Database;
import dev.switchback.music.schema.PathHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Record;

/** A track with a wrong hash is found by no path. */
final class PathHashCheck implements Check {

  @Override
  public String name() {
    return "path-hashes";
  }

  @Override
  public String rule() {
    return "hashes of paths fit their paths";
  }

  @Override
  public List<String> find(Database database) {
    List<String> found = new ArrayList<>();
    wrong(database, row -> found.add("track " + row.get(ID) + ", " + row.get(FILEPATH)));
    return found;
  }

  @Override
  public void repair(Database database) {
    wrong(
        database,
        row ->
            database
                .execute(
                    update(LIBRARY)
                        .set(FILEPATH_HASH, PathHash.of(row.get(FILEPATH)))
                        .where(ID.eq(row.get(ID)))
                        .and(FILEPATH.eq(row.get(FILEPATH))))
                .join());
  }

  private static void wrong(Database database, Consumer<Record> each) {
    LibraryPages.each(
        database,
        List.of(FILEPATH, FILEPATH_HASH),
        page -> page.stream().filter(PathHashCheck::isWrong).forEach(each));
  }

  private static boolean isWrong(Record row) {
    String hash = row.get(FILEPATH_HASH);
    return hash != null && !hash.equals(PathHash.of(row.get(FILEPATH)));
  }
}
