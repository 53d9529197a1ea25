package dev.switchback.music.app.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Finds the last page of an Ogg stream, which says how many samples it has. */
final class OggEnd {

  private static final int MARK = 0x5367674F; // OggS, little-endian
  private static final int LARGEST_PAGE = 65_307;
  private static final int HEADER = 18;

  private OggEnd() {}

  /** The number of samples, or 0 if it cannot be found. */
  static long samples(Path file, int serial) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int length = (int) Math.min(channel.size(), 2L * LARGEST_PAGE);
      ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      long from = channel.size() - length;
      while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
      for (int at = tail.position() - HEADER; at >= 0; at--) {
        if (tail.getInt(at) == MARK && tail.getInt(at + 14) == serial && tail.getLong(at + 6) > 0) {
          return tail.getLong(at + 6);
        }
      }
      return 0;
    }
  }
}
