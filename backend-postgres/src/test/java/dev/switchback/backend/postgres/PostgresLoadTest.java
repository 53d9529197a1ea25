package dev.switchback.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.query;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.table;

import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.InsertLoader;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.conformance.Await;
import dev.switchback.conformance.server.PostgresServer;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import dev.switchback.database.Types;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When rows go by COPY, and that all else is loaded just as well. */
final class PostgresLoadTest {

  private static final Table<Record> T = table(name("t"));
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<String> LABEL = field(name("label"), SQLDataType.VARCHAR);

  private PostgresNamespace namespace;
  private Database db;

  @BeforeEach
  void open() throws Exception {
    namespace = new PostgresNamespace(PostgresServer.get());
    db = Database.open(namespace.config().build());
  }

  @AfterEach
  void close() throws Exception {
    Await.get(db.closeAsync());
    namespace.close();
  }

  private void run(String... statements) {
    for (String sql : statements) {
      Await.get(db.execute(query(sql)));
    }
  }

  private Connection connect() throws Exception {
    DatabaseConfig config = namespace.config().build();
    Properties properties = new Properties();
    config.user().ifPresent(user -> properties.setProperty("user", user));
    config.password().ifPresent(password -> properties.setProperty("password", password));
    return DriverManager.getConnection(config.url().orElseThrow(), properties);
  }

  /** What would load a column of the table {@code t} from values of a Java type. */
  private Class<?> loader(Connection connection, String column, Class<?> type) throws Exception {
    Codec<?, ?> codec = PostgresCodecs.ALL.find(type);
    LoadTarget target =
        new LoadTarget(
            "\"t\"", "\"t\" (\"" + column + "\")", List.of(new LoadTarget.Column(column, codec)));
    Session session = new Session(connection, 0, Connection::prepareStatement);
    try (BulkLoader loader = PostgresLoads.loader(session, target, 100)) {
      return loader.getClass();
    }
  }

  @Test
  void everyPortableTypeGoesByCopy() throws Exception {
    Types types = db.schema().types();
    List<DataType<?>> all =
        List.of(
            types.bool(),
            types.int16(),
            types.int32(),
            types.int64(),
            types.float64(),
            types.decimal(10, 2),
            types.text(10),
            types.longText(),
            types.bytes(),
            types.bytes(10),
            types.uuid(),
            types.instant(),
            types.dateTime(),
            types.date(),
            types.time(),
            types.json(),
            types.enumeration(DayOfWeek.class));
    var create = createTable(T).column("id", types.int64().identity(true));
    for (int i = 0; i < all.size(); i++) {
      create = create.column("c" + i, all.get(i));
    }
    Await.get(db.schema().apply(List.of(create)));
    try (Connection connection = connect()) {
      for (int i = 0; i < all.size(); i++) {
        Class<?> stored = all.get(i).getBinding().converter().fromType();
        assertThat(loader(connection, "c" + i, stored))
            .as(all.get(i).toString())
            .isEqualTo(CopyLoader.class);
      }
      assertThat(loader(connection, "id", Long.class)).isEqualTo(CopyLoader.class);
      // INSERT would convert these, or refuse them; COPY would do neither
      assertThat(loader(connection, "c5", Long.class)).isEqualTo(InsertLoader.class);
      assertThat(loader(connection, "c6", Integer.class)).isEqualTo(InsertLoader.class);
      assertThat(loader(connection, "nowhere", Long.class)).isEqualTo(InsertLoader.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CopyLoader|create table t (label text) partition by list (label);"
            + "create table p partition of t default",
        "CopyLoader|create domain d as text check (value <> 'no'); create table t (label d)",
        "CopyLoader|create table t (label char(5))",
        "InsertLoader|create type d as enum ('a', 'b'); create table t (label d)",
        "InsertLoader|create table u (label text); create view t as select * from u",
        "InsertLoader|create table t (label text); create table u (label text);"
            + "create rule r as on insert to t do instead insert into u values (new.label)",
        "InsertLoader|create table t (label text generated always as ('x') stored)",
      })
  void copyIsForPlainTables(String expected, String statements) throws Exception {
    run(statements.split(";"));
    try (Connection connection = connect()) {
      assertThat(loader(connection, "label", String.class).getSimpleName()).isEqualTo(expected);
    }
  }

  @Test
  void copyIsNotForRowSecurity() throws Exception {
    run(
        "create table t (label text)",
        "alter table t enable row level security",
        "alter table t force row level security",
        "create policy p on t using (true)",
        "create role loader_" + ProcessHandle.current().pid());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String role = "loader_" + ProcessHandle.current().pid();
      statement.execute("grant insert on t to " + role);
      statement.execute("set role " + role);
      assertThat(loader(connection, "label", String.class)).isEqualTo(InsertLoader.class);
      statement.execute("reset role");
      statement.execute("drop owned by " + role);
      statement.execute("drop role " + role);
    }
  }

