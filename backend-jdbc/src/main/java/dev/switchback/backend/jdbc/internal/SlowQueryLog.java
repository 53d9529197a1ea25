package dev.switchback.backend.jdbc.internal;

import dev.switchback.backend.jdbc.internal.lane.Nanos;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.DatabaseListener;
import dev.switchback.database.UnitEnd;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the statements that took long. Of values it sees none: it is told the SQL only. */
final class SlowQueryLog implements DatabaseListener {

  private static final Logger LOG = LoggerFactory.getLogger("dev.switchback.slow");

  private static final int MAX_SQL = 1_000;

  private final long thresholdNanos;

  SlowQueryLog(Duration threshold) {
    this.thresholdNanos = Nanos.of(threshold);
  }

  @Override
  public void ended(UnitEnd end) {
    String sql = end.start().sql();
    Duration took = end.waited().plus(end.ran()).plus(end.decoded());
    if (sql == null || sql.isEmpty() || Nanos.of(took) < thresholdNanos || !LOG.isWarnEnabled()) {
      return;
    }
    LOG.warn(
        "{} ms (waited {}, ran {}, decoded {}), {}{}, {}: {}",
        took.toMillis(),
        end.waited().toMillis(),
        end.ran().toMillis(),
        end.decoded().toMillis(),
        end.start().kind().name().toLowerCase(Locale.ROOT),
        end.start().tag() == null ? "" : " '" + end.start().tag() + "'",
        outcome(end),
        sql.length() <= MAX_SQL ? sql : sql.substring(0, MAX_SQL) + " …");
  }

  private static String outcome(UnitEnd end) {
    return end.failure() == null
        ? end.rows() + " rows"
        : "failed with " + DatabaseException.of(end.failure()).kind();
  }
}
