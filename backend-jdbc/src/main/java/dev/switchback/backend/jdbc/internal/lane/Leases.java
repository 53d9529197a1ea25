package dev.switchback.backend.jdbc.internal.lane;

import dev.switchback.backend.jdbc.ConnectionSource;
import dev.switchback.backend.jdbc.Dialect;
import dev.switchback.backend.jdbc.Session;
import dev.switchback.database.DatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of a lane that are in use. Safe for use by many threads. */
final class Leases {

  private final Lane lane;
  private final ConnectionSource source;
  private final Dialect dialect;
  private final Set<Lease> held = new HashSet<>();

  Leases(Lane lane, ConnectionSource source, Dialect dialect) {
    this.lane = lane;
    this.source = source;
    this.dialect = dialect;
  }

  /** A connection; the caller has a permit. */
  Lease acquire() {
    try {
      Lease lease = new Lease(lane, source.acquire(), dialect);
      synchronized (this) {
        held.add(lease);
      }
      return lease;
    } catch (SQLException e) {
      throw dialect.translate(e, null);
    } catch (RuntimeException | Error e) {
      throw DatabaseException.of(e);
    }
  }

  /** It is not in use any more. */
  void giveBack(Lease lease) {
    boolean usable;
    synchronized (this) {
      held.remove(lease);
      usable = !lease.isBroken();
    }
    // Where that is a round trip, no answer waits for it.
    Session session = source.talksOnRelease() ? lease.session() : lease.idleSession();
    source.release(session, !usable);
  }

  void lend(Session session) throws SQLException {
    source.lend(session);
  }

  boolean restore(Session session) {
    return source.restore(session);
  }

  /** A connection is to be cut; false if it has been given back, and may be somebody else's. */
  synchronized boolean giveUp(Lease lease) {
    lease.markBroken();
    return held.contains(lease);
  }

  /** Cuts the connections whose statements do not end although they were told to. */
  void cut() {
    List<Lease> cut;
    synchronized (this) {
      cut = new ArrayList<>(held);
    }
    cut.forEach(Lease::cut);
  }

  /** Closes those that nobody needs; whether others are not in use. */
  boolean closeUnused() {
    return source.closeUnused();
  }

  /** Closes all. */
  void close() {
    source.close();
  }
}
