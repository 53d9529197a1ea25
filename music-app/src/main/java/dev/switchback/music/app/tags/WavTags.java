package dev.switchback.music.app.tags;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the chunks of a RIFF WAVE file: its format, the length of its data, its INFO list. */
final class WavTags implements TagReader {

  /** An INFO list has a few hundred bytes; a longer one is passed over. */
  private static final int LARGEST_LIST = 1 << 20;

  @Override
  public Tags read(Path file) throws IOException {
    Map<String, String> info = new HashMap<>();
    long bytesPerSecond = 0;
    long bytes = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(12); // RIFF, length, WAVE
      while (true) {
        String id = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        long rest = length + (length & 1); // chunks begin at even places
        if (id.equals("fmt ") && length >= 16) {
          in.skipNBytes(8);
          bytesPerSecond = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
          rest -= 12;
        } else if (id.equals("data")) {
          bytes = length;
        } else if (id.equals("LIST") && length <= LARGEST_LIST) {
          readInfo(ByteBuffer.wrap(in.readNBytes((int) length)), info);
          rest -= length;
        }
        in.skipNBytes(rest);
      }
    } catch (EOFException e) {
      // the end of the chunks; what follows sees whether they sufficed
    }
    if (bytesPerSecond == 0 || bytes == 0) {
      throw new DamagedFileException("there is no audio in it");
    }
    return new Tags(
        info.get("INAM"),
        info.get("IART"),
        info.get("IPRD"),
        null,
        info.getOrDefault("IPRT", info.get("ITRK")),
        null,
        info.get("ICRD"),
        (double) bytes / bytesPerSecond);
  }

  private static void readInfo(ByteBuffer list, Map<String, String> info) {
    list.order(ByteOrder.LITTLE_ENDIAN);
    if (list.remaining() < 4 || !text(list, 4).equals("INFO")) {
      return;
    }
    while (list.remaining() >= 8) {
      String id = text(list, 4);
      int length = list.getInt();
      if (length < 0 || length > list.remaining()) {
        return;
      }
      info.put(id, text(list, length));
      if ((length & 1) == 1 && list.hasRemaining()) {
        list.get();
      }
    }
  }

  /** Programs of today write UTF-8, older ones Latin-1. */
  private static String text(ByteBuffer list, int length) {
    byte[] bytes = new byte[length];
    list.get(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
