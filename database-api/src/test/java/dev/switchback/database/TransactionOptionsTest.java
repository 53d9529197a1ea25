package dev.switchback.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionOptionsTest {

  @Test
  void eachMethodChangesOneThing() {
    TransactionOptions options =
        TransactionOptions.defaults()
            .withIsolation(Isolation.SERIALIZABLE)
            .withTimeout(Duration.ofSeconds(1))
            .withIdleTimeout(Duration.ofSeconds(2))
            .withLockTimeout(Duration.ofSeconds(3))
            .withRetries(4)
            .withTag("tag")
            .asReadOnly();
    assertThat(options)
        .isEqualTo(
            new TransactionOptions(
                true,
                Isolation.SERIALIZABLE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                "tag"));
    assertThat(TransactionOptions.defaults().retries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void retriesOutOfRangeAreRefused(int retries) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransactionOptions.defaults().withRetries(retries))
        .withMessageContaining("" + retries);
  }
}
