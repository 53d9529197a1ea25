package dev.switchback.music.app.doctor;

import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILE_SIZE;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.switchback.database.Database;
import java.util.List;

/** Nothing is played less than never. */
final class NumbersCheck implements Check {

  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public String rule() {
    return "counts and sizes are not negative";
  }

  @Override
  public List<String> find(Database database) {
    return database
        .fetch(
            select(ID, FILEPATH)
                .from(LIBRARY)
                .where(PLAY_COUNT.lt(0).or(FILE_SIZE.lt(0L)))
                .orderBy(ID))
        .join()
        .map(row -> "track " + row.value1() + ", " + row.value2());
  }

  @Override
  public void repair(Database database) {
    database
        .batch(
            List.of(
                update(LIBRARY).set(PLAY_COUNT, 0).where(PLAY_COUNT.lt(0)),
                update(LIBRARY).set(FILE_SIZE, 0L).where(FILE_SIZE.lt(0L))))
        .join();
  }
}
