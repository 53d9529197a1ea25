package dev.switchback.conformance.contract;

import static dev.switchback.conformance.generated.Author.AUTHOR;
import static dev.switchback.conformance.generated.Book.BOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.switchback.conformance.Await;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.generated.Author;
import dev.switchback.conformance.generated.AuthorRecord;
import dev.switchback.conformance.generated.Book;
import dev.switchback.conformance.generated.BookRecord;
import dev.switchback.conformance.generated.Genre;
import dev.switchback.conformance.generated.Isbn;
import dev.switchback.database.Database;
import dev.switchback.database.ErrorKind;
import dev.switchback.database.PreparedQuery;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Generated tables, records and forced types, as an application uses them. */
@Conformance
final class GeneratedCodeContract {

  private static final String ONE = "9780679723424";
  private static final String TWO = "9780141441146";

  @Test
  void rowsAreTheTablesOwnRecords(Database db) {
    Bookshop.create(db);
    BookRecord written = Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    assertThat(written.getId()).isPositive();
    assertThat(written.getAvailable()).isTrue();

    BookRecord read = Await.get(db.fetchSingle(selectFrom(BOOK).where(BOOK.TITLE.eq("Pale Fire"))));
    assertThat(read).isInstanceOf(BookRecord.class).isEqualTo(written);
    assertThat(read.getGenre()).isEqualTo(Genre.FICTION);
    assertThat(read.getIsbn()).isEqualTo(new Isbn(ONE));
    assertThat(read.getPrice()).isEqualTo("12.50");
    assertThat(read.getPublished()).isEqualTo(Bookshop.DAY);
    assertThat(read.key().value1()).isEqualTo(written.getId());

    Optional<BookRecord> none = Await.get(db.fetchOptional(selectFrom(BOOK).where(BOOK.ID.lt(0L))));
    assertThat(none).isEmpty();
    Result<BookRecord> all = Await.get(db.fetch(selectFrom(BOOK)));
    assertThat(all.get(0)).isInstanceOf(BookRecord.class);
    assertThat(all.getValues(BOOK.ISBN)).containsExactly(new Isbn(ONE));
    assertThat(Await.get(db.fetch(selectFrom(BOOK).where(DSL.falseCondition()))).fields())
        .isEqualTo(BOOK.fields());
  }

  @Test
  void aRecordWithItsDegreeIsMadeToo(Database db) {
    Bookshop.create(db);
    AuthorRecord read = Await.get(db.fetchSingle(selectFrom(AUTHOR).where(AUTHOR.ID.eq(2L))));
    assertThat(read.component2()).isEqualTo("Brontë");
    assertThat(read.value1()).isEqualTo(2L);
    Record2<Long, String> plain = Await.get(db.fetchSingle(selectFrom(AUTHOR).limit(1)));
    assertThat(plain).isInstanceOf(AuthorRecord.class);
  }

  /** What is stored is the converter's other side. */
  @Test
  void forcedTypesAreConvertedBothWays(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    Field<String> stored = DSL.field(DSL.name("book", "isbn"), SQLDataType.VARCHAR);
    assertThat(Await.get(db.fetchSingle(select(stored).from(BOOK))).value1())
        .isEqualTo("978-0679723424");
    assertThat(
            Await.get(
                db.fetch(
                    selectFrom(BOOK)
                        .where(BOOK.ISBN.in(new Isbn(ONE), new Isbn(TWO)))
                        .and(BOOK.GENRE.eq(Genre.FICTION)))))
        .hasSize(1);
    Await.get(db.execute(update(BOOK).set(BOOK.GENRE, (Genre) null).setNull(BOOK.ISBN)));
    BookRecord read = Await.get(db.fetchSingle(selectFrom(BOOK)));
    assertThat(read.getGenre()).isNull();
    assertThat(read.getIsbn()).isNull();
  }

