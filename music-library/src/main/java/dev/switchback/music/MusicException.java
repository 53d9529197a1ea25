package dev.switchback.music;

import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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

  static MusicException noSuchPlaylist(long id) {
    return new MusicException(Reason.NO_SUCH_PLAYLIST, "There is no playlist " + id);
  }

  static MusicException alreadyThere(String what, String name) {
    return new MusicException(
        Reason.ALREADY_THERE, "There is a " + what + " '" + name + "' already");
  }

  /** The operation, with this failure in place of the database's of that kind. */
  static <T> CompletableFuture<T> insteadOf(
      ErrorKind kind, Supplier<MusicException> failure, CompletableFuture<T> operation) {
    return operation.exceptionallyCompose(
        thrown -> {
          DatabaseException cause = DatabaseException.of(thrown);
          return CompletableFuture.failedFuture(
              cause.kind() == kind ? failure.get().initCause(cause) : thrown);
        });
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