  private CompletableFuture<Long> load(String... labels) {
    return db.load(Load.into(T, List.of(labels)).set(LABEL, label -> label));
  }

  private List<String> stored(String from) {
    return Await.get(
            db.fetch(resultQuery("select label::text from " + from + " order by 1").coerce(LABEL)))
        .getValues(LABEL);
  }

  @Test
  void aDomainRefusesByItsCheckAndNamesTheRow() {
    run("create domain d as varchar(3) check (value <> 'no')", "create table t (label d)");
    assertThat(Await.get(load("yes", "ok"))).isEqualTo(2);
    assertThat(Await.failure(ErrorKind.CHECK, load("a", "b", "no")))
        .hasMessageContaining("Row 2 of the load");
    assertThat(Await.failure(ErrorKind.TOO_LONG, load("a", "four")))
        .hasMessageContaining("Row 1 of the load");
    assertThat(stored("t")).containsExactly("ok", "yes");
  }

  @Test
  void whatIsNotForCopyIsLoadedAllTheSame() {
    run(
        "create table u (label text)",
        "create view t as select * from u",
        "create type mood as enum ('fine', 'bad')");
    assertThat(Await.get(load("through", "a view"))).isEqualTo(2);
    assertThat(stored("u")).containsExactly("a view", "through");
    run("drop view t", "create table t (label text)", "create table log (label text)");
    run("create rule r as on insert to t do also insert into log values (new.label)");
    Await.get(load("x", "y"));
    assertThat(stored("log")).containsExactly("x", "y");
  }

  @Test
  void triggersRunAndMayLeaveRowsOut() {
    run(
        "create table t (label text)",
        "create function f() returns trigger language plpgsql as"
            + " $$ begin if new.label = 'out' then return null; end if;"
            + " if new.label = 'bad' then raise 'bad luck'; end if;"
            + " new.label := upper(new.label); return new; end $$",
        "create trigger g before insert on t for each row execute function f()");
    assertThat(Await.get(load("a", "out", "b"))).isEqualTo(2);
    assertThat(stored("t")).containsExactly("A", "B");
    assertThat(Await.failure(load("c", "bad", "d"))).hasMessageContaining("Row 1 of the load");
  }

  @Test
  void numbersThatOnlyTheDatabaseGivesAreRefused() {
    run("create table t (id integer generated always as identity, label text)");
    Await.failure(db.load(Load.into(T, List.of(1)).set(ID, id -> id)));
    assertThat(Await.get(load("a"))).isEqualTo(1);
  }

  /** Told at the commit only; no row of the load is to blame alone. */
  @Test
  void aDeferredKeyIsCheckedAtTheCommit() {
    run(
        "create table t (id integer primary key, parent integer references t"
            + " deferrable initially deferred)");
    Field<Integer> parent = field(name("parent"), SQLDataType.INTEGER);
    Load<Integer> load = Load.into(T, List.of(1, 2, 3)).set(ID, id -> id);
    assertThat(Await.get(db.load(load.set(parent, id -> 4 - id)))).isEqualTo(3);
    run("delete from t");
    Await.failure(ErrorKind.FOREIGN_KEY, db.load(load.set(parent, id -> id + 1)));
    assertThat(Await.get(db.fetch(resultQuery("select 1 from t")))).isEmpty();
  }

  /** The key of another transaction that has not ended: the server waits, in the midst of rows. */
  @Test
  void aLoadIsCancelledWhileTheServerWaitsForAnothersRow() throws Exception {
    run("create table t (label text primary key)");
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("insert into t values ('taken')");
      CompletableFuture<Long> loading = load("a", "taken", "b");
      Await.until("the server waits", () -> namespace.sessions().running("copy "));
      loading.cancel(true);
      Await.until("the server has stopped", () -> !namespace.sessions().running("copy "));
      other.rollback();
    }
    assertThat(Await.get(load("a", "taken", "b"))).isEqualTo(3);
  }
}
