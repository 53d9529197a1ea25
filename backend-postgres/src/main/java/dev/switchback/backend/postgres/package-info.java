/**
 * PostgreSQL 13 and later, over HikariCP. An application needs nothing of it but its jar: the
 * backend is found by its service entry.
 */
@NullMarked
package dev.switchback.backend.postgres;

import org.jspecify.annotations.NullMarked;
