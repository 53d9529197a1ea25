package dev.switchback.conformance.generated;

import org.jooq.ForeignKey;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;

/** This class is like a generated one. */
public class Keys {

  /** The primary key of <code>author</code>. */
  public static final UniqueKey<AuthorRecord> PK_AUTHOR =
      Internal.createUniqueKey(
          Author.AUTHOR, DSL.name("pk_author"), new TableField[] {Author.AUTHOR.ID}, true);

  /** The primary key of <code>book</code>. */
  public static final UniqueKey<BookRecord> PK_BOOK =
      Internal.createUniqueKey(
          Book.BOOK, DSL.name("pk_book"), new TableField[] {Book.BOOK.ID}, true);

  /** A unique key of <code>book</code>. */
  public static final UniqueKey<BookRecord> UQ_BOOK_ISBN =
      Internal.createUniqueKey(
          Book.BOOK, DSL.name("uq_book_isbn"), new TableField[] {Book.BOOK.ISBN}, true);

  /** The foreign key of <code>book</code>. */
  public static final ForeignKey<BookRecord, AuthorRecord> FK_BOOK_AUTHOR =
      Internal.createForeignKey(
          Book.BOOK,
          DSL.name("fk_book_author"),
          new TableField[] {Book.BOOK.AUTHOR_ID},
          Keys.PK_AUTHOR,
          new TableField[] {Author.AUTHOR.ID},
          true);

  private Keys() {}
}
