package dev.switchback.backend.jdbc;

import dev.switchback.backend.jdbc.codec.Codecs;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Types;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The parts of a dialect that are the same wherever JDBC is. */
public abstract class BaseDialect implements Dialect {

  private final BackendInfo info;
  private final Codecs codecs;
  private final Types types;

  protected BaseDialect(BackendInfo info, Codecs codecs, Types types) {
    this.info = info;
    this.codecs = codecs;
    this.types = types;
  }

  @Override
  public final BackendInfo info() {
    return info;
  }

  @Override
  public final Codecs codecs() {
    return codecs;
  }

  @Override
  public final Types types() {
    return types;
  }

  /** Runs a statement that answers nothing. */
  protected static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether the connection answers a real statement. */
  protected static boolean answers(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      return row.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
