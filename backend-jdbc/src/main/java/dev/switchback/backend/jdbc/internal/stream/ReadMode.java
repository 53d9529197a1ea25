package dev.switchback.backend.jdbc.internal.stream;

/** How a stream's rows are read. */
public enum ReadMode {
  /** Bit by bit; the connection cannot write, or is in a transaction already. */
  BARE,
  /** Bit by bit, in a transaction that cannot write. */
  GUARDED,
  /** In one go, and then committed: what writes. */
  WHOLE
}
