/** What a backend implements; an application does not need this package. */
@NullMarked
package dev.switchback.database.spi;

import org.jspecify.annotations.NullMarked;
