/** Bulk loads: from the application's objects, pulled in blocks, to a backend's loader. */
@NullMarked
package dev.switchback.backend.jdbc.internal.load;

import org.jspecify.annotations.NullMarked;
