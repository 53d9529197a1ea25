package dev.switchback.music;

import org.jooq.Context;
import org.jooq.Field;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** A text with A to Z in small letters, and nothing else changed. */
final class LowerAscii extends CustomField<String> {

  private static final long serialVersionUID = 1L;

  private final Field<String> text;

  LowerAscii(Field<String> text) {
    super(DSL.name("lower_ascii"), SQLDataType.VARCHAR);
    this.text = text;
  }

  @Override
  public void accept(Context<?> context) {
    context.visit(
        switch (context.family()) {
          case MYSQL, MARIADB -> letterByLetter(text);
          default -> DSL.lower(text);
        });
  }

  private static Field<String> letterByLetter(Field<String> text) {
    Field<String> lower = text;
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      lower =
          DSL.replace(
              lower,
              DSL.inline(String.valueOf(letter)),
              DSL.inline(String.valueOf((char) (letter + 'a' - 'A'))));
    }
    return lower;
  }
}
