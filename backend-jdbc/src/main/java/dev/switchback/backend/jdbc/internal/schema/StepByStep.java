package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Outcome;
import dev.switchback.database.QueryExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jooq.Query;

/**
 * One migration where no transaction holds its statements together: each is done for good, and how
 * many are is recorded, so that the next run goes on behind them.
 */
final class StepByStep {

  private final QueryExecutor executor;
  private final Supplier<CompletableFuture<Void>> renewal;
  private final String id;
  private final List<String> sql;
  private final List<Supplier<CompletableFuture<?>>> statements;
  private final Sequence<Void> sequence = new Sequence<>();

  /**
   * A migration.
   *
   * @param id what its progress is recorded under
   * @param statements what runs each, by its SQL
   */
  StepByStep(
      QueryExecutor executor,
      Supplier<CompletableFuture<Void>> renewal,
      String id,
      Map<String, Supplier<CompletableFuture<?>>> statements) {
    this.executor = executor;
    this.renewal = renewal;
    this.id = id;
    this.sql = List.copyOf(statements.keySet());
    this.statements = List.copyOf(statements.values());
  }

  /** Runs it; {@code record} is written when all is done. */
  CompletableFuture<Void> run(Query record) {
    sequence.then(
        executor.fetchOptional(History.progress(id)),
        found ->
            found.ifPresentOrElse(
                row -> resume(row.value1(), row.value2(), record), () -> step(0, record)));
    return sequence.handle();
  }

  private void resume(int done, String checksum, Query record) {
    if (done > sql.size() || !checksum(done).equals(checksum)) {
      throw DatabaseException.builder(
              ErrorKind.MIGRATION,
              "it stopped after its statement "
                  + (done - 1)
                  + ", and those before are no longer what they were: undo or finish it by hand")
          .outcome(Outcome.NOT_EXECUTED)
          .build();
    }
    step(done, record);
  }

  private void step(int position, Query record) {
    if (position == sql.size()) {
      sequence.then(
          executor.batch(List.of(record, History.forget(id))), recorded -> sequence.complete(null));
      return;
    }
    sequence.then(
        renewal.get(),
        renewed ->
            sequence.then(
                statements.get(position).get(),
                done ->
                    sequence.then(
                        executor.execute(History.reached(id, position + 1, checksum(position + 1))),
                        noted -> step(position + 1, record)),
                failure -> {
                  throw at(position, failure);
                }));
  }

  private String checksum(int count) {
    return Checksum.of(sql.subList(0, count));
  }

  private DatabaseException at(int position, DatabaseException failure) {
    String before =
        position == 0 ? "" : " (the statements before it are done; the next run begins with it)";
    return failure.toBuilder()
        .message("Statement " + position + ": " + failure.getMessage() + before)
        .cause(failure.getCause())
        .build();
  }
}
