/**
 * Brings a library in line with files, in two phases: an {@link
 * dev.switchback.music.app.scan.Inventory} lists the files without opening them; {@link
 * dev.switchback.music.app.scan.Changes} says which are new or different; only those are read and
 * written ({@link dev.switchback.music.app.scan.Scan}).
 */
@NullMarked
package dev.switchback.music.app.scan;

import org.jspecify.annotations.NullMarked;
