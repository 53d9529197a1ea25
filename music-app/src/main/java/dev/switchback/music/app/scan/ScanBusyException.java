package dev.switchback.music.app.scan;

import dev.switchback.music.ScanLease;
import java.time.Clock;
import java.util.Optional;

/** Another scan has its turn; this one has done nothing more. */
public final class ScanBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ScanBusyException(String message) {
    super(message);
  }

  static ScanBusyException heldBy(Optional<ScanLease.Holder> holder) {
    return new ScanBusyException(
        holder
            .map(
                held ->
                    "another scan is running: "
                        + held.owner()
                        + "; if it has died, its turn ends in "
                        + Math.max(
                            1, held.expiresAt() - Clock.systemUTC().instant().getEpochSecond())
                        + " s")
            .orElse("another scan was running and has just ended"));
  }

  static ScanBusyException lost() {
    return new ScanBusyException(
        "this scan was held up for so long that another took its turn; scan again");
  }
}
