package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.alterTableIfExists;
import static org.jooq.impl.DSL.createIndex;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.primaryKey;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unique;
import static org.jooq.impl.DSL.update;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.ColumnInfo;
import dev.switchback.database.ColumnKind;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.AlterTableStep;
import org.jooq.Condition;
import org.jooq.DDLQuery;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A column's type, nullability and default, changed under its rows. */
@Conformance
final class AlterColumnContract {

  private enum Colour {
    RED
  }

  private enum MoreColours {
    RED,
    ULTRAMARINE
  }

  private String t;
  private Database db;
  private Types types;

  @BeforeEach
  void nameTable(Fixture fixture, Database database) {
    t = fixture.name("altered");
    db = database;
    types = database.schema().types();
  }

  @Test
  @Behaviour(273)
  void aWiderIntegerTakesWhatTheOldOneRefused() {
    create(types.int16().notNull());
    store(1, SQLDataType.INTEGER, 32_767);
    Await.failure(ErrorKind.OUT_OF_RANGE, insert(2, SQLDataType.INTEGER, 40_000));
    apply(alter().alterColumn("c").set(types.int32()));
    store(2, SQLDataType.INTEGER, 40_000);
    Await.failure(ErrorKind.OUT_OF_RANGE, insert(3, SQLDataType.BIGINT, 1L << 31));
    apply(alter().alterColumn("c").set(types.int64()));
    store(3, SQLDataType.BIGINT, Long.MAX_VALUE);
    assertThat(values(SQLDataType.BIGINT)).containsExactly(32_767L, 40_000L, Long.MAX_VALUE);
    assertThat(column().kind()).isEqualTo(ColumnKind.INT64);
    assertThat(column().nullable()).isFalse();
  }

  @Test
  @Behaviour(273)
  void aNarrowerTypeIsTakenIfAllValuesFitAndChangesNothingIfNot() {
    create(types.int64());
    store(1, SQLDataType.BIGINT, 1L << 40);
    Await.failure(ErrorKind.OUT_OF_RANGE, tryToApply(alter().alterColumn("c").set(types.int32())));
    assertThat(column().kind()).isEqualTo(ColumnKind.INT64);
    assertThat(values(SQLDataType.BIGINT)).containsExactly(1L << 40);
    Await.get(db.execute(update(table(name(t))).set(c(SQLDataType.BIGINT), 7L)));
    apply(alter().alterColumn("c").set(types.int16()));
    assertThat(column().kind()).isEqualTo(ColumnKind.INT16);
    Await.failure(ErrorKind.OUT_OF_RANGE, insert(2, SQLDataType.INTEGER, 40_000));
  }

  @Test
  @Behaviour(273)
  void aTextsLengthGrowsAndShrinks() {
    create(types.text(5));
    store(1, SQLDataType.VARCHAR, "fifth");
    Await.failure(ErrorKind.TOO_LONG, insert(2, SQLDataType.VARCHAR, "sixths"));
    apply(alter().alterColumn("c").set(types.text(6)));
    store(2, SQLDataType.VARCHAR, "sixths");
    Await.failure(ErrorKind.TOO_LONG, insert(3, SQLDataType.VARCHAR, "seventh"));
    assertThat(column().length()).isEqualTo(6);
    apply(alter().alterColumn("c").set(types.longText()));
    store(3, SQLDataType.VARCHAR, "x".repeat(20_000));
    Await.failure(ErrorKind.TOO_LONG, tryToApply(alter().alterColumn("c").set(types.text(10))));
    assertThat(column().kind()).isEqualTo(ColumnKind.LONG_TEXT);
    assertThat(values(SQLDataType.VARCHAR)).hasSize(3);
  }

  @Test
  void bytesGetALengthAndLoseIt() {
    create(types.bytes());
    store(1, SQLDataType.VARBINARY, new byte[3]);
    apply(alter().alterColumn("c").set(types.bytes(3)));
    Await.failure(ErrorKind.TOO_LONG, insert(2, SQLDataType.VARBINARY, new byte[4]));
    assertThat(column().length()).isEqualTo(3);
    apply(alter().alterColumn("c").set(types.bytes()));
    store(2, SQLDataType.VARBINARY, new byte[4]);
    assertThat(column().length()).isNull();
  }

  @Test
  void anEnumerationGetsAnotherConstant() {
    create(types.enumeration(Colour.class));
    store(1, SQLDataType.VARCHAR, "RED");
    Await.failure(insert(2, SQLDataType.VARCHAR, "ULTRAMARINE"));
    apply(alter().alterColumn("c").set(types.enumeration(MoreColours.class)));
    store(2, SQLDataType.VARCHAR, "ULTRAMARINE");
    Await.failure(ErrorKind.CHECK, insert(3, SQLDataType.VARCHAR, "GREEN"));
  }

