package dev.switchback.music.app.scan;

import java.util.List;

/**
 * The files that are there.
 *
 * @param roots what was looked through: files and folders, absolute
 * @param separator what separates the names in a path
 * @param files the audio files, by path
 * @param unseen folders and files that are there but could not be looked at: nothing is known of
 *     what lies in them
 * @param problems why not
 */
public record Inventory(
    List<String> roots,
    char separator,
    List<AudioFile> files,
    List<String> unseen,
    List<Problem> problems) {

  /** Copies the lists. */
  public Inventory {
    roots = List.copyOf(roots);
    files = List.copyOf(files);
    unseen = List.copyOf(unseen);
    problems = List.copyOf(problems);
  }

  /** Whether nothing can be said about a path that is not among the files. */
  boolean isUnseen(String path) {
    return unseen.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + separator));
  }
}
