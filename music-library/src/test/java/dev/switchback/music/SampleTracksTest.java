package dev.switchback.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The formulas against plain counting. */
class SampleTracksTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 9, 10, 50, 51, 60, 99, 100, 101, 119, 120, 121, 239, 1234})
  void sums_are_what_counting_gives(int n) {
    List<TrackMetadata> tracks =
        SampleTracks.range(0, n).stream().map(TrackFile::metadata).toList();
    assertThat(SampleTracks.stats(n))
        .isEqualTo(
            new LibraryStats(
                n,
                tracks.stream().mapToDouble(TrackMetadata::duration).sum(),
                tracks.stream().mapToLong(TrackMetadata::fileSize).sum(),
                tracks.stream().map(TrackMetadata::artist).distinct().count(),
                tracks.stream().map(TrackMetadata::album).distinct().count()));
    assertThat(SampleTracks.containingArtist5(n))
        .isEqualTo(
            (int)
                tracks.stream()
                    .filter(track -> String.valueOf(track.artist()).contains("Artist 5"))
                    .count());
  }
}
