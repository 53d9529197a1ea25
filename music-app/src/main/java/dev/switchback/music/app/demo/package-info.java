/** A demonstration on made-up tracks, every result of which is known and checked. */
@NullMarked
package dev.switchback.music.app.demo;

import org.jspecify.annotations.NullMarked;
