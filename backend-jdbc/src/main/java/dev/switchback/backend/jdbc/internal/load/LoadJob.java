package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.Session;
import dev.switchback.backend.jdbc.internal.lane.Interruption;
import dev.switchback.backend.jdbc.internal.lane.OperationContext;
import dev.switchback.backend.jdbc.internal.lane.Workers;
import dev.switchback.backend.jdbc.internal.query.Job;
import dev.switchback.backend.jdbc.internal.query.Meter;
import dev.switchback.backend.jdbc.load.LoadTarget;
import dev.switchback.backend.jdbc.load.RowBlock;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.QueryOptions.Access;
import dev.switchback.database.UnitKind;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Inserts the rows of a source. It reads a block, writes it, and so on: one block is in memory. */
final class LoadJob<T> implements Job<Long> {

  private final OperationContext context;
  private final Source<T> source;
  private final RowEncoder<T> encoder;
  private final LoadTarget target;
  private final String sql;

  LoadJob(OperationContext context, Source<T> source, RowEncoder<T> encoder, LoadTarget target) {
    this.context = context;
    this.source = source;
    this.encoder = encoder;
    this.target = target;
    this.sql = target.insert(1);
  }

  @Override
  public UnitKind kind() {
    return UnitKind.LOAD;
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public Access access() {
    return Access.WRITE;
  }

  @Override
  public boolean needsTransaction() {
    return true;
  }

  /** Not once the source has been opened: what it gave is gone. */
  @Override
  public boolean isRepeatable() {
    return !source.isTaken();
  }

  @Override
  public Long run(Session session, Interruption run, Meter meter) throws SQLException {
    try {
      return load(session, run, meter);
    } catch (DatabaseException e) {
      throw e.toBuilder().cause(e.getCause()).sql(sql).build();
    }
  }

  private long load(Session session, Interruption run, Meter meter) throws SQLException {
    // Progress is told meanwhile; and the source may wait for an answer of another database.
    Workers.stepAside();
    LongConsumer listener = source.load().progress();
    Progress progress = listener == null ? null : new Progress(context.completions(), listener);
    long written = 0;
    try (OpenSource<T> rows = new OpenSource<>(source, encoder, context, run);
        BlockWriter writer = new BlockWriter(context.dialect(), session, target, run)) {
      RowBlock block = new RowBlock(target.columns().size());
      while (rows.fill(block)) {
        written += writer.write(block, rows.count() - block.rows());
        block.clear();
        if (progress != null) {
          progress.at(rows.count());
        }
      }
    }
    meter.rows(written);
    return written;
  }
}
