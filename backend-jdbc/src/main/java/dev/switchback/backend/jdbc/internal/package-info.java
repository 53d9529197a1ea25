/** The engine's implementation of the API. */
@NullMarked
package dev.switchback.backend.jdbc.internal;

import org.jspecify.annotations.NullMarked;
