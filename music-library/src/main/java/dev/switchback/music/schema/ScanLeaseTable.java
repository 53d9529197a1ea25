package dev.switchback.music.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The table {@code scan_lease}: at most one row, which says who is scanning. */
public final class ScanLeaseTable {

  public static final Table<Record> SCAN_LEASE = table(name("scan_lease"));

  /** Always 1. */
  public static final Field<Long> ID = field(name("scan_lease", "id"), BIGINT);

  public static final Field<String> OWNER = field(name("scan_lease", "owner"), VARCHAR);

  /** Seconds since 1970; the owner is gone if it has passed. */
  public static final Field<Long> EXPIRES_AT = field(name("scan_lease", "expires_at"), BIGINT);

  private ScanLeaseTable() {}
}
