package dev.switchback.music;

/** What a path says of a file, on whatever system it was written. */
final class FileName {

  private FileName() {}

  /** The name without folders and extension. */
  static String stem(String path) {
    String name = path.substring(path.lastIndexOf(path.indexOf('/') < 0 ? '\\' : '/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