  @Test
  void aDecimalGetsMoreDigitsAndItsValuesStayEqual() {
    create(types.decimal(6, 2));
    store(1, SQLDataType.NUMERIC(6, 2), new BigDecimal("12.50"));
    store(2, SQLDataType.NUMERIC(6, 2), null);
    apply(alter().alterColumn("c").set(types.decimal(12, 4)));
    Field<BigDecimal> now = c(SQLDataType.NUMERIC(12, 4));
    store(3, now.getDataType(), new BigDecimal("12.5000"));
    store(4, now.getDataType(), new BigDecimal("12345678.9012"));
    assertThat(ids(now.eq(new BigDecimal("12.5000")))).containsExactly(1, 3);
    assertThat(values(now.getDataType()).get(0)).isEqualTo(new BigDecimal("12.5000"));
    assertThat(column().scale()).isEqualTo(4);
  }

  @Test
  void anIntegerBecomesADecimal() {
    create(types.int32());
    store(1, SQLDataType.INTEGER, -7);
    apply(alter().alterColumn("c").set(types.decimal(10, 2)));
    Field<BigDecimal> now = c(SQLDataType.NUMERIC(10, 2));
    assertThat(values(now.getDataType())).containsExactly(new BigDecimal("-7.00"));
    assertThat(ids(now.eq(new BigDecimal("-7.00")))).containsExactly(1);
  }

  @Test
  void aTimeGetsAFractionAndItsValuesStayEqual() {
    create(types.instant(0));
    Instant second = Instant.parse("2024-02-29T23:59:58Z");
    store(1, SQLDataType.INSTANT(0), second);
    apply(alter().alterColumn("c").set(types.instant()));
    store(2, SQLDataType.INSTANT(6), second);
    store(3, SQLDataType.INSTANT(6), second.plusNanos(1_000));
    assertThat(ids(c(SQLDataType.INSTANT(6)).eq(second))).containsExactly(1, 2);
    assertThat(column().precision()).isEqualTo(6);
  }

  @Test
  void whatWouldChangeTheMeaningOfValuesIsRefused() {
    create(types.text(36));
    List<DataType<?>> others =
        List.of(
            types.int32(),
            types.bool(),
            types.uuid(),
            types.instant(),
            types.bytes(),
            types.json());
    for (DataType<?> other : others) {
      Await.failure(
          ErrorKind.UNSUPPORTED,
          tryToApply(alter().alterColumn(field(name("c"))).set(cast(other))));
    }
    assertThat(column().kind()).isEqualTo(ColumnKind.TEXT);
    t = t + "_2";
    create(types.decimal(6, 2));
    Await.failure(
        ErrorKind.UNSUPPORTED, tryToApply(alter().alterColumn("c").set(types.decimal(6, 1))));
    assertThat(column().scale()).isEqualTo(2);
  }

  @SuppressWarnings("unchecked")
  private static DataType<Object> cast(DataType<?> type) {
    return (DataType<Object>) type;
  }

  @Test
  @Behaviour(273)
  void typeAndNullabilityChangeAtOnce() {
    create(types.text(5));
    store(1, SQLDataType.VARCHAR, "a");
    apply(alter().alterColumn("c").set(types.text(7).notNull()));
    assertThat(column().nullable()).isFalse();
    Await.failure(ErrorKind.NOT_NULL, insert(2, SQLDataType.VARCHAR, null));
    store(2, SQLDataType.VARCHAR, "seventh");
    Await.failure(ErrorKind.TOO_LONG, insert(3, SQLDataType.VARCHAR, "eighthth"));
    apply(alter().alterColumn("c").set(types.text(8).null_()));
    store(3, SQLDataType.VARCHAR, null);
    store(4, SQLDataType.VARCHAR, "eighthth");
  }

  @Test
  @Behaviour(273)
  void nullabilityIsSetAndDropped() {
    create(types.int32());
    store(1, SQLDataType.INTEGER, 1);
    apply(alter().alterColumn("c").setNotNull());
    Await.failure(ErrorKind.NOT_NULL, insert(2, SQLDataType.INTEGER, null));
    assertThat(column().nullable()).isFalse();
    apply(alter().alterColumn("c").dropNotNull());
    assertThat(column().nullable()).isTrue();
    store(2, SQLDataType.INTEGER, null);
    Await.failure(ErrorKind.NOT_NULL, tryToApply(alter().alterColumn("c").setNotNull()));
    assertThat(column().nullable()).isTrue();
    assertThat(values(SQLDataType.INTEGER)).containsExactly(1, null);
  }

