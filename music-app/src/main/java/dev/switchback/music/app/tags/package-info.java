/** Reads what audio files say about themselves. */
@NullMarked
package dev.switchback.music.app.tags;

import org.jspecify.annotations.NullMarked;
