/** The command line of the music library; {@link dev.switchback.music.app.Music} is the way in. */
@NullMarked
package dev.switchback.music.app;

import org.jspecify.annotations.NullMarked;