  @Test
  void aKeysColumnIsNeverNull() {
    create(types.int32());
    Await.failure(ErrorKind.ILLEGAL_USE, tryToApply(alter().alterColumn("id").dropNotNull()));
  }

  @Test
  @Behaviour(273)
  void aDefaultIsSetAndDropped() {
    create(types.text(20).notNull());
    apply(alter().alterColumn(c(SQLDataType.VARCHAR)).setDefault("it's"));
    assertThat(column().defaultExpression()).isEqualTo("'it''s'");
    Await.get(db.execute(insertInto(table(name(t))).columns(id()).values(1)));
    apply(alter().alterColumn(c(SQLDataType.VARCHAR)).setDefault("other"));
    Await.get(db.execute(insertInto(table(name(t))).columns(id()).values(2)));
    assertThat(values(SQLDataType.VARCHAR)).containsExactly("it's", "other");
    apply(alter().alterColumn("c").dropDefault());
    assertThat(column().defaultExpression()).isNull();
    Await.failure(
        ErrorKind.NOT_NULL, db.execute(insertInto(table(name(t))).columns(id()).values(3)));
  }

  @Test
  void aTypeIsChangedUnderADefaultAnIndexAndAKey() {
    apply(
        createTable(name(t))
            .column("id", types.int32())
            .column("c", types.text(5).notNull().defaultValue("none"))
            .constraints(primaryKey(name("id")), unique(name("c"))),
        createIndex(name(t + "_i")).on(table(name(t)), c(SQLDataType.VARCHAR).desc()));
    store(1, SQLDataType.VARCHAR, "fifth");
    apply(alter().alterColumn("c").set(types.text(6)));
    assertThat(column().defaultExpression()).isEqualTo("'none'");
    assertThat(Await.get(db.schema().table(t)).orElseThrow().indexes()).hasSize(1);
    assertThat(Await.get(db.schema().table(t)).orElseThrow().uniqueKeys()).hasSize(1);
    Await.failure(ErrorKind.UNIQUE, insert(2, SQLDataType.VARCHAR, "fifth"));
    apply(alter().alterColumn("id").set(types.int64()));
    Await.failure(ErrorKind.UNIQUE, insert(1, SQLDataType.VARCHAR, "other"));
    assertThat(Await.get(db.schema().table(t)).orElseThrow().primaryKey()).containsExactly("id");
  }

  @Test
  void aColumnOrTableThatIsNotThereIsSaid() {
    create(types.int32());
    Await.failure(
        ErrorKind.NO_SUCH_COLUMN, tryToApply(alter().alterColumn("nope").set(types.int64())));
    Await.failure(ErrorKind.NO_SUCH_COLUMN, tryToApply(alter().alterColumn("nope").setNotNull()));
    Await.failure(
        ErrorKind.NO_SUCH_TABLE,
        tryToApply(alterTable(name(t + "_nope")).alterColumn("c").set(types.int64())));
    Await.get(tryToApply(alterTableIfExists(name(t + "_nope")).alterColumn("c").setNotNull()));
  }

  private void create(DataType<?> type) {
    apply(
        createTable(name(t))
            .column("id", types.int32())
            .column("c", type)
            .constraints(primaryKey(name("id"))));
  }

  private AlterTableStep alter() {
    return alterTable(name(t));
  }

  private void apply(DDLQuery... statements) {
    Await.get(db.schema().apply(List.of(statements)));
  }

  private CompletableFuture<Void> tryToApply(DDLQuery statement) {
    return db.schema().apply(List.of(statement));
  }

  private static Field<Integer> id() {
    return field(name("id"), SQLDataType.INTEGER);
  }

  private static <T> Field<T> c(DataType<T> type) {
    return field(name("c"), type);
  }

  private <T> CompletableFuture<Integer> insert(int id, DataType<T> type, T value) {
    return db.execute(insertInto(table(name(t))).columns(id(), c(type)).values(id, value));
  }

  private <T> void store(int id, DataType<T> type, T value) {
    assertThat(Await.get(insert(id, type, value))).isEqualTo(1);
  }

  private <T> List<T> values(DataType<T> type) {
    return Await.get(db.fetch(select(c(type)).from(table(name(t))).orderBy(id())))
        .getValues(c(type));
  }

  private List<Integer> ids(Condition condition) {
    return Await.get(db.fetch(select(id()).from(table(name(t))).where(condition).orderBy(id())))
        .getValues(id());
  }

  private ColumnInfo column() {
    return Await.get(db.schema().table(t)).orElseThrow().column("c").orElseThrow();
  }
}
