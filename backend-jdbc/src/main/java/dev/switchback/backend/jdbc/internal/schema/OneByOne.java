package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.QueryOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;

/** Statements that no transaction can hold together: those before one that fails stay done. */
final class OneByOne {

  private static final QueryOptions UNLIMITED =
      QueryOptions.defaults().withTimeout(Duration.ZERO).withTag("schema");

  private final QueryExecutor executor;
  private final Sequence<Void> sequence = new Sequence<>();

  OneByOne(Database database) {
    this.executor = database.with(UNLIMITED);
  }

  CompletableFuture<Void> run(List<? extends Query> statements) {
    run(statements, 0);
    return sequence.handle();
  }

  private void run(List<? extends Query> statements, int position) {
    if (position == statements.size()) {
      sequence.complete(null);
      return;
    }
    sequence.then(
        executor.execute(statements.get(position)),
        count -> run(statements, position + 1),
        failure -> {
          throw at(position, failure);
        });
  }

  private static DatabaseException at(int position, DatabaseException failure) {
    return failure.toBuilder()
        .message("Statement " + position + " of the batch: " + failure.getMessage())
        .cause(failure.getCause())
        .build();
  }
}
