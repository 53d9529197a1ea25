package dev.switchback.database;

/** What a failed operation left behind. */
public enum Outcome {
  /** The database did not begin it. */
  NOT_EXECUTED,
  /** Whatever it did has been undone. */
  ROLLED_BACK,
  /** It may have taken effect: the answer was lost on its way. */
  UNKNOWN
}
