package dev.switchback.conformance.music;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.DatabasePerTest;
import dev.switchback.database.Database;
import dev.switchback.music.Fingerprint;
import dev.switchback.music.MusicLibrary;
import dev.switchback.music.TrackFile;
import dev.switchback.music.TrackMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a scan compares. */
@Conformance
@DatabasePerTest
final class MusicFingerprintsContract {

  @Test
  void a_fingerprint_is_exact(Database db) {
    MusicLibrary music = Music.on(db);
    long mtimeNs = 1_789_012_345_678_901_234L;
    Await.get(
        music
            .tracks()
            .addAll(
                List.of(
                    new TrackFile("/a", TrackMetadata.titled("A").withFile(7, mtimeNs, 1L, null)),
                    Music.titled("/b", "B"))));
    Await.get(music.tracks().markMissing(List.of("/b")));
    assertThat(Await.get(music.fingerprints().all()))
        .isEqualTo(
            Map.of("/a", new Fingerprint(mtimeNs, 7, false), "/b", new Fingerprint(null, 0, true)));
  }

  @Test
  void a_folder_has_what_lies_in_it_and_no_more(Database db) {
    MusicLibrary music = Music.on(db);
    String[] paths = {
      "/m/rock/1", "/m/rock/deep/er/2", "/m/rock", "/m/rock0", "/m/rock.mp3", "/m/Rock/3",
      "/m/rock!/4", "/m/roc_/5", "/m/r%/6", "/m/röck/7", "/m", "/n/8"
    };
    List<TrackFile> files = new ArrayList<>();
    for (String path : paths) {
      files.add(Music.titled(path, path));
    }
    Await.get(music.tracks().addAll(files));
    assertThat(under(music, "/m/rock")).containsOnly("/m/rock/1", "/m/rock/deep/er/2", "/m/rock");
    assertThat(under(music, "/m/roc_")).containsOnly("/m/roc_/5");
    assertThat(under(music, "/m/r%", "/n/8")).containsOnly("/m/r%/6", "/n/8");
    assertThat(under(music, "/")).containsOnly(paths);
    assertThat(under(music)).isEmpty();
  }

  private static Set<String> under(MusicLibrary music, String... roots) {
    return Await.get(music.fingerprints().under(List.of(roots), '/')).keySet();
  }
}
