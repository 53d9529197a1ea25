package dev.switchback.backend.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.backend.jdbc.type.ColumnChecks;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo.Check;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.ForeignKey.Action;
import dev.switchback.database.TableInfo.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** A table's constraints, from PostgreSQL's catalog. */
final class PostgresKeys {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = field("type", SQLDataType.VARCHAR);
  private static final Field<String> COLUMN = field("col", SQLDataType.VARCHAR);
  private static final Field<String> REFERENCED = field("ref_tbl", SQLDataType.VARCHAR);
  private static final Field<String> REFERENCED_COLUMN = field("ref_col", SQLDataType.VARCHAR);
  private static final Field<String> ON_DELETE = field("del", SQLDataType.VARCHAR);
  private static final Field<String> ON_UPDATE = field("upd", SQLDataType.VARCHAR);
  private static final Field<String> CHECK = field("expr", SQLDataType.VARCHAR);

  /** One row a column of a constraint; at least one a constraint. */
  private static final String QUERY =
      """
      select t.relname as tbl, c.conname as name, c.contype::text as type, a.attname as col,
             r.relname as ref_tbl, b.attname as ref_col,
             c.confdeltype::text as del, c.confupdtype::text as upd,
             pg_get_expr(c.conbin, c.conrelid, true) as expr
      from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
      left join pg_class r on r.oid = c.confrelid
      left join lateral unnest(c.conkey, c.confkey) with ordinality k (att, ref, place) on true
      left join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.att
      left join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.ref
      where c.contype in ('p', 'u', 'f', 'c')
      order by c.oid, k.place
      """;

  /** The check of {@code bytes(n)}. */
  private static final Pattern LENGTH = Pattern.compile("octet_length\\(.*\\) <= (\\d+)");

  private final List<String> primary = new ArrayList<>();
  private final List<UniqueKey> unique = new ArrayList<>();
  private final List<ForeignKey> foreign = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final Map<String, Integer> lengths = new HashMap<>();

  /** The constraints of all tables of the current schema, by table. */
  static CompletableFuture<Map<String, PostgresKeys>> read(QueryExecutor executor) {
    return executor
        .fetch(
            resultQuery(QUERY)
                .coerce(
                    TABLE,
                    NAME,
                    TYPE,
                    COLUMN,
                    REFERENCED,
                    REFERENCED_COLUMN,
                    ON_DELETE,
                    ON_UPDATE,
                    CHECK))
        .thenApply(PostgresKeys::group);
  }

  private static Map<String, PostgresKeys> group(List<? extends Record> rows) {
    Map<List<String>, List<Record>> byConstraint = new LinkedHashMap<>();
    for (Record row : rows) {
      byConstraint
          .computeIfAbsent(List.of(row.get(TABLE), row.get(NAME)), first -> new ArrayList<>())
          .add(row);
    }
    Map<String, PostgresKeys> byTable = new HashMap<>();
    byConstraint.forEach(
        (name, columns) ->
            byTable.computeIfAbsent(name.get(0), first -> new PostgresKeys()).add(columns));
    return byTable;
  }

  private void add(List<Record> rows) {
    Record first = rows.get(0);
    String name = first.get(NAME);
    List<String> columns = rows.stream().map(row -> row.get(COLUMN)).toList();
    switch (first.get(TYPE)) {
      case "p" -> primary.addAll(columns);
      case "u" -> unique.add(new UniqueKey(name, columns));
      case "f" ->
          foreign.add(
              new ForeignKey(
                  name,
                  columns,
                  first.get(REFERENCED),
                  rows.stream().map(row -> row.get(REFERENCED_COLUMN)).toList(),
                  action(first.get(ON_DELETE)),
                  action(first.get(ON_UPDATE))));
      default -> addCheck(name, first);
    }
  }

  private void addCheck(String name, Record row) {
    if (ColumnChecks.column(name) == null) {
      checks.add(new Check(name, row.get(CHECK)));
    } else if (ColumnChecks.kind(name) == ErrorKind.TOO_LONG) {
      Matcher length = LENGTH.matcher(row.get(CHECK));
      if (length.matches()) {
        lengths.put(row.get(COLUMN), Integer.valueOf(length.group(1)));
      }
    }
  }

  private static Action action(String letter) {
    return switch (letter) {
      case "r" -> Action.RESTRICT;
      case "c" -> Action.CASCADE;
      case "n" -> Action.SET_NULL;
      case "d" -> Action.SET_DEFAULT;
      default -> Action.NO_ACTION;
    };
  }

  List<String> primary() {
    return primary;
  }

  List<UniqueKey> unique() {
    return unique;
  }

  List<ForeignKey> foreign() {
    return foreign;
  }

  List<Check> checks() {
    return checks;
  }

  /** The lengths that checks of ours demand, by column. */
  Map<String, Integer> lengths() {
    return lengths;
  }
}
