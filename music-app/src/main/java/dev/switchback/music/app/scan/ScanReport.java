package dev.switchback.music.app.scan;

import java.util.List;

/**
 * What a scan did.
 *
 * @param added tracks that came into the library
 * @param modified tracks that were read again
 * @param unchanged files that were as before
 * @param missing tracks whose files were found to be gone
 * @param returned tracks whose files were gone and are back
 * @param problems files and folders that could not be read; such a file is in the library
 *     nevertheless, by its name
 */
public record ScanReport(
    int added, int modified, int unchanged, int missing, int returned, List<Problem> problems) {

  /** Copies the list. */
  public ScanReport {
    problems = List.copyOf(problems);
  }
}
