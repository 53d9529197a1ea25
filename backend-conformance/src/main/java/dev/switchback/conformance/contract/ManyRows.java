package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.val;

import dev.switchback.database.Database;
import dev.switchback.database.DatabaseConfig;
import dev.switchback.database.DatabaseConfigBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;

/**
 * A program that takes so many rows that they would not fit into the memory that it is given. It is
 * told the database over its standard input: URL, and if there are any, user and password.
 */
final class ManyRows {

  static final int ROWS = 1_000_000;

  private static final String TEXT = "-and some more, so that a row is no small thing".repeat(2);

  private ManyRows() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    DatabaseConfigBuilder config = DatabaseConfig.builder(in.readLine());
    String user = in.readLine();
    if (user != null) {
      config.credentials(user, in.readLine());
    }
    Field<String> text = concat(Numbers.N.cast(SQLDataType.VARCHAR), val(TEXT));
    try (Database db = Database.open(config.build())) {
      Counter counter = new Counter();
      db.stream(Numbers.to(ROWS, text)).subscribe(counter);
      System.out.println(counter.counted.get() + " rows");
    }
  }

  private static final class Counter implements Flow.Subscriber<Record1<String>> {
    final CompletableFuture<Integer> counted = new CompletableFuture<>();
    private int count;

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Record1<String> row) {
      count++;
      if (!row.value1().equals(count + TEXT)) {
        throw new IllegalStateException("Row " + count + " is " + row);
      }
    }

    @Override
    public void onError(Throwable failure) {
      counted.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      counted.complete(count);
    }
  }
}
