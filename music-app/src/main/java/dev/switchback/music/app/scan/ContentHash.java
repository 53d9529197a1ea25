package dev.switchback.music.app.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a file is known again wherever it is: the SHA-256 of its first 64 KiB, and of its last 64
 * KiB too if it is larger than 128 KiB. The original player has the same rule. Two files of the
 * same hash are therefore not always the same: compare the size as well.
 */
final class ContentHash {

  private static final int PART = 64 * 1024;

  private ContentHash() {}

  /** The hash, as {@code sha256:} and 64 hexadecimal digits. */
  static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      update(digest, channel);
      if (size > 2 * PART) {
        channel.position(size - PART);
        update(digest, channel);
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, SeekableByteChannel channel) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(PART);
    int read = 0;
    while (part.hasRemaining() && read >= 0) {
      read = channel.read(part);
    }
    digest.update(part.flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
