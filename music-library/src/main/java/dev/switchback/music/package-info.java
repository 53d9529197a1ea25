/**
 * The data layer of a music player, written once: records, operations and the schema ({@link
 * dev.switchback.music.schema.MusicSchema}). It depends on Switchback's API only and runs on every
 * backend.
 *
 * <p>Each repository works on a {@link dev.switchback.database.QueryExecutor}, so on a database or
 * inside one of its transactions, where the caller can handle a {@link
 * dev.switchback.music.MusicException} and go on. Every operation that writes is all or nothing,
 * however many rows it touches. Collections may be empty (nothing is sent then) and of any size
 * (they are sent in chunks).
 *
 * <p>The returned futures are derived from those of the executor: {@link
 * dev.switchback.database.DatabaseException#of} unwraps what a dependent stage sees of a failure,
 * and a cancel does not reach the database. A deadline does, given with {@code
 * executor.with(options)}; but operations of several statements need the database, or the
 * transaction, itself.
 */
@NullMarked
package dev.switchback.music;

import org.jspecify.annotations.NullMarked;