  @Test
  void whatComesBackIsUnchangedAndDetached(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    BookRecord read = Await.get(db.fetchSingle(selectFrom(BOOK)));
    assertThat(read.changed()).isFalse();
    assertThat(read.configuration()).isNull();
    assertThat(read.original(BOOK.TITLE)).isEqualTo("Pale Fire");
    read.setTitle("Ada");
    assertThat(read.changed(BOOK.TITLE)).isTrue();
    assertThat(read.changed(BOOK.PRICE)).isFalse();
    assertThat(read.original(BOOK.TITLE)).isEqualTo("Pale Fire");
    // Only what has changed is written.
    Await.get(db.execute(update(BOOK).set(BOOK.PRICE, BigDecimal.ONE)));
    read.changed(BOOK.ID, false);
    Await.get(db.execute(update(BOOK).set(read).where(BOOK.ID.eq(read.getId()))));
    BookRecord again = Await.get(db.fetchSingle(selectFrom(BOOK)));
    assertThat(again.getTitle()).isEqualTo("Ada");
    assertThat(again.getPrice()).isEqualByComparingTo("1");
    // Each row is a record of its own.
    Bookshop.insert(db, Bookshop.book("Lolita", TWO));
    Result<BookRecord> both = Await.get(db.fetch(selectFrom(BOOK).orderBy(BOOK.ID)));
    both.get(0).setTitle("other");
    assertThat(both.get(1).getTitle()).isEqualTo("Lolita");
    assertThat(both.get(1).changed()).isFalse();
  }

  /** An application's view of a book. */
  record View(String title, Genre genre, Isbn isbn) {}

  /** A bean of an application. */
  public static final class Bean {
    private String title;
    private LocalDate published;

    public void setTitle(String title) {
      this.title = title;
    }

    public void setPublished(LocalDate published) {
      this.published = published;
    }
  }

  @Test
  void recordsAreMappedToTheApplicationsTypes(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    View expected = new View("Pale Fire", Genre.FICTION, new Isbn(ONE));
    var three = select(BOOK.TITLE, BOOK.GENRE, BOOK.ISBN).from(BOOK);
    assertThat(Await.get(db.fetch(three)).into(View.class)).containsExactly(expected);
    assertThat(Await.get(db.fetch(three)).map(Records.mapping(View::new)))
        .containsExactly(expected);
    Bean bean = Await.get(db.fetchSingle(selectFrom(BOOK))).into(Bean.class);
    assertThat(bean.title).isEqualTo("Pale Fire");
    assertThat(bean.published).isEqualTo(Bookshop.DAY);
    BookRecord into = Await.get(db.fetchSingle(three)).into(BOOK);
    assertThat(into.getIsbn()).isEqualTo(new Isbn(ONE));
    assertThat(into.getId()).isNull();
  }

  @Test
  void joinsAliasesAndPaths(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    Book b = BOOK.as("b");
    Author a = AUTHOR.as("a");
    BookRecord aliased = Await.get(db.fetchSingle(selectFrom(b).where(b.ISBN.eq(new Isbn(ONE)))));
    assertThat(aliased.getTitle()).isEqualTo("Pale Fire");
    assertThat(aliased.changed()).isFalse();
    Record joined =
        Await.get(
            db.fetchSingle(
                select(b.fields()).select(a.fields()).from(b).join(a).on(b.AUTHOR_ID.eq(a.ID))));
    assertThat(joined.into(b).getGenre()).isEqualTo(Genre.FICTION);
    assertThat(joined.into(a).getName()).isEqualTo("Nabokov");
    assertThat(
            Await.get(db.fetchSingle(select(BOOK.TITLE, BOOK.author().NAME).from(BOOK))).value2())
        .isEqualTo("Nabokov");
    assertThat(
            Await.get(
                    db.fetch(
                        select(BOOK.GENRE, count(), avg(BOOK.ID)).from(BOOK).groupBy(BOOK.GENRE)))
                .getValues(BOOK.GENRE))
        .containsExactly(Genre.FICTION);
  }

