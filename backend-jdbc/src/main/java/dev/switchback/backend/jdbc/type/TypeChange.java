package dev.switchback.backend.jdbc.type;

import dev.switchback.database.ColumnKind;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that a column can be changed to: those that keep the meaning of every value. Databases
 * would convert more, each in its own way.
 *
 * @param kind a type's kind
 * @param digits the digits after the point, of a decimal or of a second, where declared
 */
public record TypeChange(ColumnKind kind, @Nullable Integer digits) {

  private static final Set<ColumnKind> INTEGERS =
      Set.of(ColumnKind.INT16, ColumnKind.INT32, ColumnKind.INT64);
  private static final Set<ColumnKind> TEXTS = Set.of(ColumnKind.TEXT, ColumnKind.LONG_TEXT);

  /**
   * Refuses a change.
   *
   * @throws DatabaseException UNSUPPORTED
   */
  public void checkChangeTo(TypeChange to, String column) {
    boolean known = kind != ColumnKind.OTHER && to.kind != ColumnKind.OTHER;
    if (known && !keepsValues(to)) {
      throw DatabaseException.builder(
              ErrorKind.UNSUPPORTED,
              "Column "
                  + column
                  + " cannot be changed from "
                  + this
                  + " to "
                  + to
                  + ": add a column, fill it, drop the old one and rename")
          .build();
    }
  }

  private boolean keepsValues(TypeChange to) {
    if (kind == to.kind) {
      return digits == null ? to.digits == null : to.digits == null || to.digits >= digits;
    }
    return INTEGERS.contains(kind) && (INTEGERS.contains(to.kind) || to.kind == ColumnKind.DECIMAL)
        || TEXTS.contains(kind) && TEXTS.contains(to.kind);
  }

  @Override
  public String toString() {
    return digits == null ? kind.name() : kind + " with " + digits + " digits after the point";
  }
}
