package dev.switchback.backend.postgres;

import java.sql.SQLException;

/** Puts a value into the binary form of {@code COPY}. */
@FunctionalInterface
interface CopyEncoder<S> {
  void put(CopyBuffer buffer, S value) throws SQLException;
}