  @Test
  void preparedQueriesTakeAndAnswerTheApplicationsTypes(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    PreparedQuery<BookRecord> byIsbn =
        db.prepare(selectFrom(BOOK).where(BOOK.ISBN.eq(param("isbn", BOOK.ISBN.getDataType()))));
    BookRecord found = Await.get(db.fetchSingle(byIsbn.bind("isbn", new Isbn(ONE))));
    assertThat(found).isInstanceOf(BookRecord.class);
    assertThat(found.getTitle()).isEqualTo("Pale Fire");
    assertThat(Await.get(db.fetchOptional(byIsbn.bind("isbn", new Isbn(TWO))))).isEmpty();
    Await.get(db.transaction(tx -> tx.fetchSingle(byIsbn.bind("isbn", new Isbn(ONE)))));
  }

  @Test
  void recordsAreWrittenInBatches(Database db) {
    Bookshop.create(db);
    List<Query> inserts =
        List.of(
            insertInto(BOOK).set(Bookshop.book("Pale Fire", ONE)),
            insertInto(BOOK).set(Bookshop.book("Jane Eyre", TWO)));
    assertThat(Await.get(db.batch(inserts))).containsExactly(1, 1);
    List<Query> updates =
        List.of(
            update(BOOK).set(BOOK.GENRE, Genre.POETRY).where(BOOK.ISBN.eq(new Isbn(ONE))),
            update(BOOK).set(BOOK.GENRE, Genre.ESSAY).where(BOOK.ISBN.eq(new Isbn(TWO))));
    List<Integer> updated = Await.get(db.transaction(tx -> tx.batch(updates)));
    assertThat(updated).containsExactly(1, 1);
    assertThat(
            Await.get(db.fetch(select(BOOK.GENRE).from(BOOK).orderBy(BOOK.ID)))
                .getValues(BOOK.GENRE))
        .containsExactly(Genre.POETRY, Genre.ESSAY);
  }

  @Test
  void constraintsAreToldByTheirNames(Database db) {
    Bookshop.create(db);
    Bookshop.insert(db, Bookshop.book("Pale Fire", ONE));
    Await.failure(ErrorKind.UNIQUE, db.execute(insertInto(BOOK).set(Bookshop.book("Ada", ONE))));
    BookRecord orphan = Bookshop.book("Ada", TWO);
    orphan.setAuthorId(99L);
    Await.failure(ErrorKind.FOREIGN_KEY, db.execute(insertInto(BOOK).set(orphan)));
  }

  /** It would print SQL and bind values in its own way, of which the engine knows nothing. */
  @Test
  void aBindingOfItsOwnIsRefused(Database db) {
    Bookshop.create(db);
    Field<String> title =
        DSL.field(DSL.name("title"), SQLDataType.VARCHAR.asConvertedDataType(new Own()));
    Await.failure(ErrorKind.UNSUPPORTED, db.fetch(select(title).from(BOOK)));
    Await.failure(
        ErrorKind.UNSUPPORTED, db.fetch(selectFrom(BOOK).where(title.eq(val("x", title)))));
    Await.failure(ErrorKind.UNSUPPORTED, db.execute(update(BOOK).set(title, "x")));
  }

  /** A binding as an application writes one. */
  private static final class Own implements Binding<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Converter<String, String> converter() {
      return Converter.ofNullable(String.class, String.class, s -> s, s -> s);
    }

    @Override
    public void sql(BindingSQLContext<String> context) {
      context.render().sql("upper(").visit(DSL.val(context.value())).sql(")");
    }

    @Override
    public void register(BindingRegisterContext<String> context) throws SQLException {}

    @Override
    public void set(BindingSetStatementContext<String> context) throws SQLException {}

    @Override
    public void set(BindingSetSQLOutputContext<String> context) throws SQLException {}

    @Override
    public void get(BindingGetResultSetContext<String> context) throws SQLException {}

    @Override
    public void get(BindingGetStatementContext<String> context) throws SQLException {}

    @Override
    public void get(BindingGetSQLInputContext<String> context) throws SQLException {}
  }
}
