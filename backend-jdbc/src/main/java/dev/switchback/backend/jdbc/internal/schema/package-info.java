/** DDL and migrations, on nothing but the API. */
@NullMarked
package dev.switchback.backend.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
