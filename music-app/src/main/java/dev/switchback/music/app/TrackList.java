package dev.switchback.music.app;

import dev.switchback.music.Page;
import dev.switchback.music.Track;
import dev.switchback.music.TrackMetadata;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of tracks as it is printed.
 *
 * @param total how many there are in all, if they were counted
 * @param offset how many were passed over, if that is known
 * @param tracks the part that is shown
 */
record TrackList(@Nullable Long total, @Nullable Long offset, List<Item> tracks) {

  /** A track, flat. */
  record Item(
      long id,
      String path,
      @Nullable String title,
      @Nullable String artist,
      @Nullable String album,
      @Nullable String albumArtist,
      @Nullable String trackNumber,
      @Nullable String trackTotal,
      @Nullable String date,
      @Nullable Double duration,
      @Nullable Long fileSize,
      @Nullable String added,
      @Nullable String lastPlayed,
      int playCount,
      boolean missing) {

    static Item of(Track track) {
      TrackMetadata m = track.metadata();
      return new Item(
          track.id(),
          track.path(),
          m.title(),
          m.artist(),
          m.album(),
          m.albumArtist(),
          m.trackNumber(),
          m.trackTotal(),
          m.date(),
          m.duration(),
          m.fileSize(),
          Objects.toString(track.added(), null),
          Objects.toString(track.lastPlayed(), null),
          track.playCount(),
          track.missing());
    }
  }

  static TrackList of(List<Track> all) {
    return of(new Page<>(all, all.size()), 0);
  }

  /** A part by keyset: nothing is counted. */
  static TrackList part(List<Track> tracks) {
    return new TrackList(null, null, tracks.stream().map(Item::of).toList());
  }

  static TrackList of(Page<Track> page, long offset) {
    return new TrackList(page.total(), offset, page.items().stream().map(Item::of).toList());
  }

  void print(PrintWriter out) {
    if (!tracks.isEmpty()) {
      TextTable table = new TextTable(">id", "title", "artist", "album", ">time");
      for (Item track : tracks) {
        table.row(
            String.valueOf(track.id()),
            Text.oneLine(track.title()),
            Text.oneLine(track.artist()),
            Text.oneLine(track.album()),
            Text.playTime(track.duration()));
      }
      table.print(out);
      out.println();
    }
    out.println(
        total == null
            ? Text.count(tracks.size(), "track", "tracks")
            : Text.number(tracks.size()) + " of " + Text.number(total) + " tracks");
  }
}
