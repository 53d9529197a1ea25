package dev.switchback.backend.jdbc.type;

import dev.switchback.backend.jdbc.codec.Values;
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

/**
 * Gives a stored type of jOOQ the Java type of one of {@link dev.switchback.database.Types}.
 *
 * <p>It is a binding because jOOQ carries that along when a column is made not null, given a
 * default or numbered, and because its converter names the Java type for which the engine has a
 * codec. The JDBC methods here are never called.
 *
 * @param <U> the Java type
 */
public final class PortableType<U> implements Binding<Object, U> {

  private static final long serialVersionUID = 1L;

  private final transient Converter<?, U> converter;

  private PortableType(Converter<?, U> converter) {
    this.converter = converter;
  }

  /** A type whose values the codec of their Java type stores. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <U> DataType<U> of(Class<U> javaType, DataType<?> stored) {
    Converter<U, U> identity = Converter.ofNullable(javaType, javaType, v -> v, v -> v);
    return ((DataType) stored).asConvertedDataType(new PortableType<>(identity));
  }

  /** A text type that holds the names of an enum's constants. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <E extends Enum<E>> DataType<E> ofEnum(Class<E> type, DataType<String> stored) {
    Converter<String, E> converter =
        Converter.ofNullable(String.class, type, name -> constant(type, name), Enum::name);
    return ((DataType) stored).asConvertedDataType(new PortableType<>(converter));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw Values.mapping("text that names no constant", type.getName());
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
