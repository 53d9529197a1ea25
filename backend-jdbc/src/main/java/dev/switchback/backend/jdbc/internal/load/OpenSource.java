package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.load.RowBlock;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A source that is being read, block by block. Used by one thread. */
final class OpenSource<T> implements AutoCloseable {

  private final Source<T> source;
  private final RowEncoder<T> encoder;
  private final OperationContext context;
  private final Interruption run;
  private @Nullable Iterator<? extends T> rows;
  private long count;

  OpenSource(Source<T> source, RowEncoder<T> encoder, OperationContext context, Interruption run) {
    source.take();
    this.source = source;
    this.encoder = encoder;
    this.context = context;
    this.run = run;
  }

  /** The rows read so far. */
  long count() {
    return count;
  }

  /** Reads the next rows into an empty block; false if there are none. */
  boolean fill(RowBlock block) {
    call(
        () -> {
          Iterator<? extends T> open = rows == null ? source.load().rows().iterator() : rows;
          rows = open;
          while (!block.isFull() && open.hasNext()) {
            refuseIfRequested(run);
            encoder.encode(open.next(), count, block);
            count++;
          }
          return block;
        });
    return block.rows() > 0;
  }

  @Override
  public void close() {
    call(
        () -> {
          source.close();
          return source;
        });
  }

  private void call(Callable<?> code) {
    try {
      SourceThread.call(context, run, code);
    } catch (DatabaseException known) {
      throw known;
    } catch (Exception | Error thrown) {
      throw RowErrors.ofSource(thrown);
    }
  }

  static void refuseIfRequested(Interruption run) {
    if (run.isRequested()) {
      throw DatabaseException.of(ErrorKind.CANCELLED, "The operation was cancelled");
    }
  }
}
