package dev.switchback.music;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A play that waits to be reported.
 *
 * @param id its number
 * @param scrobble the play
 * @param queued since when it waits, UTC
 * @param retries how often it was tried in vain
 */
public record QueuedScrobble(
    long id, Scrobble scrobble, @Nullable LocalDateTime queued, int retries) {}
