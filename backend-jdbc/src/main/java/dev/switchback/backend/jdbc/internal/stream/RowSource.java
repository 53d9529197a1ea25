package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.database.DatabaseException;

/** Where an {@link Outlet} has its rows from. */
interface RowSource {

  /** Rows are wanted; answered by {@link Outlet#take}. */
  void read();

  /** All rows have been given; answered by {@link Outlet#end}. */
  void finish();

  /** The subscriber wants no more; {@code early} if it was not waiting for any. */
  void cancelled(boolean early);

  /** The subscriber has failed; answered by {@link Outlet#end}. */
  void broken(DatabaseException why);

  /** Runs something on the completion executor. */
  void deliver(Runnable delivery);
}
