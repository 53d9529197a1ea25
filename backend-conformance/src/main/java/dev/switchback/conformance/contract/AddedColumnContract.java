package dev.switchback.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.alterTable;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What a column refuses, however it came into its table and whatever it is called. */
@Conformance
final class AddedColumnContract {

  private enum Colour {
    RED
  }

  @Test
  void aColumnAddedLaterIsAsStrictAsOneOfTheBeginning(Fixture fixture, Database db) {
    String t = fixture.name("added");
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(t)).column("id", types.int32()),
                    alterTable(name(t)).addColumn("text", types.text(5)),
                    alterTable(name(t)).addColumn("small", types.int16()),
                    alterTable(name(t)).addColumn("colour", types.enumeration(Colour.class)),
                    alterTable(name(t)).addColumn("bytes", types.bytes(3)),
                    alterTable(name(t)).addColumn("ratio", types.decimal(5, 2)))));
    Await.get(insert(db, t, "text", SQLDataType.VARCHAR, "fifth"));
    Await.failure(ErrorKind.TOO_LONG, insert(db, t, "text", SQLDataType.VARCHAR, "sixths"));
    Await.get(insert(db, t, "small", SQLDataType.INTEGER, 32_767));
    Await.failure(ErrorKind.OUT_OF_RANGE, insert(db, t, "small", SQLDataType.INTEGER, 32_768));
    Await.get(insert(db, t, "colour", SQLDataType.VARCHAR, "RED"));
    assertThat(Await.failure(insert(db, t, "colour", SQLDataType.VARCHAR, "DER")).kind())
        .isIn(ErrorKind.CHECK, ErrorKind.ILLEGAL_VALUE);
    Await.get(insert(db, t, "bytes", SQLDataType.VARBINARY, new byte[3]));
    Await.failure(ErrorKind.TOO_LONG, insert(db, t, "bytes", SQLDataType.VARBINARY, new byte[4]));
    Await.get(insert(db, t, "ratio", SQLDataType.NUMERIC(5, 2), new BigDecimal("999.99")));
    Await.failure(
        ErrorKind.OUT_OF_RANGE,
        insert(db, t, "ratio", SQLDataType.NUMERIC(5, 2), new BigDecimal("1000")));
  }

  /** The checks have names, which databases cut after 63 bytes. */
  @Test
  void longNamesThatDifferAtTheirEndsOnlyAreToldApart(Fixture fixture, Database db) {
    String t = fixture.name("long");
    String same = "c".repeat(55);
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    createTable(name(t))
                        .column(same + "_one", types.text(5))
                        .column(same + "_two", types.text(5))
                        .column(same + "_3", types.int16())
                        .column(same + "_4", types.int16()),
                    alterTable(name(t)).addColumn(same + "_five", types.text(5)))));
    for (String end : List.of("_one", "_two", "_five")) {
      Await.get(insert(db, t, same + end, SQLDataType.VARCHAR, "fifth"));
      Await.failure(ErrorKind.TOO_LONG, insert(db, t, same + end, SQLDataType.VARCHAR, "sixths"));
    }
    for (String end : List.of("_3", "_4")) {
      Await.failure(
          ErrorKind.OUT_OF_RANGE, insert(db, t, same + end, SQLDataType.INTEGER, 1 << 20));
    }
  }

  private static <T> CompletableFuture<Integer> insert(
      Database db, String t, String column, DataType<T> type, T value) {
    return db.execute(insertInto(table(name(t))).columns(field(name(column), type)).values(value));
  }

  /** Stored as it is, it would be equal to nothing any more. */
  @Test
  void aDecimalOfAnotherScaleIsBroughtToTheColumnsOrRefused(Fixture fixture, Database db) {
    Column<BigDecimal> column =
        Column.create(fixture, db, db.schema().types().decimal(10, 2), SQLDataType.NUMERIC(10, 2));
    Column<BigDecimal> untyped = column.as(SQLDataType.NUMERIC);
    for (String written : List.of("1.5", "2", "3.125")) {
      BigDecimal value = new BigDecimal(written);
      int id = value.intValue();
      try {
        Await.get(untyped.store(id, value));
      } catch (DatabaseException refused) {
        assertThat(refused.kind())
            .isIn(ErrorKind.ILLEGAL_VALUE, ErrorKind.OUT_OF_RANGE, ErrorKind.CHECK);
        assertThat(column.where(column.value.isNotNull())).doesNotContain(id);
        continue;
      }
      assertThat(column.get(id).scale()).isEqualTo(2);
      assertThat(column.where(column.value.eq(value))).containsExactly(id);
    }
  }
}
