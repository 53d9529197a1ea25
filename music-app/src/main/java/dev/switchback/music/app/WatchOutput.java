package dev.switchback.music.app;

import dev.switchback.music.app.scan.Problem;
import dev.switchback.music.app.scan.ScanReport;
import dev.switchback.music.app.scan.WatchedScan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Prints what a watch does: its first scan, and later ones if there is something to tell. */
final class WatchOutput implements WatchedScan.Listener {

  private final ScanRoots roots;
  private final Consumer<ScanReport> printer;
  private final PrintWriter err;
  private final Set<Problem> told = new HashSet<>();
  private boolean first = true;
  private boolean waiting;

  WatchOutput(ScanRoots roots, Consumer<ScanReport> printer, PrintWriter err) {
    this.roots = roots;
    this.printer = printer;
    this.err = err;
  }

  @Override
  public void scanned(Collection<Path> folders, ScanReport report) {
    boolean news = told.addAll(report.problems());
    if (first || news || report.isChange()) {
      printer.accept(report);
    }
    first = false;
    waiting = false;
    roots.scanned(folders);
  }

  @Override
  public void delayed(RuntimeException reason) {
    if (!waiting) {
      err.println("music: waiting: " + Text.oneLine(reason.getMessage()));
      waiting = true;
    }
  }
}
