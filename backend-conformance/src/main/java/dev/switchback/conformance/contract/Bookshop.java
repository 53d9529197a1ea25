package dev.switchback.conformance.contract;

import static dev.switchback.conformance.generated.Author.AUTHOR;
import static dev.switchback.conformance.generated.Book.BOOK;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.createTable;
import static org.jooq.impl.DSL.dropTableIfExists;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.generated.BookRecord;
import dev.switchback.conformance.generated.Genre;
import dev.switchback.conformance.generated.Isbn;
import dev.switchback.database.Database;
import dev.switchback.database.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DDLQuery;
import org.jooq.impl.DSL;

/** The tables of the generated code, with two authors, and what is written to them. */
final class Bookshop {

  static final LocalDate DAY = LocalDate.of(1962, 7, 5);

  private Bookshop() {}

  /** Creates the tables anew. */
  static void create(Database db) {
    Await.get(db.schema().apply(List.of(dropTableIfExists(BOOK), dropTableIfExists(AUTHOR))));
    Await.get(db.schema().apply(tables(db.schema().types())));
    Await.get(
        db.execute(
            DSL.insertInto(AUTHOR)
                .columns(AUTHOR.ID, AUTHOR.NAME)
                .values(1L, "Nabokov")
                .values(2L, "Brontë")));
  }

  static List<DDLQuery> tables(Types types) {
    return List.of(
        createTable(AUTHOR)
            .column(AUTHOR.ID, types.int64().identity(true))
            .column(AUTHOR.NAME, types.text(100).notNull())
            .constraint(constraint("pk_author").primaryKey(AUTHOR.ID)),
        createTable(BOOK)
            .column(BOOK.ID, types.int64().identity(true))
            .column(BOOK.AUTHOR_ID, types.int64().notNull())
            .column(BOOK.TITLE, types.text(200).notNull())
            .column(BOOK.GENRE, types.enumeration(Genre.class))
            .column(BOOK.ISBN, types.text(20))
            .column(BOOK.PRICE, types.decimal(10, 2))
            .column(BOOK.PUBLISHED, types.date())
            .column(BOOK.AVAILABLE, types.bool().notNull().defaultValue(true))
            .constraints(
                constraint("pk_book").primaryKey(BOOK.ID),
                constraint("uq_book_isbn").unique(BOOK.ISBN),
                constraint("fk_book_author")
                    .foreignKey(BOOK.AUTHOR_ID)
                    .references(AUTHOR, AUTHOR.ID)));
  }

  /** A record as an application makes it, with a value of every type. */
  static BookRecord book(String title, String isbn) {
    BookRecord book = new BookRecord();
    book.setAuthorId(1L);
    book.setTitle(title);
    book.setGenre(Genre.FICTION);
    book.setIsbn(new Isbn(isbn));
    book.setPrice(new BigDecimal("12.50"));
    book.setPublished(DAY);
    return book;
  }

  /** Writes a book, and answers what was written. */
  static BookRecord insert(Database db, BookRecord book) {
    return Await.get(db.fetchSingle(DSL.insertInto(BOOK).set(book).returning()));
  }
}
