/** The music library's operations, on whatever database: what a real application relies on. */
@NullMarked
package dev.switchback.conformance.music;

import org.jspecify.annotations.NullMarked;
