package dev.switchback.database;

import org.jspecify.annotations.Nullable;

/**
 * A column as the database describes it.
 *
 * @param name its name, in its own case
 * @param position its ordinal, from 1
 * @param kind its portable kind
 * @param nativeType the database's own type
 * @param length the most characters or bytes, where declared
 * @param precision the digits of a decimal or of a second's fraction, where declared
 * @param scale a decimal's digits after the point, where declared
 * @param nullable whether it may hold no value
 * @param identity whether the database numbers it
 * @param defaultExpression its default; a plain text, whole or decimal number or boolean is written
 *     the same everywhere ({@code 'none'}, {@code -1.50}, {@code true}), anything else is SQL of
 *     this database; {@code null} if it has none
 */
public record ColumnInfo(
    String name,
    int position,
    ColumnKind kind,
    String nativeType,
    @Nullable Integer length,
    @Nullable Integer precision,
    @Nullable Integer scale,
    boolean nullable,
    boolean identity,
    @Nullable String defaultExpression) {}
