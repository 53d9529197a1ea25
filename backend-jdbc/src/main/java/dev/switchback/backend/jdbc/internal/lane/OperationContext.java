package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.Dialect;

/**
 * What every operation of a database shares.
 *
 * @param dialect the database's ways
 * @param completions where handles complete
 * @param listeners who is told
 */
public record OperationContext(Dialect dialect, Completions completions, Listeners listeners) {}
