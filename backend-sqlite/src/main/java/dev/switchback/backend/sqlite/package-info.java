/**
 * SQLite, in a file or in memory. An application needs nothing of it but its jar: the backend is
 * found by its service entry.
 */
@NullMarked
package dev.switchback.backend.sqlite;

import org.jspecify.annotations.NullMarked;
