package dev.switchback.conformance.generated;

import java.util.Arrays;
import java.util.List;
import org.jooq.Catalog;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SchemaImpl;

/** This class is like a generated one. */
@SuppressWarnings("this-escape")
public class DefaultSchema extends SchemaImpl {

  private static final long serialVersionUID = 1L;

  /** The reference instance of <code>DEFAULT_SCHEMA</code>. */
  public static final DefaultSchema DEFAULT_SCHEMA = new DefaultSchema();

  /** The table <code>author</code>. */
  public final Author AUTHOR = Author.AUTHOR;

  /** The table <code>book</code>. */
  public final Book BOOK = Book.BOOK;

  private DefaultSchema() {
    super(DSL.name(""), (Catalog) null);
  }

  @Override
  public final List<Table<?>> getTables() {
    return Arrays.asList(Author.AUTHOR, Book.BOOK);
  }
}
