package dev.switchback.backend.mysql;

import dev.switchback.conformance.Namespace;
import dev.switchback.conformance.Target;
import dev.switchback.conformance.server.MysqlProduct;
import dev.switchback.conformance.server.MysqlServer;
import dev.switchback.conformance.server.ServerUnavailable;
import java.util.Optional;

/** MySQL, with a database of its own for each class of tests. */
final class MysqlTarget implements Target {

  @Override
  public String name() {
    return "MySQL";
  }

  @Override
  public Optional<String> start() {
    try {
      MysqlServer.get(MysqlProduct.MYSQL);
      return Optional.empty();
    } catch (ServerUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Namespace newNamespace() throws Exception {
    return new MysqlNamespace(MysqlServer.get(MysqlProduct.MYSQL));
  }
}
