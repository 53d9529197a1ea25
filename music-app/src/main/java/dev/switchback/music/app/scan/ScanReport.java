package dev.switchback.music.app.scan;

import java.util.Comparator;
import java.util.List;

/**
 * What a scan did.
 *
 * @param added tracks that came into the library
 * @param moved tracks whose files were found elsewhere
 * @param modified tracks that were read again
 * @param unchanged files that were as before
 * @param missing tracks whose files are gone, and were there before
 * @param returned tracks whose files were gone and are back
 * @param problems files and folders that could not be read
 */
public record ScanReport(
    int added,
    int moved,
    int modified,
    int unchanged,
    int missing,
    int returned,
    List<Problem> problems) {

  /** Sorts the problems by path: folders are listed in no order, and some files are read twice. */
  public ScanReport {
    problems = problems.stream().distinct().sorted(Comparator.comparing(Problem::path)).toList();
  }

  static ScanReport unchanged(int files, List<Problem> problems) {
    return new ScanReport(0, 0, 0, files, 0, 0, problems);
  }

  /** Whether the library was changed. */
  public boolean isChange() {
    return added + moved + modified + missing + returned > 0;
  }
}
