package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queue, playlists, favorites, plays, lyrics, scrobbles: text and JSON, and what goes wrong. */
class CollectionCommandsTest extends CommandTestCase {

  private long flac;
  private long wav;

  @BeforeEach
  void scan() throws IOException {
    run("scan", AUDIO.toString());
    flac = id("tone.flac");
    wav = id("tone.wav");
  }

  @Test
  void plays() throws IOException {
    assertThat(text("top")).hasLineCount(1);
    assertThat(text("play", "" + wav)).contains("by Björk & Łódź, played 1 time");
    assertThat(json("play", "" + wav, "--json").get("playCount").intValue()).isEqualTo(2);
    run("play", "" + flac);
    assertThat(json("top", "--json", "--limit", "1").at("/tracks/0/id").longValue()).isEqualTo(wav);
    assertThat(text("top")).containsPattern("2 +" + wav + " ").containsPattern("1 +" + flac + " ");
    assertThat(json("recent", "--json").get("tracks")).hasSize(2);
    assertThat(json("recent", "--added", "--json").get("tracks")).hasSize(12);
    assertThat(text("recent", "--added", "--limit", "3")).hasLineCount(4);
    fails(ExitCode.NOT_FOUND, "there is no track 999", "play", "999");
    fails(ExitCode.USAGE, "many", "play", "many");
  }

  @Test
  void favorites_all_or_none() throws IOException {
    fails(ExitCode.NOT_FOUND, "there is no track 999", "favorite", "add", "" + wav, "999");
    assertThat(json("favorite", "--json").get("total").longValue()).isZero();
    assertThat(text("favorite", "add", "" + wav, "" + flac))
        .isEqualToIgnoringNewLines("2 new favorites, 0 already there");
    JsonNode again = json("favorite", "add", "" + wav, "--json");
    assertThat(again.get("unchanged").get(0).longValue()).isEqualTo(wav);
    assertThat(text("favorite", "--limit", "1")).contains("1 of 2");
    assertThat(text("favorite", "remove", "" + wav, "999"))
        .isEqualToIgnoringNewLines("1 removed, 1 were none");
    assertThat(json("favorite", "--json").at("/favorites/0/track/id").longValue()).isEqualTo(flac);
  }

  @Test
  void playlists() throws IOException {
    assertThat(text("playlist", "create", "Evening")).contains("Evening");
    fails(ExitCode.ALREADY_THERE, "'Evening' already", "playlist", "create", "Evening");
    assertThat(json("playlist", "create", "Evening", "--unique", "--json").get("name").textValue())
        .isEqualTo("Evening (2)");
    fails(ExitCode.USAGE, "must not be blank", "playlist", "create", " ");
    assertThat(json("playlist", "add", "Evening", "" + wav, "" + flac, "--json").get("added"))
        .hasToString("2");
    assertThat(text("playlist", "add", "Evening", "" + wav)).startsWith("0 added, now 2");
    fails(ExitCode.NOT_FOUND, "there is no track 999", "playlist", "add", "Evening", "999");
    fails(ExitCode.NOT_FOUND, "there is no playlist Morning", "playlist", "show", "Morning");
    assertThat(json("playlist", "move", "Evening", "1", "0", "--json").at("/tracks/0/track/id"))
        .hasToString("" + flac);
    fails(ExitCode.NOT_FOUND, "position", "playlist", "remove", "Evening", "7");
    assertThat(text("playlist", "remove", "Evening", "0")).hasLineCount(2);
    assertThat(json("playlist", "rename", "Evening", "Night", "--json").get("tracks"))
        .hasToString("1");
    assertThat(json("playlist", "order", "1", "0", "--json").at("/0/name").textValue())
        .isEqualTo("Evening (2)");
    assertThat(text("playlist", "delete", "Night")).contains("Night is deleted");
    assertThat(text("playlist")).hasLineCount(2);
  }

  @Test
  void queue() throws IOException {
    assertThat(text("queue", "add", "" + wav, "" + flac, "" + wav)).startsWith("3 added, now 3");
    fails(ExitCode.NOT_FOUND, "there is no track 999", "queue", "add", "999");
    Path stranger = Files.createFile(folder.resolve("a stranger.mp3"));
    assertThat(json("queue", "add-files", stranger.toString(), "--at", "0", "--json").get("length"))
        .hasToString("4");
    fails(ExitCode.NO_FOLDER, "no file", "queue", "add-files", folder + "/nothing.mp3");
    assertThat(json("queue", "current", "2", "--json").get("current")).hasToString("2");
    assertThat(text("queue")).contains(">         2").contains("a stranger");
    assertThat(json("queue", "move", "2", "0", "--json").get("current")).hasToString("0");
    assertThat(text("queue", "remove", "3")).contains("3 of 3");
    fails(ExitCode.NOT_FOUND, "position", "queue", "remove", "3");
    assertThat(text("queue", "loop", "one")).contains("loop one");
    fails(ExitCode.USAGE, "never", "queue", "loop", "never");
    assertThat(json("queue", "shuffle", "--json").get("shuffled").booleanValue()).isTrue();
    assertThat(json("queue", "clear", "--json").get("total")).hasToString("0");
  }

