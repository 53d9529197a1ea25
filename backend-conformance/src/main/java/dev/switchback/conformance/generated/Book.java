package dev.switchback.conformance.generated;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.Identity;
import org.jooq.Name;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableOptions;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** This class is like a generated one. */
@SuppressWarnings("this-escape")
public class Book extends TableImpl<BookRecord> {

  private static final long serialVersionUID = 1L;

  /** The reference instance of <code>book</code>. */
  public static final Book BOOK = new Book();

  /** The column <code>book.id</code>. */
  public final TableField<BookRecord, Long> ID =
      createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false).identity(true), this, "");

  /** The column <code>book.author_id</code>. */
  public final TableField<BookRecord, Long> AUTHOR_ID =
      createField(DSL.name("author_id"), SQLDataType.BIGINT.nullable(false), this, "");

  /** The column <code>book.title</code>. */
  public final TableField<BookRecord, String> TITLE =
      createField(DSL.name("title"), SQLDataType.VARCHAR(200).nullable(false), this, "");

  /** The column <code>book.genre</code>. */
  public final TableField<BookRecord, Genre> GENRE =
      createField(
          DSL.name("genre"),
          SQLDataType.VARCHAR(20),
          this,
          "",
          new EnumConverter<String, Genre>(String.class, Genre.class));

  /** The column <code>book.isbn</code>. */
  public final TableField<BookRecord, Isbn> ISBN =
      createField(DSL.name("isbn"), SQLDataType.VARCHAR(20), this, "", new IsbnConverter());

  /** The column <code>book.price</code>. */
  public final TableField<BookRecord, BigDecimal> PRICE =
      createField(DSL.name("price"), SQLDataType.NUMERIC(10, 2), this, "");

  /** The column <code>book.published</code>. */
  public final TableField<BookRecord, LocalDate> PUBLISHED =
      createField(DSL.name("published"), SQLDataType.LOCALDATE, this, "");

  /** The column <code>book.available</code>. */
  public final TableField<BookRecord, Boolean> AVAILABLE =
      createField(
          DSL.name("available"),
          SQLDataType.BOOLEAN
              .nullable(false)
              .defaultValue(DSL.field(DSL.raw("true"), SQLDataType.BOOLEAN)),
          this,
          "");

  private Book(Name alias, Table<BookRecord> aliased) {
    this(alias, aliased, (Field<?>[]) null, null);
  }

  private Book(Name alias, Table<BookRecord> aliased, Field<?>[] parameters, Condition where) {
    super(alias, null, aliased, parameters, DSL.comment(""), TableOptions.table(), where);
  }

  /** An aliased <code>book</code>. */
  public Book(Name alias) {
    this(alias, BOOK);
  }

  /** A reference to <code>book</code>. */
  public Book() {
    this(DSL.name("book"), null);
  }

  @Override
  public Class<BookRecord> getRecordType() {
    return BookRecord.class;
  }

  @Override
  public Schema getSchema() {
    return aliased() ? null : DefaultSchema.DEFAULT_SCHEMA;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Identity<BookRecord, Long> getIdentity() {
    return (Identity<BookRecord, Long>) super.getIdentity();
  }

  @Override
  public UniqueKey<BookRecord> getPrimaryKey() {
    return Keys.PK_BOOK;
  }

  @Override
  public List<UniqueKey<BookRecord>> getUniqueKeys() {
    return Arrays.asList(Keys.UQ_BOOK_ISBN);
  }

  @Override
  public List<ForeignKey<BookRecord, ?>> getReferences() {
    return Arrays.asList(Keys.FK_BOOK_AUTHOR);
  }

  private transient Author.AuthorPath _author;

  /** Get the implicit join path to the <code>author</code> table. */
  public Author.AuthorPath author() {
    if (_author == null) {
      _author = new Author.AuthorPath(this, Keys.FK_BOOK_AUTHOR, null);
    }
    return _author;
  }

  @Override
  public Book as(String alias) {
    return new Book(DSL.name(alias), this);
  }

  @Override
  public Book as(Name alias) {
    return new Book(alias, this);
  }

  @Override
  public Book as(Table<?> alias) {
    return new Book(alias.getQualifiedName(), this);
  }

  @Override
  public Book rename(Name name) {
    return new Book(name, null);
  }

  /** Create an inline derived table from this table. */
  @Override
  public Book where(Condition condition) {
    return new Book(getQualifiedName(), aliased() ? this : null, null, condition);
  }
}
