package dev.switchback.music.app.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small audio file: a second of noise that depends on the title, and the title as a tag. */
final class WaveFile {

  private static final int RATE = 8000;

  private WaveFile() {}

  static Path write(Path file, String title) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes(title, RATE));
  }

  /** Of another length; the noise of a longer one begins as that of the shorter. */
  static byte[] bytes(String title, int samples) {
    byte[] text = title.getBytes(StandardCharsets.UTF_8);
    int padded = text.length + text.length % 2;
    ByteBuffer file =
        ByteBuffer.allocate(12 + 24 + 20 + padded + 8 + samples).order(ByteOrder.LITTLE_ENDIAN);
    chunk(file, "RIFF", file.capacity() - 8).put("WAVE".getBytes(StandardCharsets.US_ASCII));
    chunk(file, "fmt ", 16).putShort((short) 1).putShort((short) 1);
    file.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8);
    chunk(file, "LIST", 12 + padded).put("INFO".getBytes(StandardCharsets.US_ASCII));
    chunk(file, "INAM", text.length).put(text).position(file.position() + text.length % 2);
    chunk(file, "data", samples);
    for (int i = 0; i < samples; i++) {
      file.put((byte) (title.hashCode() >> i % 24));
    }
    return file.array();
  }

  private static ByteBuffer chunk(ByteBuffer file, String id, int length) {
    return file.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(length);
  }
}
