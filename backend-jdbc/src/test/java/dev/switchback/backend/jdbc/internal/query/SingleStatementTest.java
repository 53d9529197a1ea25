package dev.switchback.backend.jdbc.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.backend.jdbc.SqlSyntax;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SingleStatementTest {

  private static final SingleStatement SINGLE =
      new SingleStatement(EnumSet.of(SqlSyntax.TRIGGER_BODIES));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select 1;",
        "select 1 ; ;\n ; -- the end",
        "select 1; /* nothing ; more */ ;",
        "select ';' from t",
        "select 'it''s; so' from t",
        "select \"a;b\" from t",
        "select `a;b` from t",
        "select 1 -- ; select 2",
        "select 1 -- ; select 2\n + 3",
        "select 1 /* ; select 2 */ + 3",
        "/* begin */ select 1",
        "-- commit\nselect 1",
        "select $$a;b$$",
        "select $tag$a; $$ ; b$tag$",
        "do $$ begin perform 1; perform 2; end $$",
        "create function f() returns int as $f$ begin return 1; end; $f$ language plpgsql",
        "create trigger t after insert on a begin insert into b values (1); delete from c; end",
        "create trigger t after insert on a begin insert into b values (1); end;",
        "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END",
        "create table trigger_x (a int)",
        "select price $1, $2 from t",
      })
  void one(String sql) {
    assertThatCode(() -> SINGLE.check(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1; select 2",
        "select 1;select 2;",
        "select ';'; select 2",
        "select 'it''s'; drop table t",
        "select 1 /* ; */; select 2",
        "select 1; -- so\n select 2",
        "select $$a;b$$; select 2",
        "select $tag$a$tag$; select 2",
        "create table trigger_x (a int); create table y (a int)",
        "create trigger t after insert on a execute function f(); drop table t",
        "create trigger t after insert on a begin select 1; end; drop table t",
        "create table x (a int); create trigger t after insert on x begin select 1; end",
        "create view v as select 'create trigger '; drop table t",
        "begin",
        "  Commit ",
        "/* so */ rollback",
        "-- so\nsavepoint x",
        "start transaction",
        "END",
      })
  void severalOrControl(String sql) {
    refused(ErrorKind.ILLEGAL_USE, sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", ";", " ; ; ", "-- nothing", "/* nothing */ ;"})
  void nothing(String sql) {
    refused(ErrorKind.SYNTAX, sql);
  }

  private static void refused(ErrorKind kind, String sql) {
    assertThatThrownBy(() -> SINGLE.check(sql))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.sql()).isEqualTo(sql);
            });
  }
}
