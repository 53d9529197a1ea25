package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.spi.DatabaseBackend;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** How a backend is found, and what a configuration may say. */
@Conformance
final class DiscoveryContract {

  private static List<DatabaseBackend> backends() {
    return ServiceLoader.load(DatabaseBackend.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  @Test
  @Behaviour({1, 2})
  void exactlyOneBackendAcceptsTheUrl(Fixture fixture, Database db) {
    String url = fixture.config().build().url().orElseThrow();
    assertThat(backends())
        .filteredOn(backend -> backend.accepts(url))
        .singleElement()
        .extracting(DatabaseBackend::name)
        .isEqualTo(db.backend().name());
  }

  @Test
  @Behaviour(1)
  void namesAreUniqueAndNotBlank() {
    assertThat(backends())
        .extracting(DatabaseBackend::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9]*"));
  }

  @Test
  @Behaviour({2, 4})
  void foreignAndMalformedUrlsAreRefusedWithTheNamesOfTheBackendsFound(Database db) {
    for (String url : List.of("jdbc:nobody://host/db", "", "jdbc:", "nonsense", ":::")) {
      assertThat(backends()).noneMatch(backend -> backend.accepts(url));
      DatabaseException failure = Await.failure(ErrorKind.UNSUPPORTED, () -> Database.open(url));
      assertThat(failure).hasMessageContaining(db.backend().name());
    }
  }

  @Test
  @Behaviour(5)
  void anUnknownOptionIsRefusedByName(Fixture fixture, Database db) {
    String option = db.backend().name() + ".no-such-option";
    DatabaseException failure =
        Await.failure(
            ErrorKind.ILLEGAL_USE,
            () -> Database.open(fixture.config().option(option, "1").build()));
    assertThat(failure).hasMessageContaining(option);
  }

  @Test
  @Behaviour(5)
  void anOptionOfNoBackendIsRefusedByName(Fixture fixture) {
    DatabaseException failure =
        Await.failure(
            ErrorKind.ILLEGAL_USE,
            () -> Database.open(fixture.config().option("nobody.option", "1").build()));
    assertThat(failure).hasMessageContaining("nobody.option");
  }

  @Test
  @Behaviour(6)
  void aConfigurationShowsNoPassword() {
    DatabaseConfig config =
        DatabaseConfig.builder("jdbc:nobody://me:secret1@host/db?password=secret2&x=secret3")
            .credentials("me", "secret4")
            .build();
    assertThat(config.toString()).contains("host/db").doesNotContain("secret");
    DatabaseException failure = Await.failure(ErrorKind.UNSUPPORTED, () -> Database.open(config));
    assertThat(failure.toString()).contains("host/db").doesNotContain("secret");
  }

  @Test
  void opensAsynchronously(Fixture fixture) {
    try (Database db = Await.get(Database.openAsync(fixture.config().build()))) {
      assertThat(Await.get(db.fetchSingle(selectOne())).value1()).isEqualTo(1);
    }
  }

  @Test
  @Behaviour(24)
  void openingAsynchronouslyFailsWithTheSameException() {
    DatabaseConfig config = DatabaseConfig.of("jdbc:nobody://host/db");
    Await.failure(ErrorKind.UNSUPPORTED, Database.openAsync(config));
  }
}
