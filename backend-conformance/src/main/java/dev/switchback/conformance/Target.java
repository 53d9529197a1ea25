package dev.switchback.conformance;

import java.util.Optional;

/**
 * A database on which the contracts run. Implementations have a public constructor without
 * parameters; one instance serves a whole run.
 */
public interface Target {

  /** A name for reports, for example {@code SQLite file}. */
  String name();

  /**
   * Makes the target ready, once, by starting its server for example.
   *
   * @return nothing when it is ready; else why not, and the remedy, in a line or two: the contracts
   *     are then skipped with this reason, or fail if the environment says {@code CI=true}
   */
  Optional<String> start();

  /** A fresh, empty database that nobody else uses. Called after a successful {@link #start}. */
  Namespace newNamespace() throws Exception;
}
