package dev.switchback.backend.sqlite;

import dev.switchback.backend.jdbc.codec.Storage;
import dev.switchback.backend.jdbc.codec.Values;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's storage classes. A column can hold any of them whatever it was declared as, and the
 * driver's typed getters answer 0 or nonsense for the wrong one: so all reading goes by what is
 * there.
 */
abstract class SqliteStorage<S> implements Storage<S> {

  static final SqliteStorage<Long> INTEGER =
      new SqliteStorage<>("an integer") {
        @Override
        public void bind(PreparedStatement statement, int index, Long value) throws SQLException {
          statement.setLong(index, value);
        }

        @Override
        Long of(Object stored) {
          if (stored instanceof Integer || stored instanceof Long) {
            return ((Number) stored).longValue();
          }
          if (stored instanceof Double number
              && number == Math.rint(number)
              && Math.abs(number) < 0x1p63) {
            return number.longValue();
          }
          throw wrong(stored);
        }

        @Override
        public String literal(Long value) {
          // Written out, the smallest long would be read as a floating-point number.
          return value == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : value.toString();
        }
      };

  static final SqliteStorage<Double> REAL =
      new SqliteStorage<>("a floating-point number") {
        @Override
        public void bind(PreparedStatement statement, int index, Double value) throws SQLException {
          statement.setDouble(index, value);
        }

        @Override
        Double of(Object stored) {
          if (stored instanceof Number number) {
            return number.doubleValue();
          }
          throw wrong(stored);
        }

        @Override
        public String literal(Double value) {
          return value.toString();
        }
      };

  static final SqliteStorage<String> TEXT =
      new SqliteStorage<>("text") {
        @Override
        public void bind(PreparedStatement statement, int index, String value) throws SQLException {
          statement.setString(index, value);
        }

        @Override
        String of(Object stored) {
          if (stored instanceof byte[]) {
            throw wrong(stored);
          }
          return stored.toString();
        }

        @Override
        public String literal(String value) {
          return '\'' + value.replace("'", "''") + '\'';
        }
      };

  static final SqliteStorage<byte[]> BLOB =
      new SqliteStorage<>("bytes") {
        @Override
        public void bind(PreparedStatement statement, int index, byte[] value) throws SQLException {
          statement.setBytes(index, value);
        }

        @Override
        byte[] of(Object stored) {
          if (stored instanceof byte[] bytes) {
            return bytes;
          }
          throw wrong(stored);
        }

        @Override
        public String literal(byte[] value) {
          return "x'" + HexFormat.of().formatHex(value) + '\'';
        }
      };

  /** Exact decimals are text; sums and averages come as numbers. */
  static final SqliteStorage<BigDecimal> DECIMAL =
      new SqliteStorage<>("a decimal") {
        @Override
        public void bind(PreparedStatement statement, int index, BigDecimal value)
            throws SQLException {
          statement.setString(index, value.toPlainString());
        }

        @Override
        BigDecimal of(Object stored) {
          if (stored instanceof Integer || stored instanceof Long) {
            return BigDecimal.valueOf(((Number) stored).longValue());
          }
          if (stored instanceof Double number) {
            return BigDecimal.valueOf(number);
          }
          if (stored instanceof String text) {
            try {
              return new BigDecimal(text);
            } catch (NumberFormatException e) {
              throw wrong(stored);
            }
          }
          throw wrong(stored);
        }

        @Override
        public String literal(BigDecimal value) {
          return '\'' + value.toPlainString() + '\'';
        }
      };

  private final String wanted;

  private SqliteStorage(String wanted) {
    this.wanted = wanted;
  }

  @Override
  public int nullType() {
    return Types.NULL;
  }

  @Override
  public @Nullable S read(ResultSet row, int index) throws SQLException {
    Object stored = row.getObject(index);
    return stored == null ? null : of(stored);
  }

  abstract S of(Object stored);

  RuntimeException wrong(Object stored) {
    String found = stored instanceof byte[] ? "blob" : stored instanceof String ? "text" : "number";
    return Values.mapping(found, wanted);
  }
}
