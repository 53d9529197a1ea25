/**
 * The data layer of a music player, written once: records, operations and the schema ({@link
 * dev.switchback.music.schema.MusicSchema}). It depends on Switchback's API only and runs on every
 * backend.
 *
 * <p>Each repository works on a {@link dev.switchback.database.QueryExecutor}, so on a database or
 * inside one of its transactions. Every operation that writes is all or nothing, however many rows
 * it touches. Collections may be empty (nothing is sent then) and of any size (they are sent in
 * chunks).
 *
 * <p>Failures are {@link dev.switchback.database.DatabaseException}s of the returned future.
 */
@NullMarked
package dev.switchback.music;

import org.jspecify.annotations.NullMarked;
