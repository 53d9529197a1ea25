package dev.switchback.backend.jdbc.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a script is cut. In the samples {@code ~} stands for the places. */
final class SqlStatementsTest {

  private static final Set<SqlSyntax> SQLITE =
      EnumSet.of(SqlSyntax.BRACKET_NAMES, SqlSyntax.TRIGGER_BODIES);
  private static final Set<SqlSyntax> POSTGRES = EnumSet.of(SqlSyntax.NESTED_COMMENTS);

  private static List<String> split(Set<SqlSyntax> syntax, String script) {
    return new SqlStatements(syntax).split(script).stream().map(ScriptStatement::sql).toList();
  }

  private static void isCut(Set<SqlSyntax> syntax, String sample) {
    List<String> parts = List.of(sample.split("~"));
    assertThat(split(syntax, String.join(";", parts)))
        .containsExactlyElementsOf(parts.stream().map(String::strip).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1~select 2",
        "select 'a;b'~select 'it''s; so'",
        "insert into t values ('\\')~select 1",
        "select \"a;b\"\"c;\"~select 1",
        "select `a;b`~select 1",
        "select 1 -- a; b's\n~select 2",
        "select /* ; ' */ 1~select 2",
        "select '-- no; comment'~select '/* nor; this */'",
        "select $$a;b$$~select $x$ $$; $y$ ; $x$~select 1",
        "select a$b$c~select d$b$e",
        "select E'it\\'s; so'~select e'a''b\\';'~select 1",
        "select type'a\\'~select 1",
        "create table begin (x int)~create table case_of (y int)",
        "create table t (x int default (case when 1 then 2 end))~select 1",
        "create or replace function f() returns int as $$ begin; return 1; end; $$ language x~select 1",
        "create function f() returns int language sql begin atomic select 1; select 2; end~select 1",
        "create function f(begin date, \"end\" date) returns int as 'x;y' language sql~select 1",
        "create procedure p() begin atomic select case when 1 then 2 end; select 1; end~select 1",
      })
  void everywhere(String sample) {
    isCut(SQLITE, sample);
    isCut(POSTGRES, sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create trigger t after insert on a begin insert into b values (1); delete from c; end~select 1",
        "create trigger if not exists t after insert on a begin select 1; end~select 1",
        "create temp trigger t after insert on a begin select 1; end~select 1",
        "CREATE TEMPORARY TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END~select 1",
        "create /* ; */ trigger t after insert on a begin select 'end;'; /* end; */ end~select 1",
        "create trigger t after update of begin on a begin select 1; end~select 1",
        "create trigger t after insert on a begin select case when new.end then 1 end; end~select 1",
        "create trigger t after insert on a when case new.x when 1 then 1 end"
            + " begin select case 1 when 1 then case 2 when 2 then 3 end end; end~select 1",
        "create trigger t after insert on \"begin\" begin select 1; end~create trigger u"
            + " after insert on b begin select 2; end",
        "select [a;b], [it's] from t~select 1",
        "select 1 /* /* */~select 2",
      })
  void onlyOnSqlite(String sample) {
    isCut(SQLITE, sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 /* a; /* b; */ c; */~select 2",
        "select a[1], array[';', ']']~select x['a;'][2]",
        "create trigger t after update of begin on a execute function f()~select 1",
        "create constraint trigger t after insert on a execute function f()~select 1",
      })
  void onlyOnPostgres(String sample) {
    isCut(POSTGRES, sample);
  }

  @Test
  void commentsAndEmptyStatementsAreNone() {
    assertThat(split(SQLITE, "")).isEmpty();
    assertThat(split(SQLITE, " ;; -- nothing\n; /* nothing; */ ")).isEmpty();
    assertThat(split(SQLITE, "-- first\nselect 1;;\n-- second\nselect 2\n-- end"))
        .containsExactly("select 1", "select 2\n-- end");
  }

  @Test
  void aStatementKnowsItsLine() {
    assertThat(
            new SqlStatements(SQLITE)
                .split("-- title\n\nselect\n1;\n/* so\n */ select 2; select 3;\n\n;\nselect 4"))
        .extracting(ScriptStatement::line)
        .containsExactly(3, 6, 6, 9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;\nselect 'it;\nselect 2;\n",
        "select 1;\n/* select 2;\nselect 3;\n",
        "select 1;\nselect \"a\nfrom t;",
        "select 1;\nselect $$a; $x$\n;",
        "select 1;\nselect E'a\\';\n",
      })
  void whatIsNotClosedIsRefusedWithItsLine(String script) {
    assertThatThrownBy(() -> split(POSTGRES, script))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.SYNTAX))
        .hasMessageContaining("line 2");
  }
}
