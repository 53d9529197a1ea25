/** Transactions and savepoints. */
@NullMarked
package dev.switchback.backend.jdbc.internal.tx;

import org.jspecify.annotations.NullMarked;
