package dev.switchback.backend.postgres;

import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.load.BulkLoader;
import dev.switchback.backend.jdbc.load.InsertLoader;
import dev.switchback.backend.jdbc.load.LoadTarget;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Chooses how rows are loaded: by {@code COPY}, where that does what {@code INSERT} does. It
 * converts no type, ignores rules and what is {@code GENERATED ALWAYS}, and refuses views and row
 * security; so it is for plain tables, and for columns of just the type of their values.
 */
final class PostgresLoads {

  /** The columns of a table that {@code COPY} may fill, and their types, or what domains are of. */
  private static final String COLUMNS =
      "select a.attname, coalesce(nullif(t.typbasetype, 0), t.oid)::int8"
          + " from pg_class c"
          + " join pg_attribute a on a.attrelid = c.oid"
          + " join pg_type t on t.oid = a.atttypid"
          + " where c.oid = to_regclass(?) and c.relkind in ('r', 'p')"
          + " and not c.relhasrules and not row_security_active(c.oid)"
          + " and a.attnum > 0 and a.attidentity <> 'a' and a.attgenerated = ''";

  private PostgresLoads() {}

  static BulkLoader loader(Session session, LoadTarget target, int maxBinds) throws SQLException {
    Map<String, Integer> types = types(session, target.table());
    List<CopyEncoder<Object>> encoders = new ArrayList<>();
    for (LoadTarget.Column column : target.columns()) {
      CopyEncoder<Object> encoder = encoder(column.codec(), types.get(column.name()));
      if (encoder == null) {
        return new InsertLoader(session, target, maxBinds);
      }
      encoders.add(encoder);
    }
    PGConnection connection = session.connection().unwrap(PGConnection.class);
    return new CopyLoader(connection.getCopyAPI(), target.into(), encoders);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable CopyEncoder<Object> encoder(
      @Nullable Codec<?, ?> codec, @Nullable Integer type) {
    return type != null && codec != null && codec.storage() instanceof PostgresStorage<?> storage
        ? (CopyEncoder<Object>) storage.copy(type)
        : null;
  }

  private static Map<String, Integer> types(Session session, String table) throws SQLException {
    Map<String, Integer> types = new HashMap<>();
    try (PreparedStatement statement = session.prepare(COLUMNS, true)) {
      statement.setString(1, table);
      try (ResultSet columns = statement.executeQuery()) {
        while (columns.next()) {
          types.put(columns.getString(1), columns.getInt(2));
        }
      }
    }
    return types;
  }
}
