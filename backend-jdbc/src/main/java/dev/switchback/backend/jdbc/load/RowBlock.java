package dev.switchback.backend.jdbc.load;

import dev.switchback.backend.jdbc.codec.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a load, encoded: as many as are written at a time, and written again to find the one
 * that the database refuses. Used by one thread at a time.
 */
public final class RowBlock {

  private static final int MAX_ROWS = 10_000;

  /** About the memory that a block takes, in bytes. */
  private static final int MAX_WEIGHT = 2 << 20;

  private static final int WEIGHT_OF_A_VALUE = 32;

  private final int columns;
  private final List<Codec<?, ?>.Bind> values = new ArrayList<>();
  private int weight;

  /** An empty block for rows of so many values. */
  public RowBlock(int columns) {
    this.columns = columns;
  }

  /** The number of rows. */
  public int rows() {
    return values.size() / columns;
  }

  /** A value. */
  public Codec<?, ?>.Bind value(int row, int column) {
    return values.get(row * columns + column);
  }

  /** Adds the next value of the last row, or the first of a new one. */
  public void add(Codec<?, ?>.Bind value) {
    values.add(value);
    Object stored = value.stored();
    weight += WEIGHT_OF_A_VALUE;
    if (stored instanceof String text) {
      weight += text.length();
    } else if (stored instanceof byte[] bytes) {
      weight += bytes.length;
    }
  }

  /** Whether it is time to write it. */
  public boolean isFull() {
    return weight >= MAX_WEIGHT || rows() >= MAX_ROWS;
  }

  /** Takes all rows out. */
  public void clear() {
    values.clear();
    weight = 0;
  }
}
