package dev.switchback.music;

import java.util.Objects;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which tracks, in which order, and which part of them. Immutable; each method returns a changed
 * copy. Tracks whose files are missing are never among them.
 *
 * @param search text that title, artist or album must contain; upper and lower case of A to Z are
 *     the same, no character is a wildcard
 * @param artist exactly this artist
 * @param album exactly this album
 * @param sort the order; equal ones are ordered by id, in the same direction
 * @param order ascending, where tracks without a value come first, or descending, where they come
 *     last
 * @param limit the most tracks
 * @param offset how many tracks to pass over
 */
public record LibraryQuery(
    @Nullable String search,
    @Nullable String artist,
    @Nullable String album,
    SortKey sort,
    SortOrder order,
    long limit,
    long offset) {

  private static final LibraryQuery ALL =
      new LibraryQuery(null, null, null, SortKey.ADDED, SortOrder.DESC, 100, 0);

  /** Refuses a negative limit or offset. */
  public LibraryQuery {
    Objects.requireNonNull(sort);
    Objects.requireNonNull(order);
    if (limit < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "limit " + limit + " and offset " + offset + " must be ≥ 0");
    }
  }

  /** The 100 tracks added last. */
  public static LibraryQuery all() {
    return ALL;
  }

  /** Only tracks that contain a text; an empty one is in all. */
  public LibraryQuery search(String text) {
    return new LibraryQuery(text, artist, album, sort, order, limit, offset);
  }

  /** Only one artist's tracks. */
  public LibraryQuery artist(String name) {
    return new LibraryQuery(search, name, album, sort, order, limit, offset);
  }

  /** Only tracks of albums of one name. */
  public LibraryQuery album(String name) {
    return new LibraryQuery(search, artist, name, sort, order, limit, offset);
  }

  /** In another order. */
  public LibraryQuery sortedBy(SortKey key, SortOrder direction) {
    return new LibraryQuery(search, artist, album, key, direction, limit, offset);
  }

  /** Another part. */
  public LibraryQuery slice(long most, long passOver) {
    return new LibraryQuery(search, artist, album, sort, order, most, passOver);
  }
}
