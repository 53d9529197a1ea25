package dev.switchback.backend.mysql;

/** What is still to be done: the contracts that this backend does not keep, or not all of them. */
final class NotYet {

  /** Their names; each that goes from here is a step. */
  static final String CONTRACTS =
      ".*\\.("
          // ALTER TABLE beyond adding, dropping and renaming columns; views; partial indexes
          + "AddedColumn|AlterColumn|AlterConstraint|AlterTable|Drop|Index|Inspection|Schema|View"
          // statements inside RETURNING that the kit writes as SQL text, choice of a key,
          // conditions
          + "|Upsert|ReturningOutcome|ReturningTransaction|PreparedQueryReturning|DmlForms|PlainSql"
          + "|Outcome|GeneratedTable|Keys|WithConnection|ReadOnly|StreamWrite"
          // migrations whose failure, cancel or death is undone
          + "|Fresh|MigrationCancel|MigrationProcess|MigrationScript|MigrationWait|MigrationUndo"
          // others
          + "|ErrorConstraint|Batch|Metadata|ConnectionLoss|Isolation|Secret|Deadline"
          + "|CancelRunning|StreamCancel|MigrationRecord"
          + ")Contract";

  private NotYet() {}
}
