package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;

import dev.switchback.database.MigrationContext;
import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.SQLDataType;

/**
 * Column defaults that need the database's clock, in UTC. They serve other programs that write to
 * the tables; this library's operations always give the value.
 */
final class Defaults {

  private Defaults() {}

  /** On SQLite the text {@code YYYY-MM-DD HH:MM:SS}, as the original player has it. */
  static Field<LocalDateTime> now(MigrationContext context) {
    String sql =
        switch (family(context)) {
          case POSTGRES -> "(now() at time zone 'utc')";
          case MYSQL, MARIADB -> "(utc_timestamp())";
          default -> "current_timestamp";
        };
    return field(sql, SQLDataType.LOCALDATETIME(0));
  }

  /** Seconds since 1970. */
  static Field<Long> unixNow(MigrationContext context) {
    String sql =
        switch (family(context)) {
          case POSTGRES -> "(extract(epoch from now())::bigint)";
          case MYSQL, MARIADB -> "(unix_timestamp())";
          default -> "(strftime('%s', 'now'))";
        };
    return field(sql, SQLDataType.BIGINT);
  }

  static boolean isSqlite(MigrationContext context) {
    return family(context) == SQLDialect.SQLITE;
  }

  static boolean isPostgres(MigrationContext context) {
    return family(context) == SQLDialect.POSTGRES;
  }

  private static SQLDialect family(MigrationContext context) {
    return context.backend().dialect().family();
  }
}
