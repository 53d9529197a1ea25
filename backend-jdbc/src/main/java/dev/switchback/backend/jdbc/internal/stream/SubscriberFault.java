package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;

/** What a stream is given up for, where its subscriber is to blame. */
final class SubscriberFault {

  private SubscriberFault() {}

  static DatabaseException asksForNothing() {
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "The work ended while a stream was open whose subscriber asked for no more rows:"
            + " cancel it, or wait for its end");
  }

  static DatabaseException asksForTooFew(long n) {
    return DatabaseException.of(
        ErrorKind.ILLEGAL_USE,
        "A subscriber must ask for at least one row (rule 3.9), not for " + n);
  }

  static DatabaseException failed(Throwable thrown) {
    return DatabaseException.builder(ErrorKind.CANCELLED, "The stream's subscriber failed")
        .cause(thrown)
        .build();
  }
}
