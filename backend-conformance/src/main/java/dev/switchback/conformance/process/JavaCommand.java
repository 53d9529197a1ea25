package dev.switchback.conformance.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a JVM like the running one is started. */
final class JavaCommand {

  /** That of the running test, folders last: an archive of classes can hold those of jars only. */
  static final String CLASS_PATH = join(entries(true), entries(false));

  /** The jars of the class path. */
  static final String JARS = join(entries(true), Stream.empty());

  /** They live for seconds: a quick start is worth more than a fast run. */
  private static final List<String> QUICK_START =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m");

  private static final int ASKS_FOR_NATIVE_ACCESS = 22;

  private JavaCommand() {}

  static List<String> with(String classPath, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    if (Runtime.version().feature() >= ASKS_FOR_NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    return command;
  }

  private static Stream<String> entries(boolean jars) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.isRegularFile(Path.of(entry)) == jars);
  }

  private static String join(Stream<String> first, Stream<String> then) {
    return Stream.concat(first, then).collect(Collectors.joining(File.pathSeparator));
  }
}
