package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.withRecursive;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/** Rows out of nothing, which the database makes one by one while they are read. */
public final class Numbers {

  static final Field<Integer> N = field(name("c", "n"), SQLDataType.INTEGER);

  private Numbers() {}

  /** 1 to {@code last}, in their order. */
  public static Select<Record1<Integer>> to(int last) {
    return withRecursive(name("c"), name("n"))
        .as(
            select(inline(1))
                .unionAll(select(N.plus(inline(1))).from(table(name("c"))).where(N.lt(last))))
        .select(N)
        .from(table(name("c")));
  }

  /** The values of rows of one field. */
  static <T> List<T> values(List<Record1<T>> rows) {
    return rows.stream().map(Record1::value1).toList();
  }
}
