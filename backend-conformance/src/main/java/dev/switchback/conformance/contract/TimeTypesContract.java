package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points in time, dates and times of day. */
@Conformance
final class TimeTypesContract {

  private static final List<Instant> INSTANTS =
      List.of(
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("1582-10-10T12:00:00Z"), // in the gap of the Julian calendar's end
          Instant.parse("1883-11-18T16:59:59.999999Z"),
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("1970-01-01T00:00:00Z"),
          Instant.parse("2021-03-14T07:30:00.000001Z"), // New York has no such local time
          Instant.parse("2021-11-07T05:30:00Z"), // and this one twice
          Instant.parse("2021-11-07T06:30:00Z"),
          Instant.parse("2038-01-19T03:14:08Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"));

  @Test
  @Behaviour({180, 184, 185, 186})
  void instants(Fixture fixture, Database db) {
    exact(fixture, db, db.schema().types().instant(), SQLDataType.INSTANT, INSTANTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kathmandu", "America/New_York", "Pacific/Apia"})
  @ResourceLock(Resources.TIME_ZONE)
  @Behaviour(182)
  void instantsDoNotDependOnTheZoneOfTheProgram(String zone, Fixture fixture) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      Database db = fixture.open(config -> config);
      exact(fixture, db, db.schema().types().instant(), SQLDataType.INSTANT, INSTANTS);
      exact(
          fixture,
          db,
          db.schema().types().date(),
          SQLDataType.LOCALDATE,
          List.of(LocalDate.parse("1582-10-10"), LocalDate.parse("2011-12-30")));
      exact(
          fixture,
          db,
          db.schema().types().dateTime(),
          SQLDataType.LOCALDATETIME(6),
          List.of(
              LocalDateTime.parse("2011-12-30T12:00"), LocalDateTime.parse("2021-03-14T02:30")));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  @Behaviour({183, 184})
  void instantsWithOffsetsAreTheSamePointsInTime(Fixture fixture, Database db) {
    Column<OffsetDateTime> column =
        Column.create(
            fixture, db, db.schema().types().instant(), SQLDataType.TIMESTAMPWITHTIMEZONE(6));
    column.put(1, OffsetDateTime.parse("2024-01-01T02:30:00Z"));
    column.put(2, OffsetDateTime.parse("2024-01-01T03:00:00+02:00")); // an hour and a half before
    column.put(3, OffsetDateTime.parse("2023-12-31T23:00:00-05:00")); // the last of the three
    assertThat(column.sorted()).containsExactly(2, 1, 3);
    assertThat(column.get(2).toInstant()).isEqualTo(Instant.parse("2024-01-01T01:00:00Z"));
    assertThat(column.get(2).getOffset()).isEqualTo(ZoneOffset.UTC);
    assertThat(column.where(column.value.eq(OffsetDateTime.parse("2024-01-01T07:30:00+05:00"))))
        .containsExactly(1);
    assertThat(column.as(SQLDataType.INSTANT).get(3))
        .isEqualTo(Instant.parse("2024-01-01T04:00:00Z"));
  }

  @Test
  @Behaviour(181)
  void whatIsFinerThanAMicrosecondIsCutOff(Fixture fixture, Database db) {
    Column<Instant> instants =
        Column.create(fixture, db, db.schema().types().instant(), SQLDataType.INSTANT);
    instants.put(1, Instant.parse("2024-12-31T23:59:59.999999999Z"));
    instants.put(2, Instant.parse("1950-06-01T00:00:00.000000999Z"));
    assertThat(instants.get(1)).isEqualTo(Instant.parse("2024-12-31T23:59:59.999999Z"));
    assertThat(instants.get(2)).isEqualTo(Instant.parse("1950-06-01T00:00:00Z"));
    Column<LocalTime> times =
        Column.create(fixture, db, db.schema().types().time(), SQLDataType.LOCALTIME(6));
    times.put(1, LocalTime.parse("23:59:59.999999999"));
    assertThat(times.get(1)).isEqualTo(LocalTime.parse("23:59:59.999999"));
    Column<LocalDateTime> dateTimes =
        Column.create(fixture, db, db.schema().types().dateTime(), SQLDataType.LOCALDATETIME(6));
    dateTimes.put(1, LocalDateTime.parse("2024-12-31T23:59:59.999999999"));
    assertThat(dateTimes.get(1)).isEqualTo(LocalDateTime.parse("2024-12-31T23:59:59.999999"));
  }

  @Test
  @Behaviour(181)
  void toTheSecondWhatIsFinerIsCutOff(Fixture fixture, Database db) {
    Column<Instant> instants =
        Column.create(fixture, db, db.schema().types().instant(0), SQLDataType.INSTANT(0));
    instants.put(1, Instant.parse("2024-12-31T23:59:59.999999Z"));
    assertThat(instants.get(1)).isEqualTo(Instant.parse("2024-12-31T23:59:59Z"));
    Column<LocalDateTime> dateTimes =
        Column.create(fixture, db, db.schema().types().dateTime(0), SQLDataType.LOCALDATETIME(0));
    dateTimes.put(1, LocalDateTime.parse("2024-12-31T23:59:59.5"));
    assertThat(dateTimes.get(1)).isEqualTo(LocalDateTime.parse("2024-12-31T23:59:59"));
  }

  @Test
  @Behaviour(180)
  void dateTimes(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().dateTime(),
        SQLDataType.LOCALDATETIME(6),
        List.of(
            LocalDateTime.parse("0001-01-01T00:00:00"),
            LocalDateTime.parse("2012-02-29T03:04:05.123456"),
            LocalDateTime.parse("9999-12-31T23:59:59.999999")));
  }

  @Test
  @Behaviour(178)
  void dates(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().date(),
        SQLDataType.LOCALDATE,
        List.of(
            LocalDate.parse("0001-01-01"),
            LocalDate.parse("1582-10-04"),
            LocalDate.parse("1582-10-15"),
            LocalDate.parse("1970-01-01"),
            LocalDate.parse("9999-12-31")));
  }

