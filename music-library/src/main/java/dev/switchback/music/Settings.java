package dev.switchback.music;

import static dev.switchback.music.schema.SettingsTable.KEY;
import static dev.switchback.music.schema.SettingsTable.SETTINGS;
import static dev.switchback.music.schema.SettingsTable.VALUE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;

import dev.switchback.database.QueryExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/** The player's settings, all stored as text. Safe for use by many threads. */
public final class Settings {

  private final QueryExecutor executor;

  Settings(QueryExecutor executor) {
    this.executor = executor;
  }

  /** All settings by key; {@link Setting#KNOWN} ones have their type, and are never absent. */
  public CompletableFuture<SortedMap<String, Object>> all() {
    return executor
        .fetch(select(KEY, VALUE).from(SETTINGS))
        .thenApply(
            rows -> {
              SortedMap<String, Object> all = new TreeMap<>();
              for (Record2<String, String> row : rows) {
                all.put(row.value1(), row.value2() == null ? "" : row.value2());
              }
              Map<String, String> stored = rows.intoMap(KEY, VALUE);
              Setting.KNOWN.forEach(
                  known -> all.put(known.key(), known.read(stored.get(known.key()))));
              return all;
            });
  }

  /** The stored text, without defaults. */
  public CompletableFuture<Optional<String>> get(String key) {
    return executor
        .fetchOptional(select(VALUE).from(SETTINGS).where(KEY.eq(key)))
        .thenApply(row -> row.map(Record1::value1));
  }

  /** The value of a setting, or its default. */
  public <T> CompletableFuture<T> get(Setting<T> setting) {
    return get(setting.key()).thenApply(stored -> setting.read(stored.orElse(null)));
  }

  /** Stores a value: booleans as 1 or 0, an absent one as an empty text. */
  public CompletableFuture<Void> set(String key, @Nullable Object value) {
    return executor.execute(upsert(key, value)).thenApply(matched -> null);
  }

  /** Stores a value. */
  public <T> CompletableFuture<Void> set(Setting<T> setting, T value) {
    return set(setting.key(), value);
  }

  /** Stores several values, all or none; those that are {@code null} are passed over. */
  public CompletableFuture<Void> update(Map<String, ? extends @Nullable Object> values) {
    return executor
        .batch(
            values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> upsert(entry.getKey(), entry.getValue()))
                .toList())
        .thenApply(matched -> null);
  }

  private static Query upsert(String key, @Nullable Object value) {
    return insertInto(SETTINGS, KEY, VALUE)
        .values(key, stored(value))
        .onConflict(KEY)
        .doUpdate()
        .set(VALUE, excluded(VALUE));
  }

  private static String stored(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    return value == null ? "" : value.toString();
  }
}
