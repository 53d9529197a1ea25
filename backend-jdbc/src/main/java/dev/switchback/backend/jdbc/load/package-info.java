/** Bulk loads, as a backend sees them: rows that are encoded, and who writes them to a table. */
@NullMarked
package dev.switchback.backend.jdbc.load;

import org.jspecify.annotations.NullMarked;
