package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.music.Setting;
import dev.switchback.music.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Settings. */
@Conformance
@DatabasePerTest
final class MusicSettingsContract {

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "volume",
          75,
          "shuffle",
          false,
          "loop_mode",
          "none",
          "theme",
          "dark",
          "sidebar_width",
          250,
          "queue_panel_height",
          300);

  @Test
  void defaults_stand_for_what_is_not_stored(Database db) {
    Settings settings = Music.on(db).settings();
    assertThat(Await.get(settings.all())).isEqualTo(DEFAULTS);
    assertThat(Await.get(settings.get("volume"))).isEmpty();
    assertThat(Await.get(settings.get(Setting.VOLUME))).isEqualTo(75);
  }

  @Test
  void values_are_stored_as_text_and_read_by_type(Database db) {
    Settings settings = Music.on(db).settings();
    Await.get(settings.set(Setting.VOLUME, 33));
    Await.get(settings.set(Setting.VOLUME, 34));
    Await.get(settings.set(Setting.SHUFFLE, true));
    Await.get(settings.set("key", "O'Hara \"%_\\ 東京"));
    Await.get(settings.set("nothing", null));
    assertThat(Await.get(settings.get("volume"))).contains("34");
    assertThat(Await.get(settings.get("shuffle"))).contains("1");
    assertThat(Await.get(settings.get("key"))).contains("O'Hara \"%_\\ 東京");
    assertThat(Await.get(settings.get("Key"))).isEmpty();
    assertThat(Await.get(settings.get("nothing"))).contains("");
    assertThat(Await.get(settings.all()))
        .containsEntry("volume", 34)
        .containsEntry("shuffle", true)
        .hasSize(DEFAULTS.size() + 2);
  }

  @Test
  void text_that_is_no_number_reads_as_0(Database db) {
    Settings settings = Music.on(db).settings();
    Await.get(settings.set("volume", "loud"));
    assertThat(Await.get(settings.get(Setting.VOLUME))).isZero();
  }

  @Test
  void an_update_is_all_or_nothing(Database db) {
    Settings settings = Music.on(db).settings();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("a", 1);
    values.put("absent", null);
    Await.get(settings.update(values));
    assertThat(Await.get(settings.get("a"))).contains("1");
    assertThat(Await.get(settings.get("absent"))).isEmpty();
    values.put("a", 2);
    values.put("k".repeat(256), "too long");
    Music.assertFails(ErrorKind.TOO_LONG, settings.update(values));
    assertThat(Await.get(settings.get("a"))).contains("1");
  }
}
