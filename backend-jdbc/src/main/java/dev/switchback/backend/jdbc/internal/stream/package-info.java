/** Streams: rows that are read as their subscriber asks for them. */
@NullMarked
package dev.switchback.backend.jdbc.internal.stream;

import org.jspecify.annotations.NullMarked;
