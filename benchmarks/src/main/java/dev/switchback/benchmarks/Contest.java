package dev.switchback.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs contenders in turn, round after round, and compares each round's times with the first
 * contender's: a machine whose speed drifts drifts for all of them.
 */
final class Contest {

  /** A way to do the job. */
  record Contender(String name, Job job) {}

  /** Does a number of operations. */
  @FunctionalInterface
  interface Job {
    void run(int operations) throws Exception;
  }

  private static final int WARM_UP = 2;

  private final String name;
  private final int operations;
  private final int rounds;
  private final Job before;

  Contest(String name, int operations, int rounds) {
    this(name, operations, rounds, none -> {});
  }

  /** {@code before} each turn, something that is not measured. */
  Contest(String name, int operations, int rounds, Job before) {
    this.name = name;
    this.operations = operations;
    this.rounds = rounds;
    this.before = before;
  }

  /** Prints a line for each contender; ratios are of speed: above 1 is faster than the first. */
  void run(List<Contender> contenders) throws Exception {
    double[][] nanos = new double[contenders.size()][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        before.run(operations);
        long begun = System.nanoTime();
        contenders.get(i).job().run(operations);
        if (round >= 0) {
          nanos[i][round] = System.nanoTime() - begun;
        }
      }
    }
    System.out.println(name + ", " + operations + " operations, " + rounds + " rounds");
    for (int i = 0; i < contenders.size(); i++) {
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratios[round] = nanos[0][round] / nanos[i][round];
      }
      Arrays.sort(ratios);
      System.out.printf(
          Locale.ROOT,
          "  %-44s %10.0f /s   ratio %.2f (%.2f – %.2f), of the best rounds %.2f%n",
          contenders.get(i).name(),
          operations * 1e9 / median(nanos[i]),
          median(ratios),
          ratios[0],
          ratios[rounds - 1],
          best(nanos[0]) / best(nanos[i]));
    }
  }

  /** What a machine that others use, too, can do when they do not. */
  private static double best(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
