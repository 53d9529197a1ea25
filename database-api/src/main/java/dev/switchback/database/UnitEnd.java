package dev.switchback.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work as it ended.
 *
 * @param start what was issued
 * @param rows the rows returned or matched
 * @param waited the time in the queue
 * @param ran the time in the database, the transfer of its answer included; of a transaction all
 *     that came after the first time in the queue, further attempts and their pauses included
 * @param decoded the time from there to finished records
 * @param failure what went wrong, or {@code null}
 */
public record UnitEnd(
    UnitStart start,
    long rows,
    Duration waited,
    Duration ran,
    Duration decoded,
    @Nullable Throwable failure) {}
