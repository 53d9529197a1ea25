package dev.switchback.music.app;

import static dev.switchback.music.schema.LibraryTable.CONTENT_HASH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH_HASH;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.PLAY_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.database.Database;
import dev.switchback.music.schema.LibraryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Missing and duplicate tracks, watched folders, migrations, the doctor. */
class UpkeepCommandsTest extends CommandTestCase {

  private Path music;

  @BeforeEach
  void music() throws IOException {
    music = Files.createDirectories(folder.resolve("music"));
    for (String name : new String[] {"tone.flac", "tone.wav", "tone.ogg"}) {
      Files.copy(AUDIO.resolve(name), music.resolve(name));
    }
    run("scan", music.toString());
  }

  @Test
  void missing() throws IOException {
    assertThat(text("missing")).contains("0 tracks are missing");
    Files.delete(music.resolve("tone.ogg"));
    Files.delete(music.resolve("tone.wav"));
    run("scan", music.toString());
    assertThat(text("missing")).contains("tone.ogg").contains("2 tracks are missing");
    JsonNode tracks = json("missing", "--json").get("tracks");
    assertThat(tracks).hasSize(2).allMatch(track -> track.get("missing").booleanValue());
    String ogg = tracks.get(0).get("id").toString();
    Path elsewhere = Files.copy(AUDIO.resolve("tone.ogg"), folder.resolve("elsewhere.ogg"));
    assertThat(json("missing", "locate", ogg, elsewhere.toString(), "--json").get("path"))
        .hasToString("\"" + elsewhere + "\"");
    fails(ExitCode.NO_FOLDER, "no file", "missing", "locate", ogg, folder + "/no.ogg");
    fails(ExitCode.NOT_FOUND, "no track 99", "missing", "locate", "99", elsewhere.toString());
    fails(ExitCode.NOT_FOUND, "no missing track " + ogg, "missing", "forget", ogg);
    fails(ExitCode.USAGE, "say which", "missing", "forget");
    assertThat(text("missing", "forget", "--all")).startsWith("1 track forgotten");
    assertThat(text("missing")).contains("0 tracks are missing");
  }

  @Test
  void duplicates() throws IOException {
    assertThat(json("duplicates", "--json")).isEmpty();
    Files.copy(AUDIO.resolve("tone.flac"), music.resolve("copy.flac"));
    Files.createLink(music.resolve("link.wav"), music.resolve("tone.wav"));
    run("scan", music.toString());
    assertThat(text("duplicates")).contains("keep").contains("2 groups");
    assertThat(json("duplicates", "--inode", "--json")).hasSize(1);
    JsonNode group = json("duplicates", "--json").get(0).get("tracks");
    String keep = group.get(0).get("id").toString();
    String delete = group.get(1).get("id").toString();
    run("play", keep);
    run("play", delete);
    assertThat(json("duplicates", "merge", keep, delete, "--json").get("playCount"))
        .hasToString("2");
    fails(ExitCode.NOT_FOUND, "no track " + delete, "duplicates", "merge", keep, delete);
    fails(ExitCode.USAGE, "itself", "duplicates", "merge", keep, keep);
  }

  @Test
  void watched_folders_are_what_scan_takes() throws IOException {
    fails(ExitCode.USAGE, "music folders add", "scan");
    assertThat(text("folders", "add", music.toString())).contains("continuous").contains("10 min");
    fails(ExitCode.ALREADY_THERE, "already", "folders", "add", music.toString());
    fails(ExitCode.NO_FOLDER, "no folder", "folders", "add", folder + "/no");
    Files.copy(AUDIO.resolve("tone.mp3"), music.resolve("tone.mp3"));
    assertThat(text("scan")).startsWith("1 added");
    JsonNode changed =
        json(
            "folders", "change", music.toString(), "--every", "30", "--enabled", "false", "--json");
    assertThat(changed.at("/0/everyMinutes")).hasToString("30");
    assertThat(changed.at("/0/lastScanned").isNull()).isFalse();
    fails(ExitCode.USAGE, "1440", "folders", "change", music.toString(), "--every", "0");
    fails(ExitCode.USAGE, "music folders add", "scan");
    assertThat(json("folders", "remove", music.toString(), "--json")).isEmpty();
    fails(ExitCode.NOT_FOUND, "no folder", "folders", "remove", music.toString());
  }

