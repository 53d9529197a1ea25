package dev.switchback.music.app.demo;

import java.util.List;

/**
 * What a demonstration did.
 *
 * @param steps its steps
 * @param wrong results that were not what they must be; empty if all is well
 */
public record DemoReport(List<DemoStep> steps, List<String> wrong) {

  /** Copies the lists. */
  public DemoReport {
    steps = List.copyOf(steps);
    wrong = List.copyOf(wrong);
  }
}
