package dev.switchback.music.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the library lies when nobody says where: the data folder of the user's system. */
final class DataFolder {

  private DataFolder() {}

  static Path database(Session session) {
    String os = session.os().toLowerCase(Locale.ROOT);
    Map<String, String> environment = session.environment();
    if (os.startsWith("windows")) {
      return orElse(environment.get("APPDATA"), session.home().resolve("AppData/Roaming"))
          .resolve("Switchback Music/music.db");
    }
    if (os.startsWith("mac")) {
      return session.home().resolve("Library/Application Support/Switchback Music/music.db");
    }
    return orElse(environment.get("XDG_DATA_HOME"), session.home().resolve(".local/share"))
        .resolve("switchback-music/music.db");
  }

  static void create(Path database) {
    Path folder = database.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.PERMISSION, "the folder " + folder + " cannot be made for the library");
    }
  }

  private static Path orElse(@Nullable String folder, Path fallback) {
    return folder == null || folder.isBlank() ? fallback : Path.of(folder);
  }
}
