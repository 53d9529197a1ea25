package dev.switchback.music.app;

import dev.switchback.music.app.scan.Changes;
import dev.switchback.music.app.scan.ScanProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows on a terminal how far a scan is, how fast, and how long it will take. */
final class ProgressBar implements ScanProgress {

  private static final int WIDTH = 30;
  private static final int SEEN_STEP = 1000;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter terminal;
  private long start;
  private int total;
  private int done;

  ProgressBar(PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void seen(int files) {
    if (files % SEEN_STEP == 0) {
      terminal.print(ERASE + Text.number(files) + " files found");
      terminal.flush();
    }
  }

  @Override
  public synchronized void planned(Changes changes) {
    start = System.nanoTime();
    total = changes.added().size() + changes.modified().size();
    done = 0;
    draw();
  }

  @Override
  public synchronized void written(int files) {
    done += files;
    draw();
  }

  private void draw() {
    if (done >= total) {
      terminal.print(ERASE);
    } else {
      double seconds = (System.nanoTime() - start) / 1e9;
      double rate = done == 0 ? 0 : done / seconds;
      int filled = (int) ((long) done * WIDTH / total);
      terminal.print(
          ERASE
              + "["
              + "#".repeat(filled)
              + "-".repeat(WIDTH - filled)
              + "] "
              + Text.number(done)
              + " of "
              + Text.number(total)
              + (rate == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "  %,.0f a second, %s left",
                      rate,
                      Text.duration((total - done) / rate))));
    }
    terminal.flush();
  }
}
