package dev.switchback.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:sqlite:music.db | jdbc:sqlite:music.db",
        "jdbc:sqlite::memory: | jdbc:sqlite::memory:",
        "jdbc:postgresql://host/db | jdbc:postgresql://host/db",
        "jdbc:postgresql://me:secret@host/db | jdbc:postgresql://***@host/db",
        "jdbc:postgresql://me:sec@ret@host/db | jdbc:postgresql://***@host/db",
        "jdbc:postgresql://me:sec/ret@host/db | jdbc:postgresql://***@host/db",
        "jdbc:postgresql://host/db?user=me&password=se=cret | jdbc:postgresql://host/db?user=***&password=***",
        "jdbc:x://host/db;password=secret;b=1 | jdbc:x://host/db;password=***;b=***",
      })
  void takesOutWhatCouldBeSecret(String url, String shown) {
    assertThat(Redaction.redact(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"jdbc:postgresql://me:hush@host/db", "jdbc:postgresql://host/db?password=hush"})
  void configurationsShowNone(String url) {
    DatabaseConfig config = DatabaseConfig.builder(url).credentials("me", "hush").build();
    assertThat(config.toString()).doesNotContain("hush");
    assertThat(config.redactedUrl()).doesNotContain("hush");
  }
}
