package dev.switchback.backend.jdbc.internal.stream;

import dev.switchback.backend.jdbc.internal.lane.Lane;
import dev.switchback.database.DatabaseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a stream on a database runs.
 *
 * @param lane where it runs
 * @param mode how its rows are read
 * @param writer where it runs once more if it turns out to write; {@code null} if it must not
 * @param refusalOfWriter why it cannot run there, or {@code null}
 * @param idleLimit how long its subscriber may do nothing; zero for ever
 * @param lockTimeout how long it waits for another's lock; zero for ever
 */
public record StreamPlan(
    Lane lane,
    ReadMode mode,
    @Nullable Lane writer,
    @Nullable DatabaseException refusalOfWriter,
    Duration idleLimit,
    Duration lockTimeout) {}
