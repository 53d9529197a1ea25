package dev.switchback.music.app.tags;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.XMPDM;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.mp3.Mp3Parser;
import org.apache.tika.parser.mp4.MP4Parser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads MP3 and MPEG-4 audio with Apache Tika. */
final class TikaTags implements TagReader {

  private final Supplier<Parser> parser;

  private TikaTags(Supplier<Parser> parser) {
    this.parser = parser;
  }

  static TagReader mp3() {
    return new TikaTags(Mp3Parser::new);
  }

  static TagReader mp4() {
    return new TikaTags(MP4Parser::new);
  }

  @Override
  public Tags read(Path file) throws IOException {
    Metadata found = new Metadata();
    try (TikaInputStream in = TikaInputStream.get(file)) {
      parser.get().parse(in, new DefaultHandler(), found, new ParseContext());
    } catch (TikaException | SAXException e) {
      throw new DamagedFileException("its tags cannot be read", e);
    }
    Double seconds = seconds(found.get(XMPDM.DURATION));
    if (seconds == null) {
      throw new DamagedFileException("there is no audio in it");
    }
    return new Tags(
        found.get(TikaCoreProperties.TITLE),
        found.get(XMPDM.ARTIST),
        found.get(XMPDM.ALBUM),
        found.get(XMPDM.ALBUM_ARTIST),
        found.get(XMPDM.TRACK_NUMBER),
        null,
        found.get(XMPDM.RELEASE_DATE),
        seconds);
  }

  private static @Nullable Double seconds(@Nullable String text) {
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
