package dev.switchback.backend.jdbc.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.backend.jdbc.ddl.AlterTable.Add;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterDefault;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterNullability;
import dev.switchback.backend.jdbc.ddl.AlterTable.AlterType;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropColumns;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropConstraint;
import dev.switchback.backend.jdbc.ddl.AlterTable.DropPrimaryKey;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameColumn;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameConstraint;
import dev.switchback.backend.jdbc.ddl.AlterTable.RenameTable;
import dev.switchback.backend.jdbc.ddl.ConstraintDefinition.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statements want that jOOQ prints, and that nothing else is taken for one of them. */
final class AlterTableTest {

  @Test
  void renames() {
    assertThat(change("alter table `t` rename to \"a b\"")).isEqualTo(new RenameTable("a b"));
    assertThat(change("alter table t rename column x to \"to\""))
        .isEqualTo(new RenameColumn("x", "to"));
    assertThat(change("alter table t rename constraint c to d"))
        .isEqualTo(new RenameConstraint("c", "d"));
  }

  @Test
  void theTableMayBeQualifiedOrAbsent() {
    AlterTable statement = AlterTable.parse("alter table if exists \"s\".\"t\" drop constraint c");
    assertThat(statement.ifExists()).isTrue();
    assertThat(statement.table()).isEqualTo("t");
    assertThat(statement.tableSql()).isEqualTo("\"s\".\"t\"");
  }

  @Test
  void typesEndWhereConstraintsBegin() {
    AlterType change =
        (AlterType)
            change(
                "alter table t alter x type timestamp(6) with time zone not null"
                    + " collate \"C\" constraint c check (x in ('not null', ')'))");
    assertThat(change.column().type()).isEqualTo("timestamp(6) with time zone");
    assertThat(change.column().constraints())
        .extracting(ConstraintDefinition::kind)
        .containsExactly(Kind.NOT_NULL, Kind.COLLATE, Kind.CHECK);
    assertThat(change.column().constraint(Kind.CHECK).orElseThrow().expression())
        .isEqualTo("x in ('not null', ')')");
    assertThat(((AlterType) change("alter table t alter x double precision")).column().type())
        .isEqualTo("double precision");
  }

  @Test
  void defaultsAreAnyExpression() {
    assertThat(change("alter table t alter x set default (1 + 2) * 3"))
        .isEqualTo(new AlterDefault("x", "(1 + 2) * 3"));
    assertThat(change("alter table t alter column x drop default"))
        .isEqualTo(new AlterDefault("x", null));
    assertThat(change("alter table t alter x set not null"))
        .isEqualTo(new AlterNullability("x", false));
    assertThat(change("alter table t alter x drop not null"))
        .isEqualTo(new AlterNullability("x", true));
  }

  @Test
  void columnsAndConstraintsAreAdded() {
    Add one = (Add) change("alter table t add if not exists x int not null default null");
    assertThat(one.ifNotExists()).isTrue();
    assertThat(one.columns().get(0).constraints())
        .extracting(ConstraintDefinition::body)
        .containsExactly("not null", "default null");
    Add many =
        (Add)
            change(
                "alter table t add (p int, constraint u unique (p, `q r`), q decimal(10, 2)"
                    + " default -1.5 references o (id) on delete set null on update set default)");
    assertThat(many.columns()).extracting(ColumnDefinition::name).containsExactly("p", "q");
    assertThat(many.columns().get(1).type()).isEqualTo("decimal(10, 2)");
    assertThat(many.columns().get(1).constraint(Kind.FOREIGN_KEY).orElseThrow().body())
        .isEqualTo("references o (id) on delete set null on update set default");
    assertThat(many.constraints().get(0).name()).isEqualTo("u");
    assertThat(many.constraints().get(0).columns()).containsExactly("p", "q r");
    Add key =
        (Add)
            change(
                "alter table t add foreign key (a, b) references s.o (c, d) not deferrable"
                    + " initially immediate");
    assertThat(key.constraints().get(0).columns()).containsExactly("a", "b");
    assertThat(key.constraints().get(0).referencedTable()).isEqualTo("o");
    assertThat(key.constraints().get(0).body()).endsWith("not deferrable initially immediate");
  }

  @Test
  void columnsAndConstraintsAreDropped() {
    assertThat(change("alter table t drop x")).isEqualTo(new DropColumns(List.of("x"), false));
    assertThat(change("alter table t drop if exists x, y restrict"))
        .isEqualTo(new DropColumns(List.of("x", "y"), true));
    assertThat(change("alter table t drop x, drop y"))
        .isEqualTo(new DropColumns(List.of("x", "y"), false));
    assertThat(change("alter table t drop constraint if exists \"drop\""))
        .isEqualTo(new DropConstraint("drop", true));
    assertThat(change("alter table t drop primary key")).isEqualTo(new DropPrimaryKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table t add x int first",
        "alter table t add x int not null after y",
        "alter table t drop x cascade",
        "alter table t drop constraint c cascade",
        "alter table t drop unique (x)",
        "alter table t alter constraint c not enforced",
        "alter table t add x int, add y int",
        "alter table t rename to u; drop table v",
        "alter table t comment 'c'",
        "alter table t",
        "alter table t drop",
        "alter table t add unique (x",
        "alter view t rename to u",
        "",
      })
  void allElseIsNotUnderstood(String sql) {
    assertThatThrownBy(() -> AlterTable.parse(sql)).isInstanceOf(Tokens.NotUnderstood.class);
  }

  private static AlterTable.Change change(String sql) {
    return AlterTable.parse(sql).change();
  }
}
