package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.ddl.AlterTable;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterType;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropPrimaryKey;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameColumn;
import dev.switchback.backend.jdbc.ddl.Ddl;
import dev.switchback.backend.jdbc.ddl.Tokens;
import java.util.ArrayList;
import java.util.List;

/** How PostgreSQL does what jOOQ's DDL says: by itself, but for what our types bring along. */
final class PostgresDdl {

  private PostgresDdl() {}

  static Ddl of(String sql) {
    try {
      Tokens tokens = Tokens.of(sql);
      if (tokens.at("alter", "table")) {
        AlterTable statement = AlterTable.parse(sql);
        return isOurs(statement)
            ? Ddl.steps(sql, connection -> PostgresAlter.run(connection, sql, statement))
            : Ddl.statement(sql);
      }
      if (tokens.take("do")) {
        return block(sql, tokens.string());
      }
    } catch (Tokens.NotUnderstood e) {
      // Then it is for the server to understand.
    }
    return Ddl.statement(sql);
  }

  private static boolean isOurs(AlterTable statement) {
    return statement.change() instanceof AlterType
        || statement.change() instanceof RenameColumn
        || statement.change() instanceof DropPrimaryKey;
  }

  /** jOOQ changes type and nullability at once by a block of two statements. */
  private static Ddl block(String sql, String body) {
    Tokens tokens = Tokens.of(body);
    tokens.expect("begin");
    List<String> statements = new ArrayList<>();
    while (!tokens.take("end")) {
      int start = tokens.position();
      while (!tokens.at(";")) {
        tokens.skip();
      }
      statements.add(tokens.since(start));
      tokens.expect(";");
    }
    AlterTable first = AlterTable.parse(statements.get(0));
    if (!(first.change() instanceof AlterType)) {
      return Ddl.statement(sql);
    }
    return Ddl.steps(
        sql,
        connection -> {
          PostgresAlter.run(connection, statements.get(0), first);
          for (String next : statements.subList(1, statements.size())) {
            connection.execute(next);
          }
        });
  }
}
