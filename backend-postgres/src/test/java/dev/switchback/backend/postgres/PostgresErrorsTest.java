package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.sql.SQLException;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What is made of the server's errors, and of those that are not the server's. */
final class PostgresErrorsTest {

  private static DatabaseException translated(String message) {
    ServerErrorMessage error = new ServerErrorMessage("SERROR\0VERROR\0C22P02\0M" + message + "\0");
    return PostgresErrors.translate(new PSQLException(error), "select 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid input syntax for type integer: \"hush\"",
        "invalid input syntax for type integer: \"a\nhush\"",
        "ungültige Eingabesyntax für Typ integer: »hush«",
        "syntaxe en entrée invalide pour le type integer : « hush »",
        "sintaxis de entrada no es válida para tipo integer: «hush»",
        "ogiltig indatasyntax för type integer: ”hush”"
      })
  void aValueIsShownInNoLanguage(String message) {
    DatabaseException error = translated(message);
    assertThat(error.kind()).isEqualTo(ErrorKind.ILLEGAL_VALUE);
    assertThat(error.getMessage()).doesNotContain("hush").contains("integer");
    assertThat(error.getCause()).isNull();
  }

  /** A pool of the application's may throw anything. */
  @ParameterizedTest
  @ValueSource(strings = {"", "0"})
  void aStateThatIsNoneIsAnErrorLikeAnother(String state) {
    assertThat(PostgresErrors.translate(new SQLException("no more", state), null).kind())
        .isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void aValueOfSeveralLinesIsNotShown() throws Exception {
    try (PostgresNamespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      DatabaseException error =
          Await.failure(
              ErrorKind.ILLEGAL_VALUE,
              db.fetch(select(cast(val("abc\nhush"), SQLDataType.INTEGER))));
      assertThat(error.getMessage()).doesNotContain("hush").doesNotContain("abc");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"set time zone 'Asia/Tokyo'", " SET session x.y = 1", "reset all", "discard all"})
  void settingsOfTheConnectionArePlainSqlForNobody(String setting) throws Exception {
    try (PostgresNamespace namespace = new PostgresNamespace(PostgresServer.get());
        Database db = Database.open(namespace.config().build())) {
      Await.failure(ErrorKind.ILLEGAL_USE, db.execute(query(setting)));
      Await.get(db.transaction(tx -> tx.execute(query("set local lock_timeout = 7"))));
    }
  }
}
