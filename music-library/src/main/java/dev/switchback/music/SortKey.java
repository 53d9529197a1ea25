package dev.switchback.music;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;

import dev.switchback.music.schema.LibraryTable;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a list of tracks can be sorted by. Text sorts by code point, and by its first {@value
 * #TEXT_LENGTH} characters: that much fits the indexes of every database.
 */
public enum SortKey {
  /** The title. */
  TITLE(LibraryTable.TITLE, track -> track.metadata().title()),
  /** The artist. */
  ARTIST(LibraryTable.ARTIST, track -> track.metadata().artist()),
  /** The album. */
  ALBUM(LibraryTable.ALBUM, track -> track.metadata().album()),
  /** When it came into the library. */
  ADDED(LibraryTable.ADDED_DATE, Track::added),
  /** How often it was played. */
  PLAY_COUNT(LibraryTable.PLAY_COUNT, Track::playCount),
  /** The duration. */
  DURATION(LibraryTable.DURATION, track -> track.metadata().duration()),
  /** When it was last played. */
  LAST_PLAYED(LibraryTable.LAST_PLAYED, Track::lastPlayed);

  /** By how many characters a text sorts. */
  public static final int TEXT_LENGTH = 250;

  private final Field<?> column;
  private final Function<Track, @Nullable Object> value;

  <T> SortKey(Field<T> column, Function<Track, @Nullable T> value) {
    this.column = column;
    this.value = value::apply;
  }

  /** What the rows of the library are sorted by; the indexes are over just this. */
  Field<?> field() {
    return of(column);
  }

  /** The same for a selection of them. */
  Field<?> field(Table<?> tracks) {
    return of(Objects.requireNonNull(tracks.field(column.getName())));
  }

  @SuppressWarnings("unchecked")
  private Field<?> of(Field<?> place) {
    return switch (this) {
      case TITLE, ARTIST, ALBUM -> prefix((Field<String>) place);
      case PLAY_COUNT -> count((Field<Integer>) place);
      default -> place;
    };
  }

  /** As the indexes have it. */
  static Field<String> prefix(Field<String> text) {
    return left(text, inline(TEXT_LENGTH));
  }

  /** As the index has it: NULL counts as 0. */
  static Field<Integer> count(Field<Integer> plays) {
    return coalesce(plays, inline(0));
  }

  /** Whether it is a text, of which one may ask for a beginning. */
  boolean isText() {
    return column.getType() == String.class;
  }

  /** A track's place in the order. */
  @Nullable Object of(Track track) {
    Object place = value.apply(track);
    return place instanceof String text ? prefix(text) : place;
  }

  static String prefix(String text) {
    return text.codePointCount(0, text.length()) <= TEXT_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH));
  }
}
