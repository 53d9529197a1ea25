package dev.switchback.music.app.tags;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the metadata blocks at the start of a FLAC file. */
final class FlacTags implements TagReader {

  private static final int STREAM_INFO = 0;
  private static final int COMMENT = 4;
  private static final int LAST = 0x80;

  @Override
  public Tags read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(4); // fLaC
      return blocks(in);
    } catch (EOFException e) {
      throw new DamagedFileException("it is cut off", e);
    }
  }

  private static Tags blocks(DataInputStream in) throws IOException {
    Double seconds = null;
    Tags tags = Tags.NONE;
    int type;
    do {
      type = in.readUnsignedByte();
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      switch (type & ~LAST) {
        case STREAM_INFO -> seconds = seconds(ByteBuffer.wrap(in.readNBytes(length)));
        case COMMENT -> tags = VorbisComment.read(ByteBuffer.wrap(in.readNBytes(length)));
        default -> in.skipNBytes(length); // pictures may be large
      }
    } while ((type & LAST) == 0);
    return tags.lasting(seconds);
  }

  /** The sample rate has 20 bits, then 3 for channels and 5 for bits, then 36 for the samples. */
  static @Nullable Double seconds(ByteBuffer streamInfo) throws IOException {
    if (streamInfo.remaining() < 18) {
      throw new DamagedFileException("it is cut off");
    }
    long packed = streamInfo.getLong(streamInfo.position() + 10);
    long rate = packed >>> 44;
    long samples = packed & 0xF_FFFF_FFFFL;
    return rate == 0 || samples == 0 ? null : (double) samples / rate;
  }
}
