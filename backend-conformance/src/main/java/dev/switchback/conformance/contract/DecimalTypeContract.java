package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.conformance.Requires;
import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Decimals: exact, on every backend. */
@Conformance
final class DecimalTypeContract {

  private static Column<BigDecimal> column(Fixture fixture, Database db, int precision, int scale) {
    return Column.create(
        fixture,
        db,
        db.schema().types().decimal(precision, scale),
        SQLDataType.NUMERIC(precision, scale));
  }

  @Test
  @Behaviour(152)
  void thirtyEightDigits(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 38, 18);
    List<BigDecimal> values =
        List.of(
            new BigDecimal("90167212325906.127894561247896232"),
            new BigDecimal("99999999999999999999.999999999999999999"),
            new BigDecimal("-99999999999999999999.999999999999999999"),
            new BigDecimal("0.000000000000000001"),
            new BigDecimal("0.000000000000000000"));
    for (int i = 0; i < values.size(); i++) {
      column.put(i, values.get(i));
    }
    for (int i = 0; i < values.size(); i++) {
      assertThat(column.get(i)).isEqualTo(values.get(i));
      assertThat(column.where(column.value.eq(values.get(i)))).containsExactly(i);
    }
    column.put(100, null);
    assertThat(column.get(100)).isNull();
  }

  @Test
  @Behaviour({153, 155})
  void scaleIsTheColumns(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 10, 2);
    column.put(1, new BigDecimal("10.5"));
    column.put(2, new BigDecimal("1E+3"));
    column.put(3, new BigDecimal("-0.00"));
    assertThat(column.get(1)).isEqualTo(new BigDecimal("10.50"));
    assertThat(column.get(2)).isEqualTo(new BigDecimal("1000.00"));
    assertThat(column.get(3)).isEqualTo(new BigDecimal("0.00"));
    assertThat(column.where(column.value.eq(new BigDecimal("10.500")))).containsExactly(1);
    assertThat(column.where(column.value.eq(new BigDecimal("10.5")))).containsExactly(1);
    assertThat(column.where(column.value.eq(BigDecimal.ZERO))).containsExactly(3);
  }

  @Test
  @Behaviour(156)
  void moreDigitsAfterThePointAreRoundedHalfUp(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 10, 2);
    column.put(1, new BigDecimal("1.005"));
    column.put(2, new BigDecimal("-1.005"));
    column.put(3, new BigDecimal("1.0049999"));
    assertThat(column.get(1)).isEqualTo(new BigDecimal("1.01"));
    assertThat(column.get(2)).isEqualTo(new BigDecimal("-1.01"));
    assertThat(column.get(3)).isEqualTo(new BigDecimal("1.00"));
  }

  @Test
  @Behaviour(156)
  void moreDigitsBeforeThePointAreOutOfRange(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 5, 2);
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("1000")));
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("-1000.00")));
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("999.995")));
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("1E+20")));
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("1E+2000000000")));
    assertThat(column.where(noCondition())).isEmpty();
    column.put(1, new BigDecimal("999.99"));
    assertThat(column.get(1)).isEqualTo(new BigDecimal("999.99"));
  }

  /** Also where the field in the query does not say how many digits the column has. */
  @Test
  @Behaviour(156)
  void aColumnHoldsNoMoreDigitsThanItsTypeSays(Fixture fixture, Database db) {
    Column<BigDecimal> column =
        Column.create(fixture, db, db.schema().types().decimal(5, 2), SQLDataType.NUMERIC);
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("1000.00")));
    Await.failure(ErrorKind.OUT_OF_RANGE, column.store(1, new BigDecimal("-1234567890")));
    assertThat(column.where(noCondition())).isEmpty();
    column.put(1, new BigDecimal("-999.99"));
    column.put(2, new BigDecimal("10.50"));
    assertThat(column.get(1)).isEqualTo(new BigDecimal("-999.99"));
    assertThat(column.get(2)).isEqualTo(new BigDecimal("10.50"));
  }

  /** A few bytes of text name numbers whose digits fill all memory, once they are written out. */
  @Test
  @Behaviour(156)
  void numbersOfEndlessDigitsAreRefusedBeforeTheyAreWrittenOut(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 5, 2);
    column.put(1, new BigDecimal("1E-2000000000"));
    column.put(2, new BigDecimal("0E+2000000000"));
    assertThat(column.get(1)).isEqualTo(new BigDecimal("0.00"));
    assertThat(column.get(2)).isEqualTo(new BigDecimal("0.00"));
    for (String number : List.of("1E+2000000000", "-1E+2000000000", "1E-2000000000")) {
      Await.failure(ErrorKind.OUT_OF_RANGE, db.fetch(select(val(new BigDecimal(number)))));
    }
  }

  @Test
  @Behaviour(154)
  @Requires(Capability.EXACT_DECIMAL_ARITHMETIC)
  void compareSortAndCalculateAsNumbers(Fixture fixture, Database db) {
    Column<BigDecimal> column = column(fixture, db, 10, 2);
    column.put(1, new BigDecimal("10"));
    column.put(2, new BigDecimal("9"));
    column.put(3, new BigDecimal("-1"));
    assertThat(column.sorted()).containsExactly(3, 2, 1);
    assertThat(column.where(column.value.gt(new BigDecimal("9.5")))).containsExactly(1);
    assertThat(column.where(column.value.plus(new BigDecimal("0.01")).eq(new BigDecimal("9.01"))))
        .containsExactly(2);
  }
}
