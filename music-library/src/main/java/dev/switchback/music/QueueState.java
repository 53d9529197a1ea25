package dev.switchback.music;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the player is in the queue, and how it goes on.
 *
 * @param current the position of the current item, or −1
 * @param shuffled whether the queue is in an order of chance
 * @param loop what comes after its end
 * @param originalOrderJson the order before it was shuffled, as the player writes it
 */
public record QueueState(
    int current, boolean shuffled, LoopMode loop, @Nullable String originalOrderJson) {

  /** The state of a queue that nobody has played. */
  public static final QueueState INITIAL = new QueueState(-1, false, LoopMode.NONE, null);

  /** Refuses null. */
  public QueueState {
    Objects.requireNonNull(loop);
  }
}
