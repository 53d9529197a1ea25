package dev.switchback.backend.jdbc.internal.schema;

import dev.switchback.database.BackendInfo;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What is recorded of a migration's source. It can never be made in another way: it is stored. */
final class Checksum {

  private Checksum() {}

  /**
   * The checksum of a migration as it is on that kind of database.
   *
   * @throws DatabaseException MIGRATION, if its script is not there or cannot be read
   */
  static String of(Migration migration, BackendInfo backend) {
    return migration.up() instanceof Migration.Script script
        ? sha256(script.read(backend))
        : sha256(migration.id() + '\n' + migration.revision() + '\n' + migration.description());
  }

  /** The checksum of statements as they are sent. */
  static String of(List<String> statements) {
    return sha256(String.join("\n", statements));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