  @Test
  void lyrics() throws IOException {
    fails(ExitCode.NOT_FOUND, "nobody has looked", "lyrics", "show", "" + wav);
    Path text = Files.writeString(folder.resolve("text.txt"), "La, la\n東京\n");
    assertThat(text("lyrics", "set", "" + wav, text.toString(), "--source", "https://example.org"))
        .startsWith("La, la")
        .contains("東京");
    assertThat(json("lyrics", "show", "" + flac, "--json").get("source").textValue())
        .as("the same artist and title")
        .isEqualTo("https://example.org");
    assertThat(text("lyrics", "none", "" + wav)).contains("There are none");
    assertThat(json("lyrics", "--json").get("notFound")).hasToString("1");
    assertThat(text("lyrics", "clear")).startsWith("0 lyrics; of 0 tracks");
    fails(ExitCode.NO_FOLDER, "no file", "lyrics", "set", "" + wav, folder + "/no.txt");
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xe9, 'a'});
    fails(ExitCode.USAGE, "not text in UTF-8", "lyrics", "set", "" + wav, latin.toString());
    fails(
        ExitCode.NOT_FOUND,
        "has no artist",
        "lyrics",
        "set",
        "" + id("corrupt.flac"),
        text.toString());
  }

  @Test
  void scrobbles() throws IOException {
    assertThat(text("scrobble", "add", "" + wav, "--heard", "1"))
        .contains("not queued: too little was heard");
    JsonNode queued = json("scrobble", "add", "" + wav, "--at", "2026-11-28T09:00:00Z", "--json");
    String id = queued.get("id").toString();
    assertThat(json("scrobble", "--json").at("/scrobbles/0/played").textValue())
        .isEqualTo("2026-11-28T09:00:00Z");
    assertThat(json("scrobble", "failed", id, "--json").at("/scrobbles/0/retries"))
        .hasToString("1");
    fails(ExitCode.NOT_FOUND, "queued play 999", "scrobble", "failed", "999");
    fails(ExitCode.NOT_FOUND, "no track 999", "scrobble", "add", "999");
    assertThat(text("scrobble", "clean")).startsWith("0 removed");
    assertThat(text("scrobble")).contains("1 of 1");
    assertThat(json("scrobble", "remove", id, "--json").get("removed")).hasToString("1");
  }

  @Test
  void settings() throws IOException {
    assertThat(text("settings")).contains("volume").contains("75");
    assertThat(json("settings", "set", "volume=42", "my key=a=b", "--json"))
        .hasToString("{\"my key\":\"a=b\",\"volume\":42}");
    assertThat(text("settings", "get", "my key")).isEqualToIgnoringNewLines("a=b");
    assertThat(json("settings", "get", "shuffle", "--json").get("shuffle").booleanValue())
        .isFalse();
    fails(ExitCode.NOT_FOUND, "no setting nothing", "settings", "get", "nothing");
    fails(ExitCode.USAGE, "KEY=VALUE: volume", "settings", "set", "volume");
  }

  @Test
  void lists_by_keyset_and_the_jump_to_a_letter() throws IOException {
    JsonNode all = json("list", "--sort", "title", "--json").get("tracks");
    JsonNode after =
        json("list", "--sort", "title", "--after", all.get(2).get("id").toString(), "--json");
    assertThat(after.get("total").isNull()).isTrue();
    assertThat(after.at("/tracks/0")).isEqualTo(all.get(3));
    assertThat(json("list", "--sort", "title", "--from", "c", "--json").at("/tracks/0/title"))
        .hasToString("\"corrupt\"");
    fails(ExitCode.NOT_FOUND, "no track 999", "list", "--after", "999");
    fails(ExitCode.USAGE, "ADDED", "list", "--from", "c");
  }

  private long id(String file) throws IOException {
    for (JsonNode track : json("list", "--json").get("tracks")) {
      if (track.get("path").textValue().endsWith("/" + file)) {
        return track.get("id").longValue();
      }
    }
    throw new AssertionError(file);
  }
}
