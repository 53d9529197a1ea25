package dev.switchback.backend.jdbc.internal.query;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.Param;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A query rendered once, and the values bound so far. */
final class Prepared<R extends Record> implements PreparedQuery<R> {

  private final Binder binder;
  private final Template template;
  private final @Nullable RowReader<R> reader;
  private final boolean undoIfWrong;

  /** One for each placeholder; {@code null} where a parameter has no value yet. */
  private final Codec<?, ?>.@Nullable Bind[] binds;

  private Prepared(
      Binder binder,
      Template template,
      @Nullable RowReader<R> reader,
      boolean undoIfWrong,
      Codec<?, ?>.@Nullable Bind[] binds) {
    this.binder = binder;
    this.template = template;
    this.reader = reader;
    this.undoIfWrong = undoIfWrong;
    this.binds = binds;
  }

  /** A query; a parameter that was made with a value has that until it is given another. */
  @SuppressWarnings("unchecked")
  static <R extends Record> Prepared<R> of(
      Binder binder, Template template, @Nullable RowReader<R> reader, boolean undoIfWrong) {
    List<Slot> slots = template.slots();
    Codec<?, ?>.Bind[] binds = new Codec.Bind[slots.size()];
    for (int i = 0; i < binds.length; i++) {
      Slot slot = slots.get(i);
      Param<?> parameter = slot.parameter();
      if (parameter == null) {
        binds[i] = slot.value();
      } else if (parameter.getValue() != null) {
        binds[i] = binder.bind(parameter, parameter.getValue());
      }
    }
    return new Prepared<>(binder, template, reader, undoIfWrong, binds);
  }

  @Override
  public PreparedQuery<R> bind(String name, @Nullable Object value) {
    Objects.requireNonNull(name);
    Codec<?, ?>.@Nullable Bind[] changed = binds.clone();
    boolean found = false;
    for (int i = 0; i < changed.length; i++) {
      Param<?> parameter = template.slots().get(i).parameter();
      if (parameter != null && name.equals(parameter.getParamName())) {
        changed[i] = encode(parameter, value);
        found = true;
      }
    }
    if (!found) {
      throw illegal(
          ErrorKind.ILLEGAL_USE, "The query has no parameter " + name + "; it has " + parameters());
    }
    return new Prepared<>(binder, template, reader, undoIfWrong, changed);
  }

  private Codec<?, ?>.@Nullable Bind encode(Param<?> parameter, @Nullable Object value) {
    if (value != null && !parameter.getType().isInstance(value)) {
      throw illegal(
          ErrorKind.ILLEGAL_VALUE,
          "Parameter "
              + parameter.getParamName()
              + " is of type "
              + parameter.getType().getName()
              + ", not "
              + value.getClass().getName());
    }
    try {
      return binder.bind(parameter, value);
    } catch (DatabaseException e) {
      throw e.toBuilder()
          .message("Parameter " + parameter.getParamName() + ": " + e.getMessage())
          .sql(template.text().shown())
          .build();
    }
  }

  @Override
  public List<String> parameters() {
    return template.slots().stream()
        .map(Slot::parameter)
        .filter(Objects::nonNull)
        .map(Param::getParamName)
        .distinct()
        .toList();
  }

  @Override
  public String sql() {
    return template.text().shown();
  }

  @Override
  public String toString() {
    return sql();
  }

  boolean undoIfWrong() {
    return undoIfWrong;
  }

  /** Whether it is a query of this database: another would have rendered it in another way. */
  boolean isOf(Binder owner) {
    return binder == owner;
  }

  RowReader<R> reader() {
    if (reader == null) {
      throw illegal(ErrorKind.ILLEGAL_USE, "The statement returns no rows: use execute");
    }
    return reader;
  }

  boolean returnsRows() {
    return reader != null;
  }

  /** As it is sent. */
  Rendered rendered() {
    for (int i = 0; i < binds.length; i++) {
      if (binds[i] == null) {
        Param<?> parameter = template.slots().get(i).parameter();
        throw illegal(
            ErrorKind.ILLEGAL_USE,
            "Parameter " + (parameter == null ? i : parameter.getParamName()) + " is not bound");
      }
    }
    return new Rendered(template.text(), Arrays.asList(binds));
  }

  private DatabaseException illegal(ErrorKind kind, String message) {
    return DatabaseException.builder(kind, message).sql(template.text().shown()).build();
  }
}
