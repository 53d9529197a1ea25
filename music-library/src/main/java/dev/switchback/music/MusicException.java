package dev.switchback.music;

import java.util.Objects;

/**
 * An operation that makes no sense in the library as it is; nothing was changed. What goes wrong
 * with the database itself is a {@link dev.switchback.database.DatabaseException}.
 */
public final class MusicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** There is no track of that id. */
    NO_SUCH_TRACK,
    /** There is no playlist of that id. */
    NO_SUCH_PLAYLIST,
    /** The list has nothing at that position. */
    NO_SUCH_POSITION,
    /** Another one has the name or path that must be unique. */
    ALREADY_THERE
  }

  private final Reason reason;

  MusicException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  static MusicException noSuchTrack(long id) {
    return new MusicException(Reason.NO_SUCH_TRACK, "There is no track " + id);
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
