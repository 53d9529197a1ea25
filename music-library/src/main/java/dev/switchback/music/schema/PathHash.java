package dev.switchback.music.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key of a path: its SHA-256 in hexadecimal digits. A path has no limit, a key has one on most
 * databases (PostgreSQL about 2,700 bytes, MySQL 768 characters), so the hash is indexed instead.
 */
public final class PathHash {

  /** The length of a hash in characters. */
  public static final int LENGTH = 64;

  private PathHash() {}

  /** The hash of a path's UTF-8 bytes, in lower-case hexadecimal digits. */
  public static String of(String path) {
    try {
      byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
