package dev.switchback.music.app.doctor;

import dev.switchback.database.Database;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks, and mends what they find if asked to. */
public final class Doctor {

  /** In this order: what one mends, the next ones need. */
  private static final List<Check> CHECKS =
      List.of(
          new DatabaseCheck(),
          DanglingCheck.FAVORITES,
          DanglingCheck.ITEMS_WITHOUT_TRACK,
          DanglingCheck.ITEMS_WITHOUT_PLAYLIST,
          new PathHashCheck(),
          new SamePathCheck(),
          new NumbersCheck(),
          new PlaylistOrderCheck(),
          new QueueCheck(),
          new FingerprintCheck());

  private static final Check SCHEMA = new SchemaCheck();

  private Doctor() {}

  /**
   * Runs all checks, and waits. Without the tables there is nothing to be checked but that.
   *
   * @param repair whether to mend what is found, and look again
   */
  public static List<Finding> examine(Database database, boolean repair) {
    List<Finding> findings = new ArrayList<>();
    Finding schema = run(SCHEMA, database, repair);
    findings.add(schema);
    if (schema.left() == 0) {
      CHECKS.forEach(check -> findings.add(run(check, database, repair)));
    }
    return findings;
  }

  private static Finding run(Check check, Database database, boolean repair) {
    List<String> found = check.find(database);
    if (found.isEmpty() || !repair) {
      return Finding.of(check, found, found);
    }
    check.repair(database);
    return Finding.of(check, found, check.find(database));
  }
}
