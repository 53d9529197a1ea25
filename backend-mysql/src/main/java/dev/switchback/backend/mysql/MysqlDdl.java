package dev.switchback.backend.mysql;

import dev.switchback.backend.jdbc.ddl.ColumnDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.ddl.Tokens;
import java.util.List;
import java.util.regex.Pattern;

/** How the server does what jOOQ's DDL says. */
final class MysqlDdl {

  /** What stands behind the name of a UUID's column, which jOOQ prints as a text. */
  static final String UUID = "/*switchback:uuid*/";

  private static final Pattern PRINTED_UUID =
      Pattern.compile(Pattern.quote(UUID) + " *varchar\\(36\\)");

  private MysqlDdl() {}

  static Ddl of(String printed) {
    String sql = PRINTED_UUID.matcher(printed).replaceAll("binary(16)").replace(UUID, "");
    try {
      Tokens tokens = Tokens.of(sql);
      if (tokens.take("create", "table")) {
        tokens.take("if", "not", "exists");
        tokens.qualifiedName();
        return Ddl.statement(tokens.at("(") ? withChecksLast(sql, tokens.list()) : sql);
      }
      if (tokens.take("alter", "table")) {
        tokens.qualifiedName();
        if (tokens.take("add")) {
          return Ddl.statement(
              withChecksLast(sql, tokens.at("(") ? tokens.list() : List.of(tokens)));
        }
      }
    } catch (Tokens.NotUnderstood e) {
      // Then it is for the server to understand.
    }
    return Ddl.statement(sql);
  }

  /** MariaDB takes a column's check behind everything else that is said of the column. */
  private static String withChecksLast(String sql, List<Tokens> elements) {
    String changed = sql;
    for (Tokens element : elements) {
      if (ConstraintDefinition.ofTableAt(element)) {
        continue;
      }
      element.take("column");
      int start = element.position();
      ColumnDefinition column = ColumnDefinition.parse(element);
      String text = element.since(start);
      String moved = text;
      for (ConstraintDefinition constraint : column.constraints()) {
        if (constraint.kind() == Kind.CHECK) {
          moved = moved.replace(constraint.sql(), "") + ' ' + constraint.sql();
        }
      }
      changed = changed.replace(text, moved);
    }
    return changed;
  }
}
