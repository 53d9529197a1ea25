package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.ddl.DdlConnection;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection for the steps of a DDL statement, which end where they are when it is cancelled. */
final class StepConnection implements DdlConnection {

  /** A cancel that was on its way to a step may hit what restores; there is at most one. */
  private static final int RESTORE_ATTEMPTS = 3;

  private final Connection connection;
  private final Interruption run;

  StepConnection(Connection connection, Interruption run) {
    this.connection = connection;
    this.run = run;
  }

  @Override
  public void execute(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      begin(statement);
      statement.execute();
    } finally {
      run.idle();
    }
  }

  @Override
  public List<List<String>> query(String sql, String... values) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, values)) {
      begin(statement);
      try (ResultSet row = statement.executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          List<String> texts = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            texts.add(row.getString(i));
          }
          rows.add(texts);
        }
      }
    } finally {
      run.idle();
    }
    return rows;
  }

  private PreparedStatement prepare(String sql, String... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }

  private void begin(Statement statement) {
    run.running(statement);
    if (run.isRequested()) {
      throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
    }
  }

  @Override
  public void restore(String sql) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return;
      } catch (SQLException e) {
        if (attempt == RESTORE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
