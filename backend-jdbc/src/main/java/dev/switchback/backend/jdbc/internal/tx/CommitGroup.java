package dev.switchback.backend.jdbc.internal.tx;

import dev.switchback.backend.jdbc.internal.lane.GroupMember;
import dev.switchback.backend.jdbc.internal.lane.LaneTask;
import dev.switchback.backend.jdbc.internal.lane.Lease;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.TransactionOptions;
import dev.switchback.database.UnitKind;
import dev.switchback.database.UnitStart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait share one commit, and so one wait for the disk. None is answered before it, and
 * each is answered as if it had run alone.
 *
 * <p>A statement that fails undoes only itself, so there is no savepoint for each. But an
 * interrupt, or {@code on conflict rollback}, ends the whole transaction, and what ran after that
 * would be committed twice. So the group ends with the first failure, and the commit tells: where
 * it fails, by that or by a deferred key, the members run again, alone and in their order.
 */
public final class CommitGroup implements LaneTask {

  /** Both keep the first member from waiting too long for the last. */
  private static final int MAX_MEMBERS = 500;

  private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final GroupMember first;
  private final Supplier<@Nullable GroupMember> next;
  private final Control control;

  /** Those that have run and wait for the commit. */
  private final List<GroupMember> members = new ArrayList<>();

  /** Each to be run on its own. */
  private final Deque<GroupMember> alone = new ArrayDeque<>();

  /** A group; {@code next} takes a member from the head of the queue, if there is one. */
  public CommitGroup(
      OperationContext context, GroupMember first, Supplier<@Nullable GroupMember> next) {
    this.first = first;
    this.next = next;
    long id = context.listeners().unannounced(0, UnitKind.TRANSACTION, null, null).id();
    this.control = new Control(context, id, TransactionOptions.defaults());
  }

  @Override
  public UnitStart start() {
    return first.start();
  }

  @Override
  public Next run(Lease lease) {
    if (alone.isEmpty()) {
      DatabaseException failure = control.begin(lease);
      if (failure == null) {
        runTogether(lease);
      } else {
        control.settled(failure);
        // Its own statement will tell what is the matter, and for how long to wait.
        alone.add(first);
      }
    }
    while (!alone.isEmpty()) {
      if (alone.peek().run(lease) == Next.RETRY) {
        return Next.RETRY;
      }
      lease.lane().forget(alone.poll());
    }
    return Next.RELEASE;
  }

  private void runTogether(Lease lease) {
    long begun = System.nanoTime();
    GroupMember member = first;
    while (member != null) {
      members.add(member);
      boolean more =
          member.runInGroup(lease)
              && members.size() < MAX_MEMBERS
              && System.nanoTime() - begun < MAX_NANOS;
      member = more ? next.get() : null;
    }
    DatabaseException failure = control.commit(lease);
    if (failure != null) {
      control.rollBack(lease);
    }
    for (GroupMember answered : members) {
      if (failure != null && answered.undone(failure)) {
        alone.add(answered);
      } else {
        answered.committed(lease);
        lease.lane().forget(answered);
      }
    }
  }

  @Override
  public void refuse(DatabaseException why) {
    first.refuse(why);
    members.forEach(member -> member.refuse(why));
    alone.forEach(member -> member.refuse(why));
  }

  @Override
  public void withdraw(DatabaseException why) {
    throw new IllegalStateException("Its members are withdrawn, each for itself");
  }
}
