package dev.switchback.backend.jdbc.load;

import dev.switchback.backend.jdbc.codec.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a load go.
 *
 * @param table the table, as SQL
 * @param into the table and its columns, as SQL: what stands behind {@code INSERT INTO}
 * @param columns the columns, in their order
 */
public record LoadTarget(String table, String into, List<Column> columns) {

  /**
   * A column.
   *
   * @param name its name
   * @param codec how its values are stored, or {@code null} if that goes by each value's class
   */
  public record Column(String name, @Nullable Codec<?, ?> codec) {}

  /** A statement that inserts a number of rows. */
  public String insert(int rows) {
    String row = "(?" + ", ?".repeat(columns.size() - 1) + ")";
    return "insert into " + into + " values " + row + (", " + row).repeat(rows - 1);
  }
}
