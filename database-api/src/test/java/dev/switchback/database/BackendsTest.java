package dev.switchback.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchback.database.spi.DatabaseBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackendsTest {

  private static final DatabaseConfig CONFIG = DatabaseConfig.of("jdbc:a://host?password=hush");

  /** Accepts URLs by their beginning; nothing here ever opens one. */
  private record Named(String name, String prefix) implements DatabaseBackend {
    @Override
    public boolean accepts(String url) {
      return url.startsWith(prefix);
    }

    @Override
    public Database open(DatabaseConfig config) {
      throw new UnsupportedOperationException();
    }
  }

  private static final DatabaseBackend A = new Named("a", "jdbc:a:");
  private static final DatabaseBackend TWIN = new Named("twin", "jdbc:a:");
  private static final DatabaseBackend B = new Named("b", "jdbc:b:");

  @Test
  void choosesTheOneThatAccepts() {
    assertThat(Backends.choose(CONFIG, List.of(B, A))).isSameAs(A);
  }

  @Test
  void severalThatAcceptAreAnErrorInAnyOrder() {
    for (List<DatabaseBackend> found : List.of(List.of(A, B, TWIN), List.of(TWIN, B, A))) {
      DatabaseException error = refused(found);
      assertThat(error.kind()).isEqualTo(ErrorKind.ILLEGAL_USE);
      assertThat(error).hasMessageContaining("a, twin").hasMessageNotContaining("b,");
    }
  }

  @Test
  void noneThatAcceptsIsAnErrorThatListsThoseFound() {
    DatabaseException error = refused(List.of(B));
    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error).hasMessageContaining("jdbc:a://host").hasMessageContaining(": b");
    assertThat(refused(List.of())).hasMessageContaining("none");
  }

  @Test
  void theErrorShowsNoPassword() {
    assertThat(refused(List.of(B))).hasMessageNotContaining("hush");
  }

  private static DatabaseException refused(List<DatabaseBackend> found) {
    return catchThrowableOfType(DatabaseException.class, () -> Backends.choose(CONFIG, found));
  }
}
