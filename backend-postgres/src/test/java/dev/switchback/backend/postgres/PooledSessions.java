package dev.switchback.backend.postgres;

import dev.switchback.conformance.Namespace.Sessions;

/** The server's sessions are the pooler's; ours are those in which a transaction is open. */
record PooledSessions(PostgresSessions server) implements Sessions {

  @Override
  public int count() {
    return server.inUse();
  }

  @Override
  public boolean running(String marker) {
    return server.running(marker);
  }

  @Override
  public int inTransaction() {
    return server.inTransaction();
  }

  @Override
  public void kill() {
    server.kill();
  }
}
