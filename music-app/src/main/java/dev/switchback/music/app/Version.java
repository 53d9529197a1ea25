package dev.switchback.music.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version of the jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "music "
          + Objects.requireNonNullElse(
              Version.class.getPackage().getImplementationVersion(), "(development)")
    };
  }
}
