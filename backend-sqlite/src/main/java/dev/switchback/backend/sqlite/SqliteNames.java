package dev.switchback.backend.sqlite;

/** SQLite's names: large and small letters are the same, but those of ASCII only. */
final class SqliteNames {

  private static final int TO_SMALL = 'a' - 'A';

  private SqliteNames() {}

  static boolean same(String one, String other) {
    return folded(one).equals(folded(other));
  }

  /** The form in which all spellings of a name are equal. */
  static String folded(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + TO_SMALL));
      }
    }
    return folded.toString();
  }
}
