package dev.switchback.music;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting that the player knows: its key, its type and its default.
 *
 * @param key the key under which it is stored
 * @param fallback its value where none is stored
 * @param parser reads its stored text; never fails, for the text may be anyone's
 * @param <T> its type
 */
public record Setting<T>(String key, T fallback, Function<String, T> parser) {

  /** The volume in percent. */
  public static final Setting<Integer> VOLUME = number("volume", 75);

  /** Whether the queue is shuffled. */
  public static final Setting<Boolean> SHUFFLE = flag("shuffle", false);

  /** What repeats: none, one, all. */
  public static final Setting<String> LOOP_MODE = text("loop_mode", "none");

  /** The look. */
  public static final Setting<String> THEME = text("theme", "dark");

  /** The width of the side bar. */
  public static final Setting<Integer> SIDEBAR_WIDTH = number("sidebar_width", 250);

  /** The height of the queue's panel. */
  public static final Setting<Integer> QUEUE_PANEL_HEIGHT = number("queue_panel_height", 300);

  /** All of them. */
  public static final List<Setting<?>> KNOWN =
      List.of(VOLUME, SHUFFLE, LOOP_MODE, THEME, SIDEBAR_WIDTH, QUEUE_PANEL_HEIGHT);

  /** A whole number; text that is none reads as 0. */
  public static Setting<Integer> number(String key, int fallback) {
    return new Setting<>(key, fallback, Setting::parse);
  }

  /** Yes, stored as 1 or true, or no. */
  public static Setting<Boolean> flag(String key, boolean fallback) {
    return new Setting<>(key, fallback, text -> text.equals("1") || text.equals("true"));
  }

  /** A text. */
  public static Setting<String> text(String key, String fallback) {
    return new Setting<>(key, fallback, Function.identity());
  }

  /** The value of a stored text; the default if there is none. */
  public T read(@Nullable String stored) {
    return stored == null ? fallback : parser.apply(stored);
  }

  private static Integer parse(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
