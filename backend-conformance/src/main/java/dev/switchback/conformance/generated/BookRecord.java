package dev.switchback.conformance.generated;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.Record1;
import org.jooq.impl.UpdatableRecordImpl;

/** This class is like a generated one, with getters and setters only. */
public class BookRecord extends UpdatableRecordImpl<BookRecord> {

  private static final long serialVersionUID = 1L;

  /** Setter for <code>book.id</code>. */
  public void setId(Long value) {
    set(0, value);
  }

  /** Getter for <code>book.id</code>. */
  public Long getId() {
    return (Long) get(0);
  }

  /** Setter for <code>book.author_id</code>. */
  public void setAuthorId(Long value) {
    set(1, value);
  }

  /** Getter for <code>book.author_id</code>. */
  public Long getAuthorId() {
    return (Long) get(1);
  }

  /** Setter for <code>book.title</code>. */
  public void setTitle(String value) {
    set(2, value);
  }

  /** Getter for <code>book.title</code>. */
  public String getTitle() {
    return (String) get(2);
  }

  /** Setter for <code>book.genre</code>. */
  public void setGenre(Genre value) {
    set(3, value);
  }

  /** Getter for <code>book.genre</code>. */
  public Genre getGenre() {
    return (Genre) get(3);
  }

  /** Setter for <code>book.isbn</code>. */
  public void setIsbn(Isbn value) {
    set(4, value);
  }

  /** Getter for <code>book.isbn</code>. */
  public Isbn getIsbn() {
    return (Isbn) get(4);
  }

  /** Setter for <code>book.price</code>. */
  public void setPrice(BigDecimal value) {
    set(5, value);
  }

  /** Getter for <code>book.price</code>. */
  public BigDecimal getPrice() {
    return (BigDecimal) get(5);
  }

  /** Setter for <code>book.published</code>. */
  public void setPublished(LocalDate value) {
    set(6, value);
  }

  /** Getter for <code>book.published</code>. */
  public LocalDate getPublished() {
    return (LocalDate) get(6);
  }

  /** Setter for <code>book.available</code>. */
  public void setAvailable(Boolean value) {
    set(7, value);
  }

  /** Getter for <code>book.available</code>. */
  public Boolean getAvailable() {
    return (Boolean) get(7);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Record1<Long> key() {
    return (Record1<Long>) super.key();
  }

  /** Create a detached BookRecord. */
  public BookRecord() {
    super(Book.BOOK);
  }

  /** Create a detached, initialised BookRecord. */
  public BookRecord(
      Long id,
      Long authorId,
      String title,
      Genre genre,
      Isbn isbn,
      BigDecimal price,
      LocalDate published,
      Boolean available) {
    super(Book.BOOK);
    setId(id);
    setAuthorId(authorId);
    setTitle(title);
    setGenre(genre);
    setIsbn(isbn);
    setPrice(price);
    setPublished(published);
    setAvailable(available);
    resetChangedOnNotNull();
  }
}
