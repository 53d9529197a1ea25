package dev.switchback.music.app.tags;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads Vorbis, Opus and FLAC in Ogg: the first packet says which and how fast it runs, the second
 * holds the comments, the last page the length. Nothing between them is read.
 */
final class OggTags implements TagReader {

  private static final int FLAC_STREAM_INFO = 13 + 4;
  private static final int OPUS_RATE = 48_000;

  @Override
  public Tags read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      OggPackets packets = new OggPackets(in);
      ByteBuffer first = packets.next();
      ByteBuffer second = packets.next();
      return tags(first, second, file, packets.serial());
    } catch (EOFException e) {
      throw new DamagedFileException("it is cut off", e);
    }
  }

  private static Tags tags(ByteBuffer first, ByteBuffer second, Path file, int serial)
      throws IOException {
    if (startsWith(first, "\u0001vorbis") && startsWith(second, "\u0003vorbis")) {
      int rate = first.order(ByteOrder.LITTLE_ENDIAN).getInt(12);
      return comment(second, 7).lasting(seconds(OggEnd.samples(file, serial), 0, rate));
    }
    if (startsWith(first, "OpusHead") && startsWith(second, "OpusTags")) {
      int lead = Short.toUnsignedInt(first.order(ByteOrder.LITTLE_ENDIAN).getShort(10));
      return comment(second, 8).lasting(seconds(OggEnd.samples(file, serial), lead, OPUS_RATE));
    }
    if (startsWith(first, "\u007fFLAC")) {
      return comment(second, 4).lasting(FlacTags.seconds(first.position(FLAC_STREAM_INFO)));
    }
    throw new DamagedFileException("there is no audio in it");
  }

  private static @Nullable Double seconds(long samples, int lead, int rate) {
    return rate <= 0 || samples <= lead ? null : (double) (samples - lead) / rate;
  }

  private static Tags comment(ByteBuffer packet, int from) throws IOException {
    return VorbisComment.read(packet.position(from));
  }

  private static boolean startsWith(ByteBuffer packet, String mark) {
    byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
    return packet.remaining() >= Math.max(bytes.length, 16)
        && ByteBuffer.wrap(bytes).equals(packet.slice(0, bytes.length));
  }
}
