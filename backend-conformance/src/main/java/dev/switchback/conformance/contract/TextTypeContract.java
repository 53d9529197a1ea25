package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts: every character, compared by code point. */
@Conformance
final class TextTypeContract {

  private static Column<String> text(Fixture fixture, Database db, int length) {
    return Column.create(fixture, db, db.schema().types().text(length), SQLDataType.VARCHAR);
  }

  @Test
  @Behaviour(162)
  void emptyIsNotNull(Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 10);
    column.put(1, "");
    column.put(2, null);
    assertThat(column.get(1)).isEmpty();
    assertThat(column.get(2)).isNull();
    assertThat(column.where(column.value.eq(""))).containsExactly(1);
    assertThat(column.where(column.value.isNull())).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "Ünïcödé",
        "日本語",
        "עברית",
        "👩‍👩‍👧 family",
        "🎵",
        "e\u0301 combining",
        "\uFEFFbom",
        "\u0001control\u001f",
        "tab\tnewline\n",
        " both sides ",
        "\uFFFF\uDBFF\uDFFF"
      })
  @Behaviour({163, 166})
  void comesBackAsItWas(String value, Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 100);
    column.put(1, value);
    assertThat(column.get(1)).isEqualTo(value);
    assertThat(column.where(column.value.eq(value))).containsExactly(1);
    assertThat(column.where(column.value.eq(value + " "))).isEmpty();
    assertThat(Await.get(db.fetchSingle(select(val(value)))).value1()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0000b", "\uD83C", "\uDFB5x", "x\uDFB5\uD83C"})
  @Behaviour({164, 165})
  void whatIsNoTextIsRefusedBeforeItIsSent(String value, Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 100);
    Await.failure(ErrorKind.ILLEGAL_VALUE, column.store(1, value));
    Await.failure(ErrorKind.ILLEGAL_VALUE, db.fetchSingle(select(val(value))));
    assertThat(column.where(noCondition())).isEmpty();
  }

  @Test
  @Behaviour(167)
  void lengthIsInCharacters(Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 5);
    column.put(1, "12345");
    column.put(2, "🎵🎵🎵🎵🎵");
    assertThat(column.get(2)).isEqualTo("🎵🎵🎵🎵🎵");
    Await.failure(ErrorKind.TOO_LONG, column.store(3, "123456"));
    Await.failure(ErrorKind.TOO_LONG, column.store(3, "🎵🎵🎵🎵🎵🎵"));
    assertThat(column.where(noCondition())).containsExactly(1, 2);
  }

  /**
   * The SQL standard has blanks cut that do not fit, and some databases do; never anything else.
   */
  @Test
  @Behaviour(167)
  void blanksBeyondTheLengthAreRefusedOrCut(Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 5);
    Throwable failure = column.store(1, "12345 ").handle((rows, thrown) -> thrown).join();
    if (failure == null) {
      assertThat(column.get(1)).isEqualTo("12345");
    } else {
      assertThat(DatabaseException.of(failure).kind()).isEqualTo(ErrorKind.TOO_LONG);
    }
  }

  @Test
  @Behaviour({166, 168, 173})
  void equalityIsExact(Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 20);
    column.put(1, "abc");
    column.put(2, "ABC");
    column.put(3, "abc ");
    column.put(4, "\u00e9");
    column.put(5, "e\u0301");
    assertThat(column.where(column.value.eq("abc"))).containsExactly(1);
    assertThat(column.where(column.value.eq("ABC"))).containsExactly(2);
    assertThat(column.where(column.value.eq("abc "))).containsExactly(3);
    assertThat(column.where(column.value.eq("\u00e9"))).containsExactly(4);
    assertThat(column.where(column.value.ne("abc"))).containsExactly(2, 3, 4, 5);
  }

  @Test
  @Behaviour(171)
  void orderIsByCodePoint(Fixture fixture, Database db) {
    Column<String> column = text(fixture, db, 20);
    // U+FFFD stands before U+1F3B5, though UTF-16 has it the other way round
    List<String> ascending =
        List.of(
            "", " ", "-", "10", "9", "A", "B", "Z", "a", "a ", "aa", "b", "ä", "日", "\uFFFD", "🎵");
    List<Integer> ids = new ArrayList<>();
    for (int i = ascending.size() - 1; i >= 0; i--) {
      column.put(i, ascending.get(i));
      ids.add(0, i);
    }
    assertThat(column.sorted()).containsExactlyElementsOf(ids);
    assertThat(column.where(column.value.lt("a"))).hasSize(8);
    assertThat(column.where(column.value.gt("b"))).hasSize(4);
  }

  @Test
  @Behaviour(163)
  void longTexts(Fixture fixture, Database db) {
    Column<String> column =
        Column.create(fixture, db, db.schema().types().longText(), SQLDataType.CLOB);
    String megabyte = "0123456789abcde\n".repeat(1 << 16);
    String music = "🎵ä".repeat(100_000);
    column.put(1, megabyte);
    column.put(2, music);
    column.put(3, "");
    column.put(4, null);
    assertThat(column.get(1)).isEqualTo(megabyte);
    assertThat(column.get(2)).isEqualTo(music);
    assertThat(column.get(3)).isEmpty();
    assertThat(column.get(4)).isNull();
    assertThat(column.as(SQLDataType.VARCHAR).get(1)).isEqualTo(megabyte);
    Await.failure(ErrorKind.ILLEGAL_VALUE, column.store(5, "a\u0000b"));
  }

  private enum Colour {
    RED,
    GREEN
  }

  @Test
  @Behaviour(161)
  void enumerations(Fixture fixture, Database db) {
    var inQueries =
        SQLDataType.VARCHAR.asConvertedDataType(new EnumConverter<>(String.class, Colour.class));
    Column<Colour> column =
        Column.create(fixture, db, db.schema().types().enumeration(Colour.class), inQueries);
    column.put(1, Colour.RED);
    column.put(2, Colour.GREEN);
    column.put(3, null);
    assertThat(column.get(1)).isEqualTo(Colour.RED);
    assertThat(column.get(2)).isEqualTo(Colour.GREEN);
    assertThat(column.get(3)).isNull();
    assertThat(column.where(column.value.eq(Colour.GREEN))).containsExactly(2);
    Column<String> asText = column.as(SQLDataType.VARCHAR);
    assertThat(asText.get(1)).isEqualTo("RED");
    assertThat(Await.failure(asText.store(4, "BLUE")).kind())
        .isIn(ErrorKind.CHECK, ErrorKind.ILLEGAL_VALUE);
    Column<Colour> typed =
        Column.create(
            fixture,
            db,
            db.schema().types().enumeration(Colour.class),
            db.schema().types().enumeration(Colour.class));
    typed.put(1, Colour.RED);
    assertThat(typed.get(1)).isEqualTo(Colour.RED);
  }
}