  @Test
  @Behaviour(179)
  void times(Fixture fixture, Database db) {
    exact(
        fixture,
        db,
        db.schema().types().time(),
        SQLDataType.LOCALTIME(6),
        List.of(
            LocalTime.MIDNIGHT,
            LocalTime.parse("00:00:00.000001"),
            LocalTime.parse("12:30"),
            LocalTime.parse("23:59:59.999999")));
  }

  @Test
  @Behaviour(187)
  void yearsBeyondTheRangeAreRefused(Fixture fixture, Database db) {
    Column<Instant> instants =
        Column.create(fixture, db, db.schema().types().instant(), SQLDataType.INSTANT);
    Await.failure(
        ErrorKind.OUT_OF_RANGE, instants.store(1, Instant.parse("+10000-01-01T00:00:00Z")));
    Await.failure(ErrorKind.OUT_OF_RANGE, instants.store(1, Instant.parse("0000-12-31T23:59:59Z")));
    Column<LocalDate> dates =
        Column.create(fixture, db, db.schema().types().date(), SQLDataType.LOCALDATE);
    Await.failure(ErrorKind.OUT_OF_RANGE, dates.store(1, LocalDate.of(10_000, 1, 1)));
    Await.failure(ErrorKind.OUT_OF_RANGE, dates.store(1, LocalDate.of(0, 12, 31)));
    Await.failure(ErrorKind.OUT_OF_RANGE, dates.store(1, LocalDate.MAX));
  }

  /** Given in ascending order. */
  private static <T> void exact(
      Fixture fixture, Database db, DataType<?> stored, DataType<T> plain, List<T> values) {
    Column<T> column = Column.create(fixture, db, stored, plain);
    for (int i = 0; i < values.size(); i++) {
      column.put(i, values.get(i));
    }
    column.put(100, null);
    for (int i = 0; i < values.size(); i++) {
      assertThat(column.get(i)).isEqualTo(values.get(i));
      assertThat(column.where(column.value.eq(values.get(i)))).containsExactly(i);
      assertThat(column.where(column.value.lt(values.get(i)))).hasSize(i);
      assertThat(column.where(column.value.ge(values.get(i)))).hasSize(values.size() - i);
    }
    assertThat(column.get(100)).isNull();
  }
}
