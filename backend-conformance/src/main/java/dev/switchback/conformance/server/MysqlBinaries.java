package dev.switchback.conformance.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A server's programs, and a data folder as it is right after its installation: unpacked once into
 * a cache folder of the user ({@code switchback.servers}), for all runs to come.
 */
final class MysqlBinaries {

  private static final int MINUTES_FOR_INSTALLATION = 3;

  private final MysqlProduct product;
  private final Path folder;

  private MysqlBinaries(MysqlProduct product, Path folder) {
    this.product = product;
    this.folder = folder;
  }

  static MysqlBinaries get(MysqlProduct product)
      throws IOException, ServerUnavailable, InterruptedException {
    Path folder =
        cache().resolve(product.name().toLowerCase(Locale.ROOT) + "-" + product.version());
    if (!Files.exists(folder)) {
      unpack(product, product.artifact().resolve(), folder);
    }
    return new MysqlBinaries(product, folder);
  }

  private static Path cache() {
    return Setting.of("switchback.servers")
        .map(Path::of)
        .orElseGet(
            () ->
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .map(Path::of)
                    .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                    .resolve("switchback")
                    .resolve("servers"));
  }

  /** Beside its place, and moved there when it is whole: others may be doing the same. */
  private static void unpack(MysqlProduct product, Path archive, Path folder)
      throws IOException, ServerUnavailable, InterruptedException {
    MavenArtifact.report(
        "unpacking " + product.title() + " " + product.version() + "; this happens once");
    Files.createDirectories(folder.getParent());
    Path part = Files.createTempDirectory(folder.getParent(), folder.getFileName() + "-part-");
    try {
      extract(product, archive, part);
      new MysqlBinaries(product, part).install();
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(folder)) { // else another process was quicker
        throw e;
      }
    } finally {
      delete(part);
    }
  }

  private static void extract(MysqlProduct product, Path archive, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        Optional<String> place = product.place(entry.getName());
        if (place.isEmpty() || entry.isDirectory()) {
          continue;
        }
        Path file = to.resolve(place.get()).normalize();
        if (!file.startsWith(to)) {
          throw new IOException("An entry of " + archive + " leads out of it");
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
        if (!place.get().startsWith("share/") && !file.toFile().setExecutable(true)) {
          throw new IOException(file + " cannot be made executable");
        }
      }
    }
  }

  /** Makes the data folder from which those of all runs are copied. */
  private void install() throws IOException, ServerUnavailable, InterruptedException {
    List<String> command = new ArrayList<>();
    if (product == MysqlProduct.MYSQL) {
      command.add(folder.resolve("bin/mysqld").toString());
      command.add("--no-defaults");
      command.add("--initialize-insecure");
      command.add("--innodb-redo-log-capacity=8M");
    } else {
      command.add(folder.resolve("scripts/mariadb-install-db").toString());
      command.add("--no-defaults");
      command.add("--force");
      command.add("--skip-test-db");
      command.add("--auth-root-authentication-method=normal");
    }
    command.addAll(places(data()));
    File log = folder.resolve("install.log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES_FOR_INSTALLATION, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    if (process.exitValue() != 0) {
      throw new ServerUnavailable(
          product.title() + " does not run on this machine: " + lastLine(log.toPath()));
    }
  }

  /** What every program of it is told about where things are. */
  List<String> places(Path data) {
    List<String> arguments = new ArrayList<>(List.of("--basedir=" + folder, "--datadir=" + data));
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--user=root"); // it refuses otherwise
    }
    return arguments;
  }

  /** The server's program. */
  String daemon() {
    return folder.resolve("bin").resolve(product.daemon()).toString();
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Copies the data folder. */
  void copyData(Path to) throws IOException {
    Path from = data();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** The last thing that a log says, with the remedy where we know it. */
  static String lastLine(Path log) throws IOException {
    String[] lines = Files.readString(log).strip().split("\n");
    String last = lines[lines.length - 1];
    return Arrays.stream(lines).anyMatch(line -> line.contains("libaio.so.1"))
        ? "it needs the library libaio.so.1 (on Debian and Ubuntu: apt-get install libaio1)"
        : last;
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
