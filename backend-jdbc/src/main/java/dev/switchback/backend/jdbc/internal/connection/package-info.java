/** Connections lent to functions of the application. */
@NullMarked
package dev.switchback.backend.jdbc.internal.connection;

import org.jspecify.annotations.NullMarked;
