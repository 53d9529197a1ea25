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
 * @param total how many there are in all
 * @param offset how many were passed over
 * @param tracks the part that is shown
 */
record TrackList(long total, long offset, List<Item> tracks) {

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
      int playCount) {

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
          track.playCount());
    }
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
    out.println(Text.number(tracks.size()) + " of " + Text.number(total) + " tracks");
  }
}
