package dev.switchback.backend.jdbc.internal.query;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jooq.Keyword;
import org.jooq.SQLDialect;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** jOOQ's own instances of a few words: where its model is silent, they tell what it prints. */
final class Keywords {

  private static final Map<String, Keyword> FOUND = find();

  static final Keyword ON_CONSTRAINT = get("on constraint");
  static final Keyword RETURNING = get("returning");

  private Keywords() {}

  private static Map<String, Keyword> find() {
    Map<String, Keyword> found = new HashMap<>();
    VisitListener finder =
        new VisitListener() {
          @Override
          public void visitStart(VisitContext context) {
            if (context.queryPart() instanceof Keyword keyword) {
              found.put(keyword.toString().toLowerCase(Locale.ROOT), keyword);
            }
          }
        };
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.setSQLDialect(SQLDialect.POSTGRES);
    configuration.setVisitListener(finder);
    DSL.using(configuration)
        .render(
            DSL.insertInto(DSL.table(DSL.name("t")))
                .columns(DSL.field(DSL.name("c")))
                .values(1)
                .onConflictOnConstraint(DSL.name("k"))
                .doNothing()
                .returning(DSL.field(DSL.name("c"))));
    return found;
  }

  private static Keyword get(String words) {
    Keyword keyword = FOUND.get(words);
    if (keyword == null) {
      throw new IllegalStateException("This version of jOOQ is not supported: no " + words);
    }
    return keyword;
  }
}
