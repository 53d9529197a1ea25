package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.FILEPATH;
import static dev.switchback.music.schema.LibraryTable.FILEPATH_HASH;
import static org.jooq.impl.DSL.noCondition;

import dev.switchback.music.schema.PathHash;
import java.util.Collection;
import org.jooq.Condition;

/**
 * Finds rows by path through the index over its hash. Rows that another program wrote have no hash
 * yet; the same index finds those, and the path itself decides.
 */
final class PathCondition {

  private PathCondition() {}

  static Condition is(String path) {
    return FILEPATH_HASH.eq(PathHash.of(path)).or(FILEPATH_HASH.isNull().and(FILEPATH.eq(path)));
  }

  static Condition in(Collection<String> paths) {
    return FILEPATH_HASH
        .in(paths.stream().map(PathHash::of).toList())
        .or(FILEPATH_HASH.isNull().and(FILEPATH.in(paths)));
  }

  /**
   * A path that is the folder or lies below it. A range, not LIKE: text compares by code point on
   * every backend, while LIKE is blind to case on some.
   */
  static Condition under(String folder, char separator) {
    String prefix = folder.endsWith(String.valueOf(separator)) ? folder : folder + separator;
    String end = prefix.substring(0, prefix.length() - 1) + (char) (separator + 1);
    return is(folder).or(FILEPATH.ge(prefix).and(FILEPATH.lt(end)));
  }

  static Condition underAny(Collection<String> folders, char separator) {
    return folders.stream()
        .map(folder -> under(folder, separator))
        .reduce(noCondition(), Condition::or);
  }
}
