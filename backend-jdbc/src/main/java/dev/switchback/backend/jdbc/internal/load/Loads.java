package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.query.FieldEncoder;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.Renderer;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.CustomQueryPart;

/** Makes jobs of loads, in the caller's thread. */
public record Loads(OperationContext context, Renderer renderer) {

  /** How an executor makes a job and runs it. */
  @FunctionalInterface
  public interface Runner extends Function<Supplier<Job<Long>>, CompletableFuture<Long>> {}

  /** Runs a load, and sees to it that its source is closed, whatever becomes of it. */
  public CompletableFuture<Long> run(Load<?> load, Runner runner) {
    return run(new Source<>(load), runner);
  }

  private <T> CompletableFuture<Long> run(Source<T> source, Runner runner) {
    CompletableFuture<Long> result = runner.apply(() -> job(source));
    result.whenComplete((rows, failure) -> source.closeUnused());
    return result;
  }

  private <T> Job<Long> job(Source<T> source) {
    List<Field<?>> fields = source.load().columns();
    checkColumns(fields);
    List<FieldEncoder> encoders = new ArrayList<>();
    List<LoadTarget.Column> columns = new ArrayList<>();
    for (Field<?> field : fields) {
      FieldEncoder encoder = new FieldEncoder(context.dialect().codecs(), field.getDataType());
      Codec<?, ?> codec = encoder.codec();
      if (codec == null && field.getType() != Object.class) {
        throw encoder.unsupported();
      }
      encoders.add(encoder);
      columns.add(new LoadTarget.Column(field.getName(), codec));
    }
    String table = renderer.render(source.load().table());
    LoadTarget target = new LoadTarget(table, renderer.render(into(source.load())), columns);
    return new LoadJob<>(context, source, new RowEncoder<>(source.load(), encoders), target);
  }

  private static void checkColumns(List<Field<?>> fields) {
    if (fields.isEmpty()) {
      throw DatabaseException.of(ErrorKind.ILLEGAL_USE, "The load has no columns");
    }
    Set<String> names = new HashSet<>();
    for (Field<?> field : fields) {
      if (!names.add(field.getName())) {
        throw DatabaseException.of(
            ErrorKind.ILLEGAL_USE, "The load has column " + field.getName() + " twice");
      }
    }
  }

  /** As jOOQ writes it in an insert: columns are not qualified there. */
  private static QueryPart into(Load<?> load) {
    return CustomQueryPart.of(
        printed -> {
          printed.visit(load.table()).sql(" (");
          String separator = "";
          for (Field<?> field : load.columns()) {
            printed.sql(separator).qualify(false, unqualified -> unqualified.visit(field));
            separator = ", ";
          }
          printed.sql(')');
        });
  }
}
