package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.TransactionWork;
import dev.switchback.database.UnitStart;
import java.time.Duration;
import java.util.function.Function;

/**
 * What all runs of a transaction have in common.
 *
 * @param executors makes the object that the application's function is given
 */
record TransactionPlan<T>(
    OperationContext context,
    UnitStart start,
    TransactionOptions options,
    TransactionWork<T> work,
    Function<Scope, TransactionExecutor> executors,
    Lane lane,
    Duration idleLimit,
    Duration lockTimeout) {}
