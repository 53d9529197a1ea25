package dev.switchback.music;

import dev.switchback.database.QueryExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jooq.Query;

/** Splits long lists: a statement has a limit of bound values on every database. */
final class Chunks {

  /** Values of one IN list. Databases take 32,766 and more; beyond some hundreds nothing is won. */
  static final int LIST = 500;

  /** Rows of one INSERT; measured, more gains little. */
  static final int ROWS = 100;

  private Chunks() {}

  static <T> List<List<T>> of(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    List<List<T>> chunks = new ArrayList<>(list.size() / size + 1);
    for (int from = 0; from < list.size(); from += size) {
      chunks.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return chunks;
  }

  /** Runs a query for each chunk and collects the answers in order. */
  static <T, R> CompletableFuture<List<R>> collect(
      List<List<T>> chunks, Function<List<T>, CompletableFuture<? extends List<R>>> query) {
    List<CompletableFuture<? extends List<R>>> parts = chunks.stream().map(query).toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              List<R> all = new ArrayList<>();
              parts.forEach(part -> all.addAll(part.join()));
              return all;
            });
  }

  /** Runs a statement for each chunk, all or none, and returns how many rows they matched. */
  static <T> CompletableFuture<Integer> write(
      QueryExecutor executor, Collection<T> all, int size, Function<List<T>, Query> statement) {
    return executor
        .batch(of(all, size).stream().map(statement).toList())
        .thenApply(matched -> matched.stream().mapToInt(Integer::intValue).sum());
  }
}
