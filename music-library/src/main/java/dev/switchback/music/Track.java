package dev.switchback.music;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A track of the library.
 *
 * @param id its number; neither dense nor in any order
 * @param path where its file is, or was
 * @param metadata what the file says; {@code fileSize} is never absent
 * @param added when it came into the library, UTC
 * @param lastPlayed when it was last played, UTC
 * @param playCount how often it was played
 * @param missing whether its file was gone at the last scan
 * @param lastSeenAt when its file was last found again, in seconds since 1970
 */
public record Track(
    long id,
    String path,
    TrackMetadata metadata,
    @Nullable LocalDateTime added,
    @Nullable LocalDateTime lastPlayed,
    int playCount,
    boolean missing,
    @Nullable Long lastSeenAt) {}
