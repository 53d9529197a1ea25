package dev.switchback.backend.jdbc.internal.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as a function of the application sees it: its own until the function has ended, and
 * dead from then on. Closing it makes it so earlier, and does not reach the connection itself.
 */
final class LentConnection implements InvocationHandler {

  private static final int FIRST_SWEEP = 100;

  private final Connection connection;

  /** Those that it made and that may be open. */
  private final List<Statement> statements = new ArrayList<>();

  private int nextSweep = FIRST_SWEEP;
  private volatile boolean over;

  LentConnection(Connection connection) {
    this.connection = connection;
  }

  /** What the function is given. */
  Connection shown() {
    return (Connection)
        Proxy.newProxyInstance(
            LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
  }

  /** Ends it, with all its statements. */
  void end() {
    over = true;
    List<Statement> left;
    synchronized (statements) {
      left = List.copyOf(statements);
      statements.clear();
    }
    for (Statement statement : left) {
      try {
        statement.close();
      } catch (SQLException | RuntimeException ignored) {
        // Then the connection does not work either, and whoever takes it back will find out.
      }
    }
  }

  @Override
  public @Nullable Object invoke(Object shown, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "close", "abort":
        over = true;
        return null;
      case "isClosed":
        return over || connection.isClosed();
      case "equals":
        return arguments != null && shown == arguments[0];
      case "hashCode":
        return System.identityHashCode(shown);
      case "toString":
        return over ? "a connection that was lent" : "a lent connection";
      default:
        break;
    }
    if (over) {
      if (method.getName().equals("isValid")) {
        return false;
      }
      throw new SQLException("The connection is closed, or its function has ended", "08003");
    }
    try {
      return noted(method.invoke(connection, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object noted(@Nullable Object made) throws SQLException {
    if (made instanceof Statement statement) {
      synchronized (statements) {
        if (statements.size() >= nextSweep) {
          sweep();
        }
        statements.add(statement);
      }
      if (over) {
        end(); // another thread of the application's came too late
      }
    }
    return made;
  }

  /** A function may make a million of them, one after another. */
  private void sweep() throws SQLException {
    List<Statement> open = new ArrayList<>();
    for (Statement statement : statements) {
      if (!statement.isClosed()) {
        open.add(statement);
      }
    }
    statements.clear();
    statements.addAll(open);
    nextSweep = Math.max(FIRST_SWEEP, 2 * open.size());
  }
}
