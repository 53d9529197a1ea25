package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.RowBlock;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Writes rows by {@code COPY}, in its binary form. */
final class CopyLoader implements BulkLoader {

  private final CopyManager manager;
  private final String sql;
  private final List<CopyEncoder<Object>> encoders;

  CopyLoader(CopyManager manager, String into, List<CopyEncoder<Object>> encoders) {
    this.manager = manager;
    this.sql = "copy " + into + " from stdin (format binary)";
    this.encoders = encoders;
  }

  @Override
  public long write(RowBlock rows, int from, int to) throws SQLException {
    CopyIn copy = manager.copyIn(sql);
    try {
      CopyBuffer buffer = new CopyBuffer(copy);
      buffer.begin();
      for (int row = from; row < to; row++) {
        buffer.row(encoders.size());
        for (int column = 0; column < encoders.size(); column++) {
          Object stored = rows.value(row, column).stored();
          if (stored == null) {
            buffer.nothing();
          } else {
            encoders.get(column).put(buffer, stored);
          }
        }
      }
      buffer.end();
      return copy.endCopy();
    } catch (SQLException | RuntimeException e) {
      cancel(copy, e);
      throw e;
    }
  }

  /** The connection takes nothing else while a copy is open. */
  private static void cancel(CopyIn copy, Exception why) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  @Override
  public void close() {}
}
