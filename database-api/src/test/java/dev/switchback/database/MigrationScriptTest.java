package dev.switchback.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts on a class path that is made for the test. */
final class MigrationScriptTest {

  private static final BackendInfo SQLITE =
      new BackendInfo("sqlite", "", "", "", "", SQLDialect.SQLITE, Set.of());
  private static final BackendInfo POSTGRES =
      new BackendInfo("postgres", "", "", "", "", SQLDialect.POSTGRES, Set.of());

  /** What scripts stand beside. */
  static final class Anchor {}

  @TempDir private Path root;
  private URLClassLoader loader;
  private Class<?> anchor;

  @BeforeEach
  void load() throws Exception {
    String file = Anchor.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(root.resolve(file).getParent());
    try (InputStream code = Anchor.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(code, root.resolve(file));
    }
    loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    anchor = loader.loadClass(Anchor.class.getName());
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private Migration.Script script(String path) {
    return new Migration.Script(anchor, path);
  }

  @Test
  void theOneForTheBackendComesFirst() throws IOException {
    write("db/a.sql", "all");
    write("db/a.sqlite.sql", "sqlite");
    assertThat(script("/db/a.sql").read(SQLITE)).isEqualTo("sqlite");
    assertThat(script("/db/a.sql").read(POSTGRES)).isEqualTo("all");
  }

  @Test
  void pathsAreRelativeToTheClassOrFromTheRoot() throws IOException {
    write("dev/switchback/database/b.sql", "beside");
    write("dev/switchback/database/sub/b.sql", "below");
    write("b.sql", "root");
    assertThat(script("b.sql").read(SQLITE)).isEqualTo("beside");
    assertThat(script("sub/b.sql").read(SQLITE)).isEqualTo("below");
    assertThat(script("/b.sql").read(SQLITE)).isEqualTo("root");
  }

  @Test
  void aMigrationNamesItsScripts() throws IOException {
    write("dev/switchback/database/0001-c.sql", "up");
    write("dev/switchback/database/0001-c.down.sql", "down");
    write("dev/switchback/database/0001-c.down.sqlite.sql", "down on sqlite");
    Migration migration = Migration.sql("0001-c", "", anchor);
    assertThat(((Migration.Script) migration.up()).read(SQLITE)).isEqualTo("up");
    assertThat(((Migration.Script) migration.down()).read(SQLITE)).isEqualTo("down on sqlite");
    assertThat(((Migration.Script) migration.down()).read(POSTGRES)).isEqualTo("down");
  }

  @Test
  void whatAnEditorOrAVersionControlChangesIsNoChange() throws IOException {
    write("unix.sql", "select 'é🎵';\n\n-- end\n");
    write("windows.sql", "select 'é🎵';\r\n\r\n-- end\r\n");
    write("mac.sql", "select 'é🎵';\r\r-- end\r");
    write("mark.sql", "\uFEFFselect 'é🎵';\n\n-- end\n");
    String text = script("/unix.sql").read(SQLITE);
    assertThat(text).isEqualTo("select 'é🎵';\n\n-- end\n");
    assertThat(script("/windows.sql").read(SQLITE)).isEqualTo(text);
    assertThat(script("/mac.sql").read(SQLITE)).isEqualTo(text);
    assertThat(script("/mark.sql").read(SQLITE)).isEqualTo(text);
  }

  @Test
  void oneThatIsNotThereIsNamed() {
    assertThat(script("none.sql").find(SQLITE)).isEmpty();
    assertThatThrownBy(() -> script("none.sql").read(SQLITE))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.MIGRATION))
        .hasMessageContaining("none.sqlite.sql")
        .hasMessageContaining("none.sql")
        .hasMessageContaining(Anchor.class.getName());
  }

  @Test
  void oneInAnotherEncodingIsRefused() throws IOException {
    write("latin.sql", "select 'é'".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> script("/latin.sql").find(SQLITE))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.MIGRATION))
        .hasMessageContaining("/latin.sql")
        .hasMessageContaining("UTF-8");
  }
}
