/** The tables of the music library, as jOOQ tables and fields, and their migrations. */
@NullMarked
package dev.switchback.music.schema;

import org.jspecify.annotations.NullMarked;
