package dev.switchback.backend.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An application's connections, which take their time when they are put back as they were. */
final class SlowReturn {

  private SlowReturn() {}

  /** They commit nothing by themselves, and to make them so again waits for {@code gate}. */
  static DataSource of(PGSimpleDataSource driver, CompletableFuture<?> gate) {
    return proxy(
        DataSource.class,
        driver,
        (method, answer) ->
            method.equals("getConnection") ? slow((Connection) answer, gate) : answer);
  }

  private static Connection slow(Connection connection, CompletableFuture<?> gate)
      throws Exception {
    connection.setAutoCommit(false);
    return proxy(
        Connection.class,
        connection,
        (method, answer) -> {
          if (method.equals("setAutoCommit") && !connection.getAutoCommit()) {
            gate.join();
          }
          return answer;
        });
  }

  @FunctionalInterface
  private interface After {
    Object of(String method, Object answer) throws Exception;
  }

  private static <T> T proxy(Class<T> type, T target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            SlowReturn.class.getClassLoader(),
            new Class<?>[] {type},
            (shown, method, arguments) -> {
              try {
                return after.of(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
