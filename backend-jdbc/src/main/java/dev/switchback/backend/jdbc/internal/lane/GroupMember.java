package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.database.DatabaseException;

/** A task that can share a commit with its neighbours in the queue. */
public interface GroupMember extends LaneTask {

  /** Whether it does. */
  boolean joins();

  /**
   * Runs in the group's transaction, and keeps its answer until that has ended.
   *
   * @return false after a failure: the database may have ended the transaction with it
   */
  boolean runInGroup(Lease lease);

  /** Gives the answer, if there is still one to be given. */
  void committed(Lease lease);

  /** The group was rolled back. Whether to run it again; otherwise it has been answered. */
  boolean undone(DatabaseException why);
}
