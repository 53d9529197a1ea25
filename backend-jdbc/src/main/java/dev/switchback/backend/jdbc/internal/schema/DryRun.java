package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.Migration.Steps;
import dev.switchback.database.MigrationStatus;
import dev.switchback.database.MigrationStatus.Change;
import dev.switchback.database.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What would be run, made of what is there now: nothing is tried. */
final class DryRun {

  private final Ledger ledger;
  private final MigrationSteps steps;
  private final int applied;

  DryRun(Ledger ledger, MigrationSteps steps) {
    this.ledger = ledger;
    this.steps = steps;
    this.applied = ledger.applied();
  }

  /** The statuses, with what would be run until so many are applied. */
  List<MigrationStatus> to(int target) {
    List<MigrationStatus> statuses = new ArrayList<>(ledger.statuses());
    for (int i = applied; i < target; i++) {
      statuses.set(i, status(i, ledger.given().migration(i).up(), Change.APPLIED));
    }
    for (int i = target; i < applied; i++) {
      steps.requireDown(ledger.given().migration(i));
      Steps down = Objects.requireNonNull(ledger.given().migration(i).down());
      statuses.set(i, status(i, down, Change.UNDONE));
    }
    return statuses;
  }

  private MigrationStatus status(int position, Steps what, Change change) {
    try {
      return Ledger.with(ledger.statuses().get(position), change, steps.sql(what, ledger.tables()));
    } catch (RuntimeException e) {
      throw MigrationSteps.failed(
          "The statements of migration "
              + id(position)
              + " cannot be made"
              + before(position, change),
          e,
          Outcome.NOT_EXECUTED);
    }
  }

  private String before(int position, Change change) {
    int first = change == Change.APPLIED ? applied : applied - 1;
    return position == first
        ? ""
        : " before " + id(first) + " is " + (change == Change.APPLIED ? "applied" : "undone");
  }

  private String id(int position) {
    return ledger.given().migration(position).id();
  }
}
