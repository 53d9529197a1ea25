package dev.switchback.conformance.contract;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.TransactionOptions;

/** What tests of retries need: conflicts at will, and a hold on the moment between two attempts. */
final class Retries {

  private Retries() {}

  static TransactionOptions retries(int retries) {
    return TransactionOptions.defaults().withRetries(retries).withTag("again");
  }

  /** What the database would say of a conflict, so that every backend has one. */
  static DatabaseException conflict() {
    return DatabaseException.of(ErrorKind.SERIALIZATION, "A conflict of this test");
  }

  /** Does something when an attempt has failed and the next one is not yet on its way. */
  static DatabaseListener onRetry(Runnable action) {
    return new DatabaseListener() {
      @Override
      public void retrying(Retry retry) {
        action.run();
      }
    };
  }
}
