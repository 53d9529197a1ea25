package dev.switchback.backend.jdbc.ddl;

import java.sql.SQLException;
import java.util.List;

/** A connection in a transaction, for the steps of a DDL statement. */
public interface DdlConnection {

  /** Runs a statement, whose values are texts; it can be cancelled. */
  void execute(String sql, String... values) throws SQLException;

  /** Runs a query, and answers its columns as texts; null is null. */
  List<List<String>> query(String sql, String... values) throws SQLException;

  /** Runs a statement that must not be left out, whatever happened before. */
  void restore(String sql) throws SQLException;
}
