package dev.switchback.database;

import java.util.concurrent.CompletionStage;

/**
 * What to do in a transaction or under a savepoint. May be called from any thread of the completion
 * executor; should not block.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface TransactionWork<T> {

  /** Issues statements on {@code tx} and returns a stage that completes when the work is done. */
  CompletionStage<T> run(Transaction tx) throws Exception;
}
