package dev.switchback.backend.jdbc.internal.lane;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one task of several neighbours in a lane's queue. */
@FunctionalInterface
public interface Grouping {

  /** A task of the first one, and of those that it takes from the queue meanwhile. */
  LaneTask group(GroupMember first, Supplier<@Nullable GroupMember> next);
}
