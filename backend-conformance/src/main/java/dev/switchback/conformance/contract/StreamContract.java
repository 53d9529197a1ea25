package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows as a stream. */
@Conformance
final class StreamContract {

  @Test
  void x(Fixture fixture, Database db) {
    assertThat(Numbers.values(Taker.all(db.stream(Numbers.to(100_000)))))
        .isEqualTo(IntStream.rangeClosed(1, 100_000).boxed().toList());
  }
}
