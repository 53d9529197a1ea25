package dev.switchback.conformance.generated;

import org.jooq.impl.AbstractConverter;

/** As an application writes one. */
public final class IsbnConverter extends AbstractConverter<String, Isbn> {

  private static final long serialVersionUID = 1L;

  /** For generated code. */
  public IsbnConverter() {
    super(String.class, Isbn.class);
  }

  @Override
  public Isbn from(String stored) {
    return stored == null ? null : new Isbn(stored.replace("-", ""));
  }

  @Override
  public String to(Isbn isbn) {
    return isbn == null ? null : isbn.digits().substring(0, 3) + "-" + isbn.digits().substring(3);
  }
}
