package dev.switchback.music.app.tags;

import org.jspecify.annotations.Nullable;

/**
 * What a file says about itself; everything may be absent.
 *
 * @param title the title
 * @param artist the artist
 * @param album the album
 * @param albumArtist the album's artist
 * @param trackNumber the number on the album
 * @param trackTotal the album's number of tracks
 * @param date a year or a full date
 * @param seconds the duration
 */
public record Tags(
    @Nullable String title,
    @Nullable String artist,
    @Nullable String album,
    @Nullable String albumArtist,
    @Nullable String trackNumber,
    @Nullable String trackTotal,
    @Nullable String date,
    @Nullable Double seconds) {

  /** Nothing known. */
  public static final Tags NONE = new Tags(null, null, null, null, null, null, null, null);

  /**
   * Cleans values: no blanks around them, none that are blank, none with a NUL, which no database
   * stores everywhere; and a number "3/12" is number and total.
   */
  public Tags {
    title = clean(title);
    artist = clean(artist);
    album = clean(album);
    albumArtist = clean(albumArtist);
    date = clean(date);
    trackNumber = clean(trackNumber);
    trackTotal = clean(trackTotal);
    int slash = trackNumber == null ? -1 : trackNumber.indexOf('/');
    if (trackNumber != null && slash >= 0) {
      trackTotal = trackTotal == null ? clean(trackNumber.substring(slash + 1)) : trackTotal;
      trackNumber = clean(trackNumber.substring(0, slash));
    }
    seconds = seconds == null || !Double.isFinite(seconds) || seconds <= 0 ? null : seconds;
  }

  /** The same with a duration. */
  Tags lasting(@Nullable Double duration) {
    return new Tags(title, artist, album, albumArtist, trackNumber, trackTotal, date, duration);
  }

  private static @Nullable String clean(@Nullable String value) {
    if (value == null) {
      return null;
    }
    int nul = value.indexOf('\0'); // ID3 separates several values so; the first one counts
    String text = (nul < 0 ? value : value.substring(0, nul)).strip();
    return text.isEmpty() ? null : Surrogates.replaceLone(text);
  }
}
