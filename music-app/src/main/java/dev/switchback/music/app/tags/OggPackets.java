package dev.switchback.music.app.tags;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The packets of an Ogg file's first stream. A page carries segments of up to 255 bytes; a packet
 * ends with the first shorter one, be it on this page or on a later one.
 */
final class OggPackets {

  private static final int MARK = 0x4F676753; // OggS
  private static final int FULL = 255;

  /** Comments carry pictures; more than this is damage. */
  private static final int LARGEST = 64 << 20;

  private final DataInputStream in;
  private int serial;
  private boolean started;
  private byte[] segments = new byte[0];
  private int segment;

  OggPackets(DataInputStream in) {
    this.in = in;
  }

  /** The stream's number; known after the first packet. */
  int serial() {
    return serial;
  }

  ByteBuffer next() throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    int length;
    do {
      while (segment == segments.length) {
        turnPage();
      }
      length = Byte.toUnsignedInt(segments[segment++]);
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      packet.writeBytes(bytes);
      if (packet.size() > LARGEST) {
        throw new DamagedFileException("its comments are damaged");
      }
    } while (length == FULL);
    return ByteBuffer.wrap(packet.toByteArray());
  }

  private void turnPage() throws IOException {
    while (true) {
      if (in.readInt() != MARK) {
        throw new DamagedFileException("it is damaged");
      }
      in.skipNBytes(10); // version, flags, samples
      int stream = Integer.reverseBytes(in.readInt());
      in.skipNBytes(8); // page number, checksum
      byte[] table = new byte[in.readUnsignedByte()];
      in.readFully(table);
      if (!started || stream == serial) {
        started = true;
        serial = stream;
        segments = table;
        segment = 0;
        return;
      }
      in.skipNBytes(length(table)); // another stream's page
    }
  }

  private static int length(byte[] table) {
    int sum = 0;
    for (byte length : table) {
      sum += Byte.toUnsignedInt(length);
    }
    return sum;
  }
}
