package dev.switchback.conformance.contract;

import org.jooq.DDLQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * {@code DROP VIEW}. jOOQ 3.21 answers it with another type than 3.19: code that calls it and was
 * compiled with the one fails with the other, and the kit is to run with both.
 */
final class Views {

  private Views() {}

  static DDLQuery drop(Table<?> view) {
    return call("dropView", view);
  }

  static DDLQuery dropIfExists(Table<?> view) {
    return call("dropViewIfExists", view);
  }

  private static DDLQuery call(String method, Table<?> view) {
    try {
      return (DDLQuery) DSL.class.getMethod(method, Table.class).invoke(null, view);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
