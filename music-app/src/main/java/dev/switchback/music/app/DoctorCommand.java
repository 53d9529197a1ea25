package dev.switchback.music.app;

import dev.switchback.database.Database;
import dev.switchback.music.app.doctor.Doctor;
import dev.switchback.music.app.doctor.Finding;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether the library is as it must be. */
@Command(
    name = "doctor",
    description = "Checks what must hold in a library, and mends it if asked to.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorCommand extends MusicCommand {

  /** What is printed. */
  record Report(boolean healthy, List<Finding> checks) {}

  @Option(
      names = "--repair",
      description = {
        "Mend what is found: rows that refer to nothing are deleted, tracks of one path are merged"
            + " with their histories, files are read for what is not known of them."
      })
  private boolean repair;

  DoctorCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (Database db = database.openExisting(session)) {
      List<Finding> findings = Doctor.examine(db, repair);
      boolean healthy = findings.stream().allMatch(finding -> finding.left() == 0);
      print(new Report(healthy, findings), () -> print(findings, healthy));
      return healthy ? ExitCode.OK : ExitCode.WRONG_RESULT;
    }
  }

  private void print(List<Finding> findings, boolean healthy) {
    TextTable table = new TextTable("check", ">found", ">left", "what must hold");
    for (Finding finding : findings) {
      table.row(
          finding.check(),
          Text.number(finding.found()),
          Text.number(finding.left()),
          finding.rule());
    }
    table.print(out());
    for (Finding finding : findings) {
      if (finding.left() > 0) {
        finding
            .examples()
            .forEach(
                example ->
                    err().println("music: " + Text.oneLine(finding.check() + ": " + example)));
      }
    }
    out().println(healthy ? "All is well." : "Not all is well; --repair mends what can be.");
  }
}
