package dev.switchback.music.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.music.Fingerprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static final AudioFile A = new AudioFile("/m/a", 1, 10L);

  @Test
  void a_file_that_is_unknown_is_added() {
    assertThat(changes(Map.of()))
        .isEqualTo(new Changes(List.of(A), List.of(), List.of(), List.of(), 0));
  }

  @Test
  void same_size_and_time_is_unchanged() {
    Changes changes = changes(Map.of("/m/a", new Fingerprint(10L, 1, false)));
    assertThat(changes.isEmpty()).isTrue();
    assertThat(changes.unchanged()).isEqualTo(1);
  }

  @Test
  void another_size_another_time_or_no_time_is_modified() {
    for (Fingerprint before :
        List.of(
            new Fingerprint(10L, 2, false),
            new Fingerprint(11L, 1, false),
            new Fingerprint(null, 1, false))) {
      assertThat(changes(Map.of("/m/a", before)).modified()).containsExactly(A);
    }
  }

  @Test
  void a_missing_file_that_is_there_is_back_and_perhaps_modified() {
    Changes same = changes(Map.of("/m/a", new Fingerprint(10L, 1, true)));
    assertThat(same.returned()).containsExactly("/m/a");
    assertThat(same.modified()).isEmpty();
    Changes different = changes(Map.of("/m/a", new Fingerprint(10L, 2, true)));
    assertThat(different.returned()).containsExactly("/m/a");
    assertThat(different.modified()).containsExactly(A);
  }

  @Test
  void what_is_not_there_is_gone_unless_it_was_so_before_or_cannot_be_seen() {
    Fingerprint present = new Fingerprint(10L, 1, false);
    Changes changes =
        Changes.between(
            new Inventory(List.of("/m"), '/', List.of(A), List.of("/m/locked"), List.of()),
            Map.of(
                "/m/a", present,
                "/m/b", present,
                "/m/c", new Fingerprint(10L, 1, true),
                "/m/locked/d", present,
                "/m/locked.mp3", present));
    assertThat(changes.gone()).containsExactly("/m/b", "/m/locked.mp3");
  }

  private static Changes changes(Map<String, Fingerprint> known) {
    return Changes.between(
        new Inventory(List.of("/m"), '/', List.of(A), List.of(), List.of()), known);
  }
}
