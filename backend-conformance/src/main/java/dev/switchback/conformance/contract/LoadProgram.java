package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import dev.switchback.database.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.impl.SQLDataType;

/**
 * A program that loads rows as they are made. Reads, each on a line: the URL, user, password, the
 * name of an {@link Items} table, and how many rows.
 */
final class LoadProgram {

  private LoadProgram() {}

  public static void main(String[] arguments) throws IOException {
    List<String> told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .lines()
            .toList();
    DatabaseConfigBuilder config = DatabaseConfig.builder(told.get(0));
    if (!told.get(1).isEmpty()) {
      config.credentials(told.get(1), told.get(2));
    }
    long loaded;
    try (Database db = Database.open(config.build())) {
      loaded =
          db.load(
                  Load.into(
                          table(name(told.get(3))),
                          IntStream.rangeClosed(1, Integer.parseInt(told.get(4))).boxed())
                      .set(field(name("id"), SQLDataType.INTEGER), id -> id)
                      .set(
                          field(name("label"), SQLDataType.VARCHAR),
                          id -> "a label that takes about a hundred bytes in memory " + id)
                      .set(field(name("amount"), SQLDataType.INTEGER), id -> 3)
                      .onProgress(rows -> System.out.println("so far " + rows)))
              .join();
    }
    System.out.println("loaded " + loaded);
  }
}
