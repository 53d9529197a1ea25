package dev.switchback.database;

/** The portable kind of a column, as far as its stored type tells it; see {@link Types}. */
public enum ColumnKind {
  /** {@link Types#bool}. */
  BOOL,
  /** {@link Types#int16}. */
  INT16,
  /** {@link Types#int32}. */
  INT32,
  /** {@link Types#int64}. */
  INT64,
  /** {@link Types#float64}. */
  FLOAT64,
  /** {@link Types#decimal}. */
  DECIMAL,
  /** {@link Types#text}, and {@link Types#enumeration}, which is stored as text. */
  TEXT,
  /** {@link Types#longText}. */
  LONG_TEXT,
  /** {@link Types#bytes()} and {@link Types#bytes(int)}. */
  BYTES,
  /** {@link Types#uuid}. */
  UUID,
  /** {@link Types#instant}. */
  INSTANT,
  /** {@link Types#dateTime}. */
  DATE_TIME,
  /** {@link Types#date}. */
  DATE,
  /** {@link Types#time}. */
  TIME,
  /** {@link Types#json}. */
  JSON,
  /** A type that Switchback did not make. */
  OTHER
}
