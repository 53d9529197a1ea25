package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;

/**
 * Asks whether a connection works.
 *
 * @param dialect knows how
 */
public record PingJob(Dialect dialect) implements Job<Boolean> {

  @Override
  public UnitKind kind() {
    return UnitKind.PING;
  }

  @Override
  public String sql() {
    return "";
  }

  @Override
  public Access access() {
    return Access.READ;
  }

  @Override
  public Boolean run(Session session, Interruption run, Meter meter) {
    return dialect.probe(session.connection());
  }
}
