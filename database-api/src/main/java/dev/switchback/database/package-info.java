/**
 * What an application sees of Switchback: open a {@link dev.switchback.database.Database}, run jOOQ
 * queries on it, get {@link java.util.concurrent.CompletableFuture}s.
 *
 * <p>Rules that hold for every type in this package:
 *
 * <ul>
 *   <li>Parameters and results are not {@code null} unless marked {@code @Nullable}; a {@code null}
 *       argument throws {@link NullPointerException} at the call.
 *   <li>A database or state error never throws at the call: the returned future fails, with a
 *       {@link dev.switchback.database.DatabaseException} directly.
 *   <li>The returned future is the handle: cancelling it, completing it, or letting it time out
 *       withdraws the work. A future derived from it ({@code thenApply} and the like) does not
 *       reach back: that is how {@code CompletableFuture} works.
 * </ul>
 */
@NullMarked
package dev.switchback.database;

import org.jspecify.annotations.NullMarked;