  @Test
  void a_watch_ends_when_it_is_asked_to() {
    interruption.request();
    assertThat(run("scan", "--watch", music.toString())).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void another_scan_is_running() throws IOException, SQLException {
    sql("insert into scan_lease values (1, 'process 1 on another host', 9999999999)");
    assertThat(run("scan", music.toString())).as("nothing to write").isZero();
    Files.copy(AUDIO.resolve("tone.mp3"), music.resolve("tone.mp3"));
    fails(ExitCode.SCAN_BUSY, "process 1 on another host", "scan", music.toString());
  }

  @Test
  void migrations_down_and_to() throws IOException {
    assertThat(text("migrate", "to", "0005-services", "--dry-run"))
        .contains("-- 0007-scan-lease")
        .contains("drop table `scan_lease`");
    assertThat(json("migrate", "down", "--json").at("/6/state")).hasToString("\"pending\"");
    assertThat(json("migrate", "to", "0007-scan-lease", "--json"))
        .allMatch(migration -> migration.get("state").textValue().equals("applied"));
    fails(ExitCode.NOT_FOUND, "no migration 0099", "migrate", "to", "0099");
    fails(ExitCode.DATABASE, "0005-services", "migrate", "down", "3");
    assertThat(text("stats")).as("nothing was undone").contains("3  tracks");
  }

  @Test
  void the_doctor_finds_and_mends() throws IOException, SQLException {
    assertThat(text("doctor")).contains("All is well.");
    run("playlist", "create", "P");
    run("playlist", "add", "P", "1", "2", "3");
    sql(
        "insert into favorites (track_id) values (77)",
        "insert into playlist_items (playlist_id, track_id, position) values (1, 78, 9)",
        "insert into playlist_items (playlist_id, track_id, position) values (99, 1, 0)",
        "update playlist_items set position = position + 5 where playlist_id = 1",
        "insert into queue_state (id, current_index) values (1, 5)",
        "insert into library (filepath, title) select filepath, 'twin' from library where id = 1");
    try (Database db = Database.open(url)) {
      db.execute(update(LIBRARY).set(FILEPATH_HASH, "0").where(LibraryTable.ID.eq(2L))).join();
      db.execute(
              update(LIBRARY)
                  .set(PLAY_COUNT, -3)
                  .setNull(CONTENT_HASH)
                  .where(LibraryTable.ID.eq(3L)))
          .join();
    }
    assertThat(run("doctor", "--json")).isEqualTo(ExitCode.WRONG_RESULT);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("healthy").booleanValue()).isFalse();
    for (JsonNode check : report.get("checks")) {
      boolean sound = check.get("check").textValue().matches("schema|database");
      assertThat(check.get("found").intValue() == 0).as(check.toString()).isEqualTo(sound);
    }
    assertThat(run("doctor")).isEqualTo(ExitCode.WRONG_RESULT);
    assertThat(err.toString()).contains("music: favorites: favorite of no track: 77");
    assertThat(text("doctor", "--repair")).contains("All is well.");
    assertThat(text("doctor")).contains("All is well.");
    assertThat(json("playlist", "show", "P", "--json").get("tracks")).hasSize(3);
  }

  @Test
  void the_doctor_sees_what_is_not_migrated() {
    run("migrate", "down");
    assertThat(run("doctor")).isEqualTo(ExitCode.WRONG_RESULT);
    assertThat(err.toString()).contains("migration 0007-scan-lease is pending");
    assertThat(text("doctor", "--repair")).contains("All is well.");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma foreign_keys = off");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
