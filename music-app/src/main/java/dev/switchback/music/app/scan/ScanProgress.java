package dev.switchback.music.app.scan;

/** Is told how a scan goes on. */
public interface ScanProgress {

  /** Tells nobody. */
  ScanProgress NONE = new ScanProgress() {};

  /** So many files are found until now. */
  default void seen(int files) {}

  /** The comparison is done; so many files are to be read. */
  default void planned(Changes changes) {}

  /** So many more files are read and written. */
  default void written(int files) {}
}
