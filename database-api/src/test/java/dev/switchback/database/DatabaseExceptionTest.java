package dev.switchback.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DatabaseExceptionTest {

  private static final DatabaseException UNIQUE =
      DatabaseException.builder(ErrorKind.UNIQUE, "twice")
          .constraint("c")
          .table("t")
          .columns(List.of("a", "b"))
          .sqlState("23505")
          .vendorCode(7)
          .sql("insert …")
          .build();

  @Test
  void unwrapsWhatFuturesWrap() {
    Throwable wrapped = new ExecutionException(new CompletionException(UNIQUE));
    assertThat(DatabaseException.of(wrapped)).isSameAs(UNIQUE);
  }

  @Test
  void whatIsNoErrorOfADatabaseBecomesOneWithItAsTheCause() {
    IllegalStateException mine = new IllegalStateException("mine");
    DatabaseException error = DatabaseException.of(new CompletionException(mine));
    assertThat(error.kind()).isEqualTo(ErrorKind.OTHER);
    assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(error).hasCause(mine);
  }

  @Test
  void anotherOutcomeChangesNothingElse() {
    DatabaseException changed = UNIQUE.withOutcome(Outcome.ROLLED_BACK);
    assertThat(changed.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("outcome", "stackTrace", "suppressedExceptions")
        .isEqualTo(UNIQUE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorKind.class,
      names = {"SERIALIZATION", "DEADLOCK", "BUSY", "LOCK_TIMEOUT"})
  void conflictsAreRetryable(ErrorKind kind) {
    assertThat(DatabaseException.of(kind, "").isRetryable()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorKind.class,
      names = {"SERIALIZATION", "DEADLOCK", "BUSY", "LOCK_TIMEOUT", "CONNECTION"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothingElseIs(ErrorKind kind) {
    assertThat(DatabaseException.of(kind, "").isRetryable()).isFalse();
  }

  @Test
  void aLostConnectionIsRetryableIfWhatBecameOfTheWorkIsKnown() {
    DatabaseException.Builder lost = DatabaseException.builder(ErrorKind.CONNECTION, "gone");
    assertThat(lost.outcome(Outcome.ROLLED_BACK).build().isRetryable()).isTrue();
    assertThat(lost.outcome(Outcome.UNKNOWN).build().isRetryable()).isFalse();
  }

  @Test
  void aRollbackIsRetryableIfItsCauseIs() {
    DatabaseException.Builder rolledBack =
        DatabaseException.builder(ErrorKind.TRANSACTION_ROLLED_BACK, "an earlier one failed");
    DatabaseException conflict = DatabaseException.of(ErrorKind.DEADLOCK, "");
    assertThat(rolledBack.cause(conflict).build().isRetryable()).isTrue();
    assertThat(rolledBack.cause(UNIQUE).build().isRetryable()).isFalse();
  }
}
