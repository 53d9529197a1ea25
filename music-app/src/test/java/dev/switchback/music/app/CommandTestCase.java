package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as a user types them, each on the library of the test. */
abstract class CommandTestCase {

  static final Path AUDIO = Path.of("src/test/resources/audio");

  @TempDir Path folder;
  Map<String, String> environment = Map.of();
  final Interruption interruption = new Interruption();
  StringWriter out = new StringWriter();
  StringWriter err = new StringWriter();
  String url = "";

  @BeforeEach
  void database() {
    url = "jdbc:sqlite:" + folder.resolve("music.db");
    environment = Map.of("MUSIC_DATABASE", url);
  }

  final void fails(int exitCode, String message, String... line) {
    assertThat(run(line)).as(err.toString()).isEqualTo(exitCode);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
    assertThat(err.toString()).startsWith("music: ").contains(message);
  }

  final JsonNode json(String... line) throws IOException {
    assertThat(run(line)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  /** What a command that succeeds says. */
  final String text(String... line) {
    assertThat(run(line)).as(err.toString()).isZero();
    return out.toString();
  }

  final int run(String... line) {
    out = new StringWriter();
    err = new StringWriter();
    Session session = new Session(environment, "Linux", folder, false, interruption);
    return Music.run(session, new PrintWriter(out), new PrintWriter(err), line);
  }
}
