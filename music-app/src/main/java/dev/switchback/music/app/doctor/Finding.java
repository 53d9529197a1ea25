package dev.switchback.music.app.doctor;

import java.util.List;

/**
 * What a check has found.
 *
 * @param check its name
 * @param rule what must hold
 * @param found how much violated that
 * @param left how much does so still
 * @param examples some of that, each in a few words
 */
public record Finding(String check, String rule, int found, int left, List<String> examples) {

  private static final int EXAMPLES = 20;

  static Finding of(Check check, List<String> found, List<String> left) {
    return new Finding(
        check.name(),
        check.rule(),
        found.size(),
        left.size(),
        (left.isEmpty() ? found : left).stream().limit(EXAMPLES).toList());
  }
}
