package dev.switchback.music.app.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioTagsTest {

  private static final Path AUDIO = Path.of("src/test/resources/audio");

  private final AudioTags reader = new AudioTags();

  @ParameterizedTest
  @CsvSource({
    // file, album artist, track, of, date
    "tone.mp3, Various Artists, 3, 12, 2024-05-01",
    "tone-id3v23.MP3, Various Artists, 3, 12, 2024", // this version has a year only
    "tone.flac, Various Artists, 3, 12, 2024-05-01",
    "tone.ogg, Various Artists, 3, 12, 2024-05-01",
    "tone.opus, Various Artists, 3, 12, 2024-05-01",
    "tone.m4a, Various Artists, 3, , 2024-05-01", // Tika leaves the total out
    "tone.wav, , 3, 12, 2024-05-01" // has no such field
  })
  void reads_tags(String file, String albumArtist, String track, String total, String date)
      throws IOException {
    Tags tags = reader.read(AUDIO.resolve(file));
    assertThat(tags.lasting(null))
        .isEqualTo(
            new Tags(
                "Föhn über Zürich 東京",
                "Björk & Łódź",
                "Switchback 🎵",
                albumArtist,
                track,
                total,
                date,
                null));
    assertThat(tags.seconds()).isCloseTo(1.5, within(0.1));
  }

  @Test
  void a_file_without_tags_has_a_duration() throws IOException {
    Tags tags = reader.read(AUDIO.resolve("untagged.mp3"));
    assertThat(tags.lasting(null)).isEqualTo(Tags.NONE);
    assertThat(tags.seconds()).isCloseTo(1.5, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({
    "corrupt.flac, this is no flac file",
    "corrupt.mp3, there is no audio in it",
    "cut-off.ogg, it is cut off",
    "empty.m4a, the file is empty"
  })
  void says_what_is_wrong(String file, String message) {
    assertThatThrownBy(() -> reader.read(AUDIO.resolve(file)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  /** Damage may leave something to read, or make an error; nothing else, and no endless loop. */
  @ParameterizedTest
  @ValueSource(strings = {"tone.mp3", "tone.flac", "tone.ogg", "tone.opus", "tone.m4a", "tone.wav"})
  void survives_damage_anywhere(String file, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(AUDIO.resolve(file));
    Path damaged = folder.resolve(file);
    for (int at = 0; at < 300; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) 0xA5;
      Files.write(damaged, bytes);
      readOrFail(damaged);
      Files.write(damaged, java.util.Arrays.copyOf(whole, at));
      readOrFail(damaged);
    }
  }

  @Test
  void the_content_decides_and_not_the_name(@TempDir Path folder) throws IOException {
    Path lying = Files.copy(AUDIO.resolve("tone.flac"), folder.resolve("really.mp3"));
    assertThat(reader.read(lying).artist()).isEqualTo("Björk & Łódź");
  }

  private void readOrFail(Path file) {
    try {
      reader.read(file);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
