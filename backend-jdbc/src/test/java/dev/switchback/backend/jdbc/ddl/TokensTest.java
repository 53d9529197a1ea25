package dev.switchback.backend.jdbc.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQL in pieces: quotes of every kind, comments, parentheses. */
final class TokensTest {

  @Test
  void quotesAreUndoneAndCommentsAreNothing() {
    assertThat(texts("a \"b\"\"c\" `d``e` [f g] 'h''i' -- j\n k /* l */ m.n $$o;p$$ $t$ $$ $t$"))
        .containsExactly("a", "b\"c", "d`e", "f g", "h'i", "k", "m", ".", "n", "o;p", " $$ ");
    assertThat(texts("1.5e3 -2 x'00' ünï_1$ $1")).contains("1.5e3", "-", "2", "x", "00", "ünï_1$");
  }

  @Test
  void whatHasNoEndEndsWithTheText() {
    for (String open : List.of("'a", "\"a", "`a", "[a", "$$a", "/* a", "-- a", "'", "$")) {
      assertThat(texts("x " + open)).startsWith("x");
    }
    assertThatThrownBy(() -> Tokens.of("(a, (b)").list()).isInstanceOf(Tokens.NotUnderstood.class);
    assertThatThrownBy(() -> Tokens.of("a").list()).isInstanceOf(Tokens.NotUnderstood.class);
  }

  @Test
  void wordsInQuotesAreNoKeywords() {
    assertThat(Tokens.of("Not NULL").at("not", "null")).isTrue();
    assertThat(Tokens.of("\"not\" null").at("not", "null")).isFalse();
    assertThat(Tokens.of("'not' null").at("not", "null")).isFalse();
    assertThat(Tokens.of("not").at("not", "null")).isFalse();
  }

  @Test
  void listsHavePartsAndTheirTextIsKept() {
    Tokens tokens = Tokens.of("(a,  b (c, d) /* , */ 'e,f') rest");
    List<Tokens> parts = tokens.list();
    assertThat(parts).extracting(Tokens::rest).containsExactly("a", "b (c, d) /* , */ 'e,f'");
    assertThat(tokens.rest()).isEqualTo("rest");
    assertThat(tokens.atEnd()).isTrue();
  }

  @Test
  void aColumnIsMentionedByNameOnly() {
    assertThat(Tokens.of("lower(x) > 'y'").mentions("X")).isTrue();
    assertThat(Tokens.of("lower(x) > 'y'").mentions("lower")).isFalse();
    assertThat(Tokens.of("lower(x) > 'y'").mentions("y")).isFalse();
    assertThat(Tokens.of("x is not null").mentions("null")).isFalse();
    assertThat(Tokens.of("\"null\" is not null").mentions("null")).isTrue();
    assertThat(Tokens.of("t.`x` = 1").mentions("x")).isTrue();
  }

  private static List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    Token.of(sql).forEach(token -> texts.add(token.text()));
    return texts;
  }
}
