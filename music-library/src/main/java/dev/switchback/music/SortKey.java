package dev.switchback.music;

import dev.switchback.music.schema.LibraryTable;
import org.jooq.Field;

/** What a list of tracks can be sorted by. Text sorts by code point. */
public enum SortKey {
  /** The title. */
  TITLE(LibraryTable.TITLE),
  /** The artist. */
  ARTIST(LibraryTable.ARTIST),
  /** The album. */
  ALBUM(LibraryTable.ALBUM),
  /** When it came into the library. */
  ADDED(LibraryTable.ADDED_DATE),
  /** How often it was played. */
  PLAY_COUNT(LibraryTable.PLAY_COUNT),
  /** The duration. */
  DURATION(LibraryTable.DURATION),
  /** When it was last played. */
  LAST_PLAYED(LibraryTable.LAST_PLAYED);

  private final Field<?> field;

  SortKey(Field<?> field) {
    this.field = field;
  }

  Field<?> field() {
    return field;
  }
}
