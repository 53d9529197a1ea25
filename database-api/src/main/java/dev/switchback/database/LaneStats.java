package dev.switchback.database;

import java.time.Duration;

/**
 * Counters of a lane: connections that share one queue.
 *
 * @param name the lane's name, for example {@code read} or {@code write}
 * @param connections the most connections it may use
 * @param active the connections in use, those of open transactions included
 * @param waiting the units in its queue
 * @param finished the units that it has run since it was opened
 * @param waited the sum of their times in the queue
 * @param ran the sum of their times on a connection
 */
public record LaneStats(
    String name,
    int connections,
    int active,
    int waiting,
    long finished,
    Duration waited,
    Duration ran) {}
