package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user types them. */
class MusicTest extends CommandTestCase {

  @Test
  void scan_then_ask() throws IOException {
    assertThat(run("scan", AUDIO.toString())).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "12 added, 0 moved, 0 changed, 0 unchanged, 0 missing, 0 back, 4 with problems");
    assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("music: /"));
    assertThat(run("scan", AUDIO.toString())).isZero();
    assertThat(out.toString()).startsWith("0 added, 0 moved, 0 changed, 12 unchanged");
    assertThat(run("search", "BJ", "--limit", "3")).isZero();
    assertThat(out.toString()).contains("3 of 7 tracks").contains("Föhn über Zürich 東京");
    assertThat(json("search", "Björk &", "--sort", "duration", "--json").get("total").intValue())
        .isEqualTo(7);
    assertThat(json("stats", "--json").get("tracks").intValue()).isEqualTo(12);
    JsonNode track = json("list", "--json", "--limit", "1", "--sort", "title").get("tracks").get(0);
    assertThat(track.get("title").textValue()).isEqualTo("Föhn über Zürich 東京");
    assertThat(json("migrate", "status", "--json"))
        .allMatch(m -> m.get("state").textValue().equals("applied"));
  }

  @Test
  void the_report_of_a_scan_in_json_names_the_problems() throws IOException {
    JsonNode report = json("scan", "--json", AUDIO.toString());
    assertThat(report.get("added").intValue()).isEqualTo(12);
    assertThat(report.get("problems")).hasSize(4);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_demo_checks_itself() throws IOException {
    environment = Map.of();
    JsonNode answer = json("demo", "--tracks", "321", "--json");
    assertThat(answer.get("correct").booleanValue()).isTrue();
    assertThat(answer.get("steps")).hasSizeGreaterThan(40);
    assertThat(run("demo", "--tracks", "1")).isZero();
    assertThat(out.toString()).contains("Every result is what it must be.");
  }

  @Test
  void the_demo_leaves_a_library_alone() {
    run("scan", AUDIO.toString());
    fails(ExitCode.NOT_EMPTY, "the demo needs an empty one", "demo", "--tracks", "10");
    assertThat(run("stats")).isZero();
    assertThat(out.toString()).contains("12  tracks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "demo --tracks 0",
        "demo --tracks many",
        "list --limit -1",
        "list --sort beauty",
        "search",
        "migrate",
        "migrate sideways",
        "stats --databse x"
      })
  void a_command_line_that_makes_no_sense(String line) {
    fails(ExitCode.USAGE, "", line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void bad_databases() throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "This is a letter. ".repeat(100));
    Path empty = Files.createFile(folder.resolve("empty.db"));
    fails(ExitCode.NO_DATABASE, "text.db", "stats", "--database", "jdbc:sqlite:" + text);
    fails(ExitCode.NO_DATABASE, "is a folder", "stats", "--database", "jdbc:sqlite:" + folder);
    fails(ExitCode.NO_LIBRARY, "music migrate up", "stats", "--database", "jdbc:sqlite:" + empty);
    fails(ExitCode.NO_LIBRARY, "no library at", "stats");
    fails(ExitCode.NO_LIBRARY, "no library at", "scan");
    fails(ExitCode.UNKNOWN_URL, "jdbc:nosuch:x", "stats", "--database", "jdbc:nosuch:x");
    fails(
        ExitCode.NO_FOLDER,
        "no folder",
        "migrate",
        "up",
        "--database",
        "jdbc:sqlite:" + folder + "/no/x.db");
    assertThat(folder.resolve("music.db")).doesNotExist();
  }

  @Test
  void a_server_that_is_not_there_and_a_secret_that_is_not_told() {
    fails(
        ExitCode.UNREACHABLE,
        "127.0.0.1:1",
        "stats",
        "--database",
        "jdbc:postgresql://127.0.0.1:1/x?user=u&password=s3cret");
    assertThat(err.toString()).doesNotContain("s3cret");
  }

  @Test
  void a_folder_that_is_not_there_changes_nothing() {
    run("scan", AUDIO.toString());
    fails(ExitCode.NO_FOLDER, "nowhere", "scan", AUDIO.toString(), folder + "/nowhere");
    assertThat(run("list", "--limit", "0")).isZero();
    assertThat(out.toString()).contains("0 of 12 tracks");
  }

  @Test
  void interrupted() {
    interruption.request();
    fails(ExitCode.INTERRUPTED, "interrupted", "scan", AUDIO.toString());
  }

  @Test
  void without_a_url_the_library_lies_in_the_data_folder() {
    environment = Map.of("XDG_DATA_HOME", folder.resolve("data").toString());
    assertThat(run("migrate", "up")).isZero();
    assertThat(folder.resolve("data/switchback-music/music.db")).exists();
  }

  @Test
  void a_stack_trace_comes_only_on_request() {
    fails(ExitCode.UNKNOWN_URL, "", "stats", "--database", "jdbc:nosuch:x");
    assertThat(run("stats", "--debug", "--database", "jdbc:nosuch:x"))
        .isEqualTo(ExitCode.UNKNOWN_URL);
    assertThat(err.toString()).contains("\tat dev.switchback");
  }
}
