package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Hook;
import dev.switchback.conformance.Requires;
import dev.switchback.database.BackendInfo;
import dev.switchback.database.Database;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** What an open database says of itself. */
@Conformance
final class MetadataContract {

  @Test
  @Behaviour(17)
  void namesItsProductVersionsAndDriver(Database db) {
    BackendInfo info = db.backend();
    assertThat(info.name()).isNotBlank();
    assertThat(info.product()).isNotBlank();
    assertThat(info.productVersion()).matches("\\d+\\.\\d+.*");
    assertThat(info.driver()).isNotBlank();
    assertThat(info.driverVersion()).matches("\\d+\\.\\d+.*");
    assertThat(info.dialect()).isNotEqualTo(SQLDialect.DEFAULT);
  }

  @Test
  @Behaviour(16)
  void pingIsTrue(Database db) {
    assertThat(Await.get(db.ping())).isTrue();
  }

  @Test
  @Behaviour(10)
  @Requires(hooks = Hook.REOPEN)
  void twoOpeningsSeeTheSameCommittedData(Fixture fixture) {
    Database first = fixture.open(config -> config);
    Database second = fixture.open(config -> config);
    Items items = Items.create(fixture, first, 3);
    assertThat(items.countOn(second)).isEqualTo(3);
    Await.get(second.execute(items.delete(1)));
    assertThat(items.countOn(first)).isEqualTo(2);
  }
}
