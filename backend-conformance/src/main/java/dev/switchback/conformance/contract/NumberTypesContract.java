package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.util.List;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Booleans, integers and floating-point numbers, at their limits. */
@Conformance
final class NumberTypesContract {

  @Test
  @Behaviour(143)
  void booleans(Fixture fixture, Database db) {
    Column<Boolean> column =
        Column.create(fixture, db, db.schema().types().bool(), SQLDataType.BOOLEAN);
    column.put(1, true);
    column.put(2, false);
    column.put(3, null);
    assertThat(column.get(1)).isTrue();
    assertThat(column.get(2)).isFalse();
    assertThat(column.get(3)).isNull();
    assertThat(column.where(column.value.isTrue())).containsExactly(1);
    assertThat(column.where(column.value.eq(false))).containsExactly(2);
    assertThat(column.where(column.value.isNull())).containsExactly(3);
    assertThat(column.where(column.value.ne(true))).containsExactly(2);
  }

  @Test
  @Behaviour(145)
  void shorts(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().int16(),
        SQLDataType.SMALLINT,
        List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE));
  }

  @Test
  @Behaviour(145)
  void integers(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().int32(),
        SQLDataType.INTEGER,
        List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE));
  }

  @Test
  @Behaviour(145)
  void longs(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().int64(),
        SQLDataType.BIGINT,
        List.of(Long.MIN_VALUE, -9_007_199_254_740_993L, 0L, Long.MAX_VALUE));
  }

  @Test
  @Behaviour(150)
  void doubles(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().float64(),
        SQLDataType.DOUBLE,
        List.of(
            -Double.MAX_VALUE,
            -0.1,
            Double.MIN_VALUE,
            1.0 / 3,
            123_456_789.123_456_78,
            1e15,
            Double.MAX_VALUE));
  }

  /** Given in ascending order. */
  private static <T> void exact(
      Fixture fixture, Database db, DataType<T> stored, DataType<T> plain, List<T> values) {
    Column<T> column = Column.create(fixture, db, stored, plain);
    for (int i = 0; i < values.size(); i++) {
      column.put(i, values.get(i));
    }
    column.put(100, null);
    for (int i = 0; i < values.size(); i++) {
      assertThat(column.get(i)).isEqualTo(values.get(i));
      assertThat(column.where(column.value.eq(values.get(i)))).containsExactly(i);
      assertThat(column.where(column.value.lt(values.get(i)))).hasSize(i);
    }
    assertThat(column.get(100)).isNull();
    assertThat(column.where(column.value.isNull())).containsExactly(100);
    assertThat(column.where(column.value.in(values))).hasSize(values.size());
  }

  @Test
  @Behaviour(146)
  void whatAColumnCannotHoldIsOutOfRange(Fixture fixture, Database db) {
    Column<Long> shorts =
        Column.create(fixture, db, db.schema().types().int16(), SQLDataType.BIGINT);
    Await.failure(ErrorKind.OUT_OF_RANGE, shorts.store(1, 32_768L));
    Await.failure(ErrorKind.OUT_OF_RANGE, shorts.store(1, -32_769L));
    shorts.put(1, 32_767L);
    Column<Long> ints = Column.create(fixture, db, db.schema().types().int32(), SQLDataType.BIGINT);
    Await.failure(ErrorKind.OUT_OF_RANGE, ints.store(1, 1L << 31));
    Await.failure(ErrorKind.OUT_OF_RANGE, ints.store(1, -(1L << 31) - 1));
    Await.failure(ErrorKind.OUT_OF_RANGE, ints.store(1, Long.MAX_VALUE));
    ints.put(1, -(1L << 31));
    assertThat(ints.get(1)).isEqualTo(-(1L << 31));
  }

  @Test
  @Behaviour(147)
  void aNarrowingReadIsOutOfRangeAndNeverWraps(Fixture fixture, Database db) {
    Column<Long> longs =
        Column.create(fixture, db, db.schema().types().int64(), SQLDataType.BIGINT);
    longs.put(1, 1L << 40);
    longs.put(2, 300L);
    Await.failure(ErrorKind.OUT_OF_RANGE, longs.as(SQLDataType.INTEGER).reading(1));
    Await.failure(ErrorKind.OUT_OF_RANGE, longs.as(SQLDataType.SMALLINT).reading(1));
    Await.failure(ErrorKind.OUT_OF_RANGE, longs.as(SQLDataType.TINYINT).reading(2));
    assertThat(longs.as(SQLDataType.INTEGER).get(2)).isEqualTo(300);
  }

  @Test
  @Behaviour(151)
  void whatIsNoNumberIsRefused(Fixture fixture, Database db) {
    Column<Double> column =
        Column.create(fixture, db, db.schema().types().float64(), SQLDataType.DOUBLE);
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      Await.failure(ErrorKind.ILLEGAL_VALUE, column.store(1, value));
    }
    assertThat(column.where(noCondition())).isEmpty();
  }
}
