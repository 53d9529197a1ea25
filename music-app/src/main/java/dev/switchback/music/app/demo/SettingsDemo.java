package dev.switchback.music.app.demo;

import dev.switchback.database.Database;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.Setting;
import dev.switchback.music.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A thousand settings, written and read one by one, and all at once. */
final class SettingsDemo {

  private static final int COUNT = 1000;
  private static final int READ_ALL = 20;

  private SettingsDemo() {}

  static void run(Database database, Steps steps) {
    Settings settings = new MusicLibrary(database).settings();
    steps.time(
        "settings, set",
        COUNT,
        () -> all(IntStream.range(0, COUNT).mapToObj(i -> settings.set("key_" + i, "value_" + i))));
    steps.time(
        "settings, get",
        COUNT,
        () ->
            all(
                IntStream.range(0, COUNT)
                    .mapToObj(
                        i ->
                            settings
                                .get("key_" + i % 100)
                                .thenAccept(value -> check(steps, i % 100, value)))));
    Map<String, Object> read =
        steps.time(
            "settings, get all",
            READ_ALL,
            () -> {
              for (int i = 1; i < READ_ALL; i++) {
                settings.all().join();
              }
              return settings.all().join();
            });
    steps.check("number of settings", COUNT + Setting.KNOWN.size(), read.size());
    steps.check("default volume", Setting.VOLUME.fallback(), read.get(Setting.VOLUME.key()));
    settings.update(Map.of(Setting.VOLUME.key(), 42, Setting.SHUFFLE.key(), true)).join();
    steps.check("changed volume", 42, settings.get(Setting.VOLUME).join());
    steps.check("changed shuffle", true, settings.get(Setting.SHUFFLE).join());
  }

  private static void check(Steps steps, int key, Optional<String> value) {
    steps.check("setting key_" + key, Optional.of("value_" + key), value);
  }

  private static Void all(Stream<CompletableFuture<Void>> calls) {
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
  }
}
