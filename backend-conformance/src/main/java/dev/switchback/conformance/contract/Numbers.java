package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.withRecursive;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Rows out of nothing, which the database makes one by one while they are read. */
final class Numbers {

  private static final Table<Record> C = table(name("c"));

  static final Field<Integer> N = field(name("c", "n"), SQLDataType.INTEGER);

  private Numbers() {}

  /** 1 to {@code last}, in their order. */
  static Select<Record1<Integer>> to(int last) {
    return to(last, N);
  }

  /** Each once, and so many that nobody ever reads all; recursion alone some do to its end. */
  static Select<Record1<Integer>> endless() {
    Table<Record> a = C.as("a");
    return withRecursive(name("c"), name("n"))
        .as(
            select(inline(1))
                .unionAll(select(N.plus(inline(1))).from(C).where(N.lt(inline(1_000)))))
        .select(
            number("a")
                .plus(number("x").minus(inline(1)).times(inline(1_000)))
                .plus(number("y").minus(inline(1)).times(inline(1_000_000)))
                .as("n"))
        .from(a)
        .crossJoin(C.as("x"))
        .crossJoin(C.as("y"));
  }

  private static Field<Integer> number(String alias) {
    return field(name(alias, "n"), SQLDataType.INTEGER);
  }

  /** Something made of each of the numbers. */
  static <T> Select<Record1<T>> to(int last, Field<T> made) {
    return withRecursive(name("c"), name("n"))
        .as(select(inline(1)).unionAll(select(N.plus(inline(1))).from(C).where(N.lt(inline(last)))))
        .select(made)
        .from(C)
        .where(N.le(inline(last)));
  }

  /** The values of rows of one field. */
  static <T> List<T> values(List<Record1<T>> rows) {
    return rows.stream().map(Record1::value1).toList();
  }
}
