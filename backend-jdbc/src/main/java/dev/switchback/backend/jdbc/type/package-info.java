/** The portable column types, as jOOQ sees them. */
@NullMarked
package dev.switchback.backend.jdbc.type;

import org.jspecify.annotations.NullMarked;
