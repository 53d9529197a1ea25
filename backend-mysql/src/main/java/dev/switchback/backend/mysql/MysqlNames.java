package dev.switchback.backend.mysql;

/** Names as the server takes them. */
final class MysqlNames {

  private MysqlNames() {}

  static String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }
}
