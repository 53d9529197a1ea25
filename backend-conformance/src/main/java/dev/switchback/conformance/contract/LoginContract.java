package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What opening says when the server does not let us in. */
@Conformance
@Requires(Capability.USERS)
final class LoginContract {

  private static final String WRONG = "wrong-s3cret";

  @Test
  @Behaviour({6, 7})
  void aWrongPasswordIsAnAuthenticationErrorThatDoesNotShowIt(Fixture fixture) {
    DatabaseConfig config = fixture.config().build();
    String user = config.user().orElse("nobody");
    DatabaseException failure =
        Await.failure(
            ErrorKind.AUTHENTICATION,
            () -> Database.open(fixture.config().credentials(user, WRONG).build()));
    assertThat(failure).isNotInstanceOf(AssertionError.class);
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.toString()).doesNotContain(WRONG);
    }
  }

  @Test
  @Behaviour(7)
  void anUnknownUserIsAnAuthenticationError(Fixture fixture) {
    Await.failure(
        ErrorKind.AUTHENTICATION,
        () -> Database.open(fixture.config().credentials("no_such_user", WRONG).build()));
  }

  @Test
  @Behaviour(7)
  void anUnknownDatabaseIsAConnectionError(Fixture fixture) {
    DatabaseConfig known = fixture.config().build();
    String url = known.url().orElseThrow().replaceFirst("switchback_\\w+", "no_such_database");
    assertThat(url).contains("no_such_database");
    DatabaseException failure =
        Await.failure(ErrorKind.CONNECTION, () -> Database.open(as(known, url)));
    assertThat(failure).hasMessageContaining("no_such_database");
  }

  @Test
  @Behaviour(7)
  void aPortWhereNobodyListensIsAConnectionError(Fixture fixture) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    DatabaseConfig known = fixture.config().build();
    Await.failure(ErrorKind.CONNECTION, () -> Database.open(as(known, atPort(known, free))));
  }

  @Test
  @Behaviour(64)
  void aServerThatAcceptsAndNeverAnswersIsAConnectionErrorAfterTheConnectTimeout(Fixture fixture)
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      DatabaseConfig known = fixture.config().build();
      DatabaseConfig config =
          DatabaseConfig.builder(atPort(known, silent.getLocalPort()))
              .credentials("any", WRONG)
              .connectTimeout(Duration.ofSeconds(1))
              .build();
      Await.failure(ErrorKind.CONNECTION, Database.openAsync(config));
    }
  }

  private static String atPort(DatabaseConfig known, int port) {
    String url = known.url().orElseThrow().replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/");
    assertThat(url).contains(":" + port);
    return url;
  }

  private static DatabaseConfig as(DatabaseConfig known, String url) {
    return DatabaseConfig.builder(url)
        .credentials(known.user().orElse(""), known.password().orElse(""))
        .build();
  }
}
