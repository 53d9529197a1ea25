package dev.switchback.backend.jdbc.type;

import dev.switchback.database.ColumnKind;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Marks a jOOQ data type as one of {@link dev.switchback.database.Types}.
 *
 * <p>It is a binding because that is the one part of a data type which jOOQ carries along when a
 * column is made not null, given a default or numbered. The engine binds and reads by codecs; the
 * JDBC methods here are never called.
 *
 * @param <U> the Java type
 */
public final class PortableType<U> implements Binding<Object, U> {

  private static final long serialVersionUID = 1L;

  private final ColumnKind kind;
  private final int length;
  private final transient Converter<?, U> converter;
  private final String[] constants;

  private PortableType(ColumnKind kind, int length, Converter<?, U> converter, String[] constants) {
    this.kind = kind;
    this.length = length;
    this.converter = converter;
    this.constants = constants;
  }

  /** Marks a type whose values are not converted. {@code length} is 0 where it has none. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <U> DataType<U> mark(
      ColumnKind kind, int length, Class<U> javaType, DataType<?> stored) {
    Converter<U, U> identity = Converter.ofNullable(javaType, javaType, v -> v, v -> v);
    return ((DataType) stored)
        .asConvertedDataType(new PortableType<>(kind, length, identity, new String[0]));
  }

  /** Marks a text type that holds the names of an enum's constants. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <E extends Enum<E>> DataType<E> markEnum(Class<E> type, DataType<String> stored) {
    E[] values = type.getEnumConstants();
    String[] names = new String[values.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = values[i].name();
    }
    Converter<String, E> converter =
        Converter.ofNullable(String.class, type, name -> Enum.valueOf(type, name), Enum::name);
    return ((DataType) stored)
        .asConvertedDataType(new PortableType<>(ColumnKind.TEXT, 0, converter, names));
  }

  /** The mark of a data type, or {@code null} if it is not one of ours. */
  public static @Nullable PortableType<?> of(DataType<?> type) {
    return type.getBinding() instanceof PortableType<?> portable ? portable : null;
  }

  /** The portable kind. */
  public ColumnKind kind() {
    return kind;
  }

  /** The declared length, or 0. */
  public int length() {
    return length;
  }

  /** The names an enumeration may hold; empty for other types. */
  public String[] constants() {
    return constants.clone();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Converter<Object, U> converter() {
    return (Converter<Object, U>) converter;
  }

  @Override
  public void sql(BindingSQLContext<U> ctx) {
    ctx.render().sql('?');
  }

  @Override
  public void register(BindingRegisterContext<U> ctx) {
    throw notCalled();
  }

  @Override
  public void set(BindingSetStatementContext<U> ctx) {
    throw notCalled();
  }

  @Override
  public void set(BindingSetSQLOutputContext<U> ctx) {
    throw notCalled();
  }

  @Override
  public void get(BindingGetResultSetContext<U> ctx) {
    throw notCalled();
  }

  @Override
  public void get(BindingGetStatementContext<U> ctx) {
    throw notCalled();
  }

  @Override
  public void get(BindingGetSQLInputContext<U> ctx) {
    throw notCalled();
  }

  private static UnsupportedOperationException notCalled() {
    return new UnsupportedOperationException("Values travel by codec, not by this binding");
  }
}
