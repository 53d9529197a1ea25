package dev.switchback.music;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param items the part
 * @param total the length of the whole list, as it was when the part was read
 * @param <T> what the list holds
 */
public record Page<T>(List<T> items, long total) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
