/** Looks whether a library is as it must be, and mends it. */
@NullMarked
package dev.switchback.music.app.doctor;

import org.jspecify.annotations.NullMarked;
