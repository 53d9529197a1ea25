package dev.switchback.backend.jdbc.internal.load;

import dev.switchback.backend.jdbc.codec.Codec;
import dev.switchback.backend.jdbc.internal.query.FieldEncoder;
import dev.switchback.backend.jdbc.load.RowBlock;
import dev.switchback.database.DatabaseException;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.Load;
import java.util.List;
import org.jooq.Field;

/** Takes the values out of a load's elements, checks and encodes them. */
final class RowEncoder<T> {

  private final Load<T> load;
  private final Field<?>[] fields;
  private final Class<?>[] types;
  private final FieldEncoder[] encoders;

  RowEncoder(Load<T> load, List<FieldEncoder> encoders) {
    this.load = load;
    this.fields = load.columns().toArray(new Field<?>[0]);
    this.types = new Class<?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      types[i] = fields[i].getType();
    }
    this.encoders = encoders.toArray(new FieldEncoder[0]);
  }

  /** Adds an element to a block. */
  void encode(T element, long row, RowBlock block) {
    for (int i = 0; i < encoders.length; i++) {
      block.add(encode(element, row, i));
    }
  }

  private Codec<?, ?>.Bind encode(T element, long row, int column) {
    try {
      Object value = load.value(column, element);
      if (value != null && !types[column].isInstance(value)) {
        throw DatabaseException.of(
            ErrorKind.ILLEGAL_VALUE,
            "It is of type " + types[column].getName() + ", not " + value.getClass().getName());
      }
      Codec<?, ?>.Bind bind = encoders[column].encode(value);
      if (bind == null) {
        throw encoders[column].unsupported();
      }
      return bind;
    } catch (DatabaseException e) {
      throw RowErrors.at(row, fields[column].getName(), e);
    } catch (RuntimeException | Error e) {
      throw RowErrors.at(row, fields[column].getName(), RowErrors.ofSource(e));
    }
  }
}
