package dev.switchback.music.app.tags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Reads any audio file: its first bytes say what it is, for names lie.
 *
 * <p>Of {@link #UNTAGGED} formats nothing is read but that they are there.
 */
public final class AudioTags implements TagReader {

  /** The extensions of files that are taken for audio. */
  public static final Set<String> EXTENSIONS =
      Set.of("mp3", "m4a", "flac", "ogg", "oga", "opus", "wav", "aac", "wma", "ape", "aiff");

  /** Formats that no reader here knows. */
  private static final Set<String> UNTAGGED = Set.of("aac", "wma", "ape", "aiff");

  private static final int HEADER = 12;

  private final TagReader flac = new FlacTags();
  private final TagReader ogg = new OggTags();
  private final TagReader wav = new WavTags();
  private final TagReader mp3 = TikaTags.mp3();
  private final TagReader mp4 = TikaTags.mp4();

  /** The lower-case extension of a file's name, or an empty text. */
  public static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public Tags read(Path file) throws IOException {
    try {
      return reader(header(file), extension(file)).read(file);
    } catch (RuntimeException | StackOverflowError e) {
      // a parser met what its author did not think of; the next file is another matter
      throw new DamagedFileException("its tags cannot be read", e);
    }
  }

  private TagReader reader(String header, String extension) throws IOException {
    if (header.isEmpty()) {
      throw new DamagedFileException("the file is empty");
    }
    if (header.startsWith("fLaC")) {
      return flac;
    }
    if (header.startsWith("OggS")) {
      return ogg;
    }
    if (header.startsWith("RIFF") && header.startsWith("WAVE", 8)) {
      return wav;
    }
    if (header.startsWith("ftyp", 4)) {
      return mp4;
    }
    if (header.startsWith("ID3") || extension.equals("mp3")) {
      return mp3; // may begin with rubbish before its first frame
    }
    if (UNTAGGED.contains(extension)) {
      return file -> Tags.NONE;
    }
    throw new DamagedFileException("this is no " + extension + " file");
  }

  private static String header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
    }
  }
}
