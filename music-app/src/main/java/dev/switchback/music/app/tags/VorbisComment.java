package dev.switchback.music.app.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comment block that FLAC, Vorbis and Opus share: {@code NAME=value} pairs in UTF-8. */
final class VorbisComment {

  private VorbisComment() {}

  /** Reads a block from the buffer's position. */
  static Tags read(ByteBuffer buffer) throws IOException {
    ByteBuffer block = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> values = new HashMap<>();
    next(block); // who wrote it
    int count = length(block);
    for (int i = 0; i < count; i++) {
      String comment = next(block);
      int equals = comment.indexOf('=');
      if (equals > 0) {
        String name = comment.substring(0, equals).toUpperCase(Locale.ROOT);
        values.putIfAbsent(name, comment.substring(equals + 1)); // of several artists the first
      }
    }
    return new Tags(
        values.get("TITLE"),
        values.get("ARTIST"),
        values.get("ALBUM"),
        first(values, "ALBUMARTIST", "ALBUM_ARTIST", "ALBUM ARTIST"),
        first(values, "TRACKNUMBER", "TRACK"),
        first(values, "TRACKTOTAL", "TOTALTRACKS"),
        first(values, "DATE", "YEAR"),
        null);
  }

  private static @Nullable String first(Map<String, String> values, String... names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        return values.get(name);
      }
    }
    return null;
  }

  private static String next(ByteBuffer block) throws IOException {
    byte[] text = new byte[length(block)];
    block.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Every entry takes bytes, so a count or length beyond what is left is damage. */
  private static int length(ByteBuffer block) throws IOException {
    if (block.remaining() < Integer.BYTES) {
      throw new DamagedFileException("its comments are cut off");
    }
    int length = block.getInt();
    if (length < 0 || length > block.remaining()) {
      throw new DamagedFileException("its comments are damaged");
    }
    return length;
  }
}
