package dev.switchback.music.app.scan;

import dev.switchback.music.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How files and library differ.
 *
 * @param added files that the library does not have
 * @param modified files that changed since they were read
 * @param gone paths of the library whose files are not there any more
 * @param returned paths that the library held for gone, and that are there
 * @param unchanged how many files are as they were, the returned ones included
 */
public record Changes(
    List<AudioFile> added,
    List<AudioFile> modified,
    List<String> gone,
    List<String> returned,
    int unchanged) {

  /** Compares; the fingerprints are those under the inventory's roots, and no others. */
  public static Changes between(Inventory inventory, Map<String, Fingerprint> known) {
    List<AudioFile> added = new ArrayList<>();
    List<AudioFile> modified = new ArrayList<>();
    List<String> returned = new ArrayList<>();
    Set<String> there = new HashSet<>();
    int unchanged = 0;
    for (AudioFile file : inventory.files()) {
      there.add(file.path());
      Fingerprint before = known.get(file.path());
      if (before == null) {
        added.add(file);
        continue;
      }
      if (before.missing()) {
        returned.add(file.path());
      }
      if (before.matches(file.mtimeNs(), file.size())) {
        unchanged++;
      } else {
        modified.add(file);
      }
    }
    return new Changes(added, modified, gone(inventory, known, there), returned, unchanged);
  }

  /** Where nothing differs, nothing is written. */
  public boolean isEmpty() {
    return added.isEmpty() && modified.isEmpty() && gone.isEmpty() && returned.isEmpty();
  }

  private static List<String> gone(
      Inventory inventory, Map<String, Fingerprint> known, Set<String> there) {
    return known.entrySet().stream()
        .filter(entry -> !entry.getValue().missing() && !there.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .filter(path -> !inventory.isUnseen(path))
        .sorted()
        .toList();
  }
}
