package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import dev.switchback.conformance.Await;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.Identity;
import org.jooq.InsertReturningStep;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.UpdatableRecordImpl;

/** A table as jOOQ's generator writes it: fields, keys, converters and a record of its own. */
final class Orders extends TableImpl<Orders.OrderRecord> {

  private static final long serialVersionUID = 1L;

  enum State {
    NEW,
    PAID,
    SENT
  }

  /** A user's own type, stored as a whole number. */
  record Grams(int value) {}

  private static final Converter<Integer, Grams> GRAMS =
      Converter.ofNullable(Integer.class, Grams.class, Grams::new, Grams::value);

  static final Orders ORDERS = new Orders();

  final TableField<OrderRecord, Long> id =
      createField(name("id"), SQLDataType.BIGINT.nullable(false).identity(true), this, "");
  final TableField<OrderRecord, String> number =
      createField(name("number"), SQLDataType.VARCHAR(50).nullable(false), this, "");
  final TableField<OrderRecord, State> state =
      createField(
          name("state"),
          SQLDataType.VARCHAR(10).nullable(false).default_(inline("NEW", SQLDataType.VARCHAR)),
          this,
          "",
          new EnumConverter<>(String.class, State.class));
  final TableField<OrderRecord, BigDecimal> total =
      createField(name("total"), SQLDataType.NUMERIC(12, 2), this, "");
  final TableField<OrderRecord, Instant> placed =
      createField(name("placed"), SQLDataType.INSTANT, this, "");
  final TableField<OrderRecord, UUID> reference =
      createField(name("reference"), SQLDataType.UUID, this, "");
  final TableField<OrderRecord, JSON> details =
      createField(name("details"), SQLDataType.JSON, this, "");
  final TableField<OrderRecord, Grams> weight =
      createField(name("weight"), SQLDataType.INTEGER, this, "", GRAMS);
  final TableField<OrderRecord, Integer> copies =
      createField(
          name("copies"),
          SQLDataType.INTEGER.nullable(false).default_(inline(1, SQLDataType.INTEGER)),
          this,
          "");

  private final UniqueKey<OrderRecord> primaryKey =
      Internal.createUniqueKey(this, name("pk_orders"), id);
  final UniqueKey<OrderRecord> numberKey =
      Internal.createUniqueKey(this, name("uq_orders"), number);

  private Orders() {
    super(name("orders"));
  }

  /** Creates the table anew; its columns stand in another order than the fields. */
  static Orders create(Database db) {
    Types types = db.schema().types();
    Await.get(
        db.schema()
            .apply(
                List.of(
                    dropTableIfExists(ORDERS),
                    createTable(ORDERS)
                        .column("copies", types.int32().notNull().defaultValue(1))
                        .column("number", types.text(50).notNull())
                        .column("id", types.int64().identity(true))
                        .column(
                            "state",
                            types.enumeration(State.class).notNull().defaultValue(State.NEW))
                        .column("weight", types.int32())
                        .column("details", types.json())
                        .column("reference", types.uuid())
                        .column("placed", types.instant())
                        .column("total", types.decimal(12, 2))
                        .constraints(
                            constraint("pk_orders").primaryKey("id"),
                            constraint("uq_orders").unique("number")))));
    return ORDERS;
  }

  /** A record as an application makes it. */
  OrderRecord row(String newNumber) {
    OrderRecord row = new OrderRecord();
    row.set(number, newNumber);
    return row;
  }

  /** An insert of one row with nothing but a number. */
  InsertReturningStep<OrderRecord> insert(String newNumber) {
    return DSL.insertInto(this).columns(number).values(newNumber);
  }

  /** The numbers of all rows, in the order of their keys. */
  List<String> numbersOn(Database db) {
    return Await.get(db.fetch(DSL.select(number).from(this).orderBy(id))).getValues(number);
  }

  Record stored(Database db, String ofNumber) {
    return Await.get(db.fetchSingle(DSL.selectFrom(this).where(number.eq(ofNumber))));
  }

  @Override
  public Class<OrderRecord> getRecordType() {
    return OrderRecord.class;
  }

  @Override
  public UniqueKey<OrderRecord> getPrimaryKey() {
    return primaryKey;
  }

  @Override
  public List<UniqueKey<OrderRecord>> getUniqueKeys() {
    return List.of(numberKey);
  }

  @Override
  public Identity<OrderRecord, ?> getIdentity() {
    return Internal.createIdentity(this, id);
  }

  /** Made by jOOQ, from its class. */
  static final class OrderRecord extends UpdatableRecordImpl<OrderRecord> {
    private static final long serialVersionUID = 1L;

    OrderRecord() {
      super(ORDERS);
    }
  }
}
