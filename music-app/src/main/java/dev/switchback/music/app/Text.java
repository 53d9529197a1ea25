package dev.switchback.music.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words and numbers for people. */
final class Text {

  private Text() {}

  /** Without line breaks, and without control characters: tags are other people's text. */
  static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
  }

  /** A track in a sentence. */
  static String title(TrackList.Item track) {
    String title = track.title() == null ? track.path() : track.title();
    return track.artist() == null ? title : title + " by " + track.artist();
  }

  /** 1 track, 2,000 tracks. */
  static String count(long number, String one, String several) {
    return number(number) + " " + (number == 1 ? one : several);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** 1 h 02 min, 2 min 03 s, 4.2 s, 17 ms. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= 3600) {
      return String.format(Locale.ROOT, "%,d h %02d min", whole / 3600, whole / 60 % 60);
    }
    if (whole >= 60) {
      return whole / 60 + " min " + String.format(Locale.ROOT, "%02d s", whole % 60);
    }
    return seconds >= 1
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
  }

  /** Minutes and seconds, as players show them. */
  static String playTime(@Nullable Double seconds) {
    if (seconds == null) {
      return "";
    }
    long whole = Math.round(seconds);
    return whole / 60 + ":" + String.format(Locale.ROOT, "%02d", whole % 60);
  }

  static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
