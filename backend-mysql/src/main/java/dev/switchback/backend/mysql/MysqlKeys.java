package dev.switchback.backend.mysql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.resultQuery;

import dev.switchback.database.QueryExecutor;
import dev.switchback.database.TableInfo.Check;
import dev.switchback.database.TableInfo.ForeignKey;
import dev.switchback.database.TableInfo.ForeignKey.Action;
import dev.switchback.database.TableInfo.Index;
import dev.switchback.database.TableInfo.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** A table's constraints, from the server's catalog. */
final class MysqlKeys {

  private static final Field<String> TABLE = field("tbl", SQLDataType.VARCHAR);
  private static final Field<String> NAME = field("name", SQLDataType.VARCHAR);
  private static final Field<String> TYPE = field("type", SQLDataType.VARCHAR);
  private static final Field<String> COLUMN = field("col", SQLDataType.VARCHAR);
  private static final Field<String> REFERENCED = field("ref_tbl", SQLDataType.VARCHAR);
  private static final Field<String> REFERENCED_COLUMN = field("ref_col", SQLDataType.VARCHAR);
  private static final Field<String> ON_DELETE = field("del", SQLDataType.VARCHAR);
  private static final Field<String> ON_UPDATE = field("upd", SQLDataType.VARCHAR);
  private static final Field<String> CHECK = field("expr", SQLDataType.VARCHAR);

  /** One row a column of a key. */
  private static final String KEYS =
      """
      select c.table_name as tbl, c.constraint_name as name, c.constraint_type as type,
             k.column_name as col, k.referenced_table_name as ref_tbl,
             k.referenced_column_name as ref_col, r.delete_rule as del, r.update_rule as upd
      from information_schema.table_constraints c
      join information_schema.key_column_usage k
        on k.constraint_schema = c.constraint_schema and k.table_name = c.table_name
        and k.constraint_name = c.constraint_name
      left join information_schema.referential_constraints r
        on r.constraint_schema = c.constraint_schema and r.table_name = c.table_name
        and r.constraint_name = c.constraint_name
      where c.table_schema = database()
      order by c.table_name, c.constraint_name, k.ordinal_position
      """;

  private static final String MYSQL_CHECKS =
      """
      select c.table_name as tbl, c.constraint_name as name, k.check_clause as expr
      from information_schema.table_constraints c
      join information_schema.check_constraints k
        on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
      where c.table_schema = database() and c.constraint_type = 'CHECK'
      order by c.table_name, c.constraint_name
      """;

  private static final String MARIADB_CHECKS =
      """
      select table_name as tbl, constraint_name as name, check_clause as expr
      from information_schema.check_constraints
      where constraint_schema = database()
      order by table_name, constraint_name
      """;

  /** A check of ours: a column, and all the values that it may have. */
  private static final Pattern OURS = Pattern.compile("\\(?`(?<column>[^`]*)` in \\([^()]*\\)\\)?");

  private static final Pattern JSON = Pattern.compile("json_valid\\(`([^`]*)`\\)");

  private final List<String> primary = new ArrayList<>();
  private final List<UniqueKey> unique = new ArrayList<>();
  private final List<ForeignKey> foreign = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final Set<String> json = new HashSet<>();

  /** The constraints of all tables of the current database, by table. */
  static CompletableFuture<Map<String, MysqlKeys>> read(QueryExecutor executor, Flavour flavour) {
    return executor
        .fetch(
            resultQuery(KEYS)
                .coerce(
                    TABLE, NAME, TYPE, COLUMN, REFERENCED, REFERENCED_COLUMN, ON_DELETE, ON_UPDATE))
        .thenCompose(
            keys ->
                executor
                    .fetch(
                        resultQuery(flavour == Flavour.MYSQL ? MYSQL_CHECKS : MARIADB_CHECKS)
                            .coerce(TABLE, NAME, CHECK))
                    .thenApply(checks -> group(keys, checks)));
  }

  private static Map<String, MysqlKeys> group(
      List<? extends Record> keys, List<? extends Record> checks) {
    Map<List<String>, List<Record>> byConstraint = new LinkedHashMap<>();
    for (Record row : keys) {
      byConstraint
          .computeIfAbsent(List.of(row.get(TABLE), row.get(NAME)), first -> new ArrayList<>())
          .add(row);
    }
    Map<String, MysqlKeys> byTable = new HashMap<>();
    byConstraint.forEach(
        (name, columns) ->
            byTable.computeIfAbsent(name.get(0), first -> new MysqlKeys()).add(columns));
    for (Record check : checks) {
      byTable.computeIfAbsent(check.get(TABLE), first -> new MysqlKeys()).addCheck(check);
    }
    return byTable;
  }

  private void add(List<Record> rows) {
    Record first = rows.get(0);
    String name = first.get(NAME);
    List<String> columns = rows.stream().map(row -> row.get(COLUMN)).toList();
    switch (first.get(TYPE)) {
      case "PRIMARY KEY" -> primary.addAll(columns);
      case "UNIQUE" -> unique.add(new UniqueKey(name, columns));
      default ->
          foreign.add(
              new ForeignKey(
                  name,
                  columns,
                  first.get(REFERENCED),
                  rows.stream().map(row -> row.get(REFERENCED_COLUMN)).toList(),
                  action(first.get(ON_DELETE)),
                  action(first.get(ON_UPDATE))));
    }
  }

  private void addCheck(Record row) {
    String clause = row.get(CHECK);
    Matcher valid = JSON.matcher(clause);
    if (valid.matches()) {
      json.add(valid.group(1));
    } else if (!isOurs(row.get(NAME), clause)) {
      checks.add(new Check(row.get(NAME), clause));
    }
  }

  /** One that was given no name, for a column of a type of ours. */
  static boolean isOurs(String name, String clause) {
    Matcher values = OURS.matcher(clause);
    return values.matches() && (name.matches(".*_chk_\\d+") || name.equals(values.group("column")));
  }

  private static Action action(String rule) {
    return Action.valueOf(rule.replace(' ', '_'));
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

  /** Whether a column is a text that must be JSON. */
  boolean isJson(String column) {
    return json.contains(column);
  }

  /** Whether an index is that of a key. */
  boolean owns(Index index) {
    return unique.stream().anyMatch(key -> key.name().equals(index.name()))
        || foreign.stream().anyMatch(key -> key.name().equals(index.name()));
  }
}
