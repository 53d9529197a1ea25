/** How a Java value travels through JDBC, checked and without loss. */
@NullMarked
package dev.switchback.backend.jdbc.codec;

import org.jspecify.annotations.NullMarked;
