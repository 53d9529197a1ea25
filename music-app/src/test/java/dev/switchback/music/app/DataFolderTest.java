package dev.switchback.music.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {

  @Test
  void each_system_has_its_own() {
    assertThat(database("Linux", Map.of()))
        .isEqualTo(Path.of("/me/.local/share/switchback-music/music.db"));
    assertThat(database("Linux", Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(Path.of("/data/switchback-music/music.db"));
    assertThat(database("Mac OS X", Map.of()))
        .isEqualTo(Path.of("/me/Library/Application Support/Switchback Music/music.db"));
    assertThat(database("Windows 11", Map.of("APPDATA", "/roaming")))
        .isEqualTo(Path.of("/roaming/Switchback Music/music.db"));
  }

  private static Path database(String os, Map<String, String> environment) {
    return DataFolder.database(
        new Session(environment, os, Path.of("/me"), false, new Interruption()));
  }
}
