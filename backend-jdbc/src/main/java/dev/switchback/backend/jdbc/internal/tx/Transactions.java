package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.Jobs;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.QueryOptions;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.concurrent.CompletableFuture;

/** Starts the transactions of a database. */
public final class Transactions {

  private final OperationContext context;
  private final Jobs jobs;
  private final DatabaseConfig config;

  /** Transactions of a database. */
  public Transactions(OperationContext context, Jobs jobs, DatabaseConfig config) {
    this.context = context;
    this.jobs = jobs;
    this.config = config;
  }

  /** Queues a transaction on a lane. */
  public <T> CompletableFuture<T> start(
      TransactionOptions options, TransactionWork<T> work, Lane lane) {
    UnitStart start = context.listeners().started(0, UnitKind.TRANSACTION, options.tag(), null);
    QueryOptions statements =
        options.tag() == null
            ? QueryOptions.defaults()
            : QueryOptions.defaults().withTag(options.tag());
    TransactionPlan<T> plan =
        new TransactionPlan<>(
            context,
            start,
            options,
            work,
            scope ->
                new TransactionExecutor(context, jobs, scope, statements, config.queryTimeout()),
            lane,
            options.idleTimeout() != null ? options.idleTimeout() : config.idleTransactionTimeout(),
            options.lockTimeout() != null ? options.lockTimeout() : config.lockTimeout());
    TransactionOperation<T> transaction =
        new TransactionOperation<>(plan, CurrentTransaction.ofThisThread());
    transaction.expireAfter(
        options.timeout() != null ? options.timeout() : config.transactionTimeout());
    transaction.submit();
    return transaction.handle();
  }
}
