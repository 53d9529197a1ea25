package dev.switchback.backend.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.backend.jdbc.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which connections are closed because nobody needs them. */
final class SqliteConnectionsTest {

  private final List<Connection> opened = new ArrayList<>();
  private final SqliteConnections readers = SqliteConnections.reading(this::open, Duration.ZERO);

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    opened.add(connection);
    return connection;
  }

  @AfterEach
  void close() throws SQLException {
    readers.close();
    for (Connection connection : opened) {
      connection.close();
    }
  }

  private List<Session> acquire(int count) throws SQLException {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(readers.acquire());
    }
    return sessions;
  }

  private void use(int count) throws SQLException {
    acquire(count).forEach(session -> readers.release(session, false));
  }

  private long open(List<Connection> connections) throws SQLException {
    int open = 0;
    for (Connection connection : connections) {
      open += connection.isClosed() ? 0 : 1;
    }
    return open;
  }

  @Test
  void whatWasUsedSinceItWasAskedStaysOpen() throws SQLException {
    use(5);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(open(opened)).isEqualTo(5);
    use(2);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(open(opened)).isEqualTo(2);
    use(1);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(open(opened)).isEqualTo(1);
  }

  @Test
  void nothingIsLeftOfReadersThatNobodyNeeds() throws SQLException {
    use(5);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(readers.closeUnused()).isFalse();
    assertThat(open(opened)).isZero();
    assertThat(readers.closeUnused()).isFalse();
    use(1);
    assertThat(opened).hasSize(6);
    assertThat(open(opened)).isEqualTo(1);
  }

  @Test
  void thoseInUseAreNotClosed() throws SQLException {
    List<Session> inUse = acquire(3);
    use(1);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(readers.closeUnused()).isFalse();
    assertThat(open(opened)).isEqualTo(3);
    readers.release(inUse.get(0), false);
    readers.release(inUse.get(1), true);
    assertThat(readers.closeUnused()).isTrue();
    assertThat(inUse.get(0).connection().isClosed()).isFalse();
    assertThat(readers.closeUnused()).isFalse();
    assertThat(inUse.get(0).connection().isClosed()).isTrue();
    assertThat(inUse.get(2).connection().isClosed()).isFalse();
    readers.release(inUse.get(2), false);
  }

  @Test
  void theOneThatWritesStaysOpenForEver() throws SQLException {
    Connection connection = open();
    SqliteConnections writer = SqliteConnections.writing(connection, this::open, Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      assertThat(writer.closeUnused()).isFalse();
    }
    assertThat(connection.isClosed()).isFalse();
    assertThat(writer.acquire().connection()).isSameAs(connection);
  }

  @Test
  void theOneThatIsTheDatabaseStaysOpenForEver() throws SQLException {
    Connection connection = open();
    SqliteConnections only = SqliteConnections.only(connection, restored -> true);
    for (int i = 0; i < 3; i++) {
      assertThat(only.closeUnused()).isFalse();
    }
    assertThat(connection.isClosed()).isFalse();
  }
}
