/** Lanes: connections behind a queue; threads, timers and completions that serve them. */
@NullMarked
package dev.switchback.backend.jdbc.internal.lane;

import org.jspecify.annotations.NullMarked;
