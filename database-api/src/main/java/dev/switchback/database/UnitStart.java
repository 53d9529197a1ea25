package dev.switchback.database;

import org.jspecify.annotations.Nullable;

/**
 * A unit of work as it is issued.
 *
 * @param id a number unique within the process
 * @param transaction the id of the transaction's unit to which this one belongs, or 0
 * @param kind what it does
 * @param tag the caller's name for it
 * @param sql the statement with {@code ?} for values, where it has one; a batch shows its first
 */
public record UnitStart(
    long id, long transaction, UnitKind kind, @Nullable String tag, @Nullable String sql) {}
