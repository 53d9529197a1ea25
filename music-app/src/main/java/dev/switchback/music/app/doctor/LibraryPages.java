package dev.switchback.music.app.doctor;

import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;

/** Goes through the library in pages: it may be larger than the memory. */
final class LibraryPages {

  private static final int PAGE = 5000;

  private LibraryPages() {}

  static void each(Database database, List<Field<?>> columns, Consumer<Result<Record>> page) {
    List<Field<?>> all = new ArrayList<>(columns);
    all.add(ID);
    long last = Long.MIN_VALUE;
    Result<Record> rows;
    do {
      rows =
          database
              .fetch(select(all).from(LIBRARY).where(ID.gt(last)).orderBy(ID).limit(PAGE))
              .join();
      page.accept(rows);
      last = rows.isEmpty() ? last : rows.get(rows.size() - 1).get(ID);
    } while (rows.size() == PAGE);
  }
}
