/** From a jOOQ query to SQL and binds, and from a result set back to records. */
@NullMarked
package dev.switchback.backend.jdbc.internal.query;

import org.jspecify.annotations.NullMarked;
