package dev.switchback.conformance.generated;

import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Row2;
import org.jooq.impl.UpdatableRecordImpl;

/**
 * This class is like a generated one, of jOOQ 3.19's default: it implements its {@code RecordN}.
 */
public class AuthorRecord extends UpdatableRecordImpl<AuthorRecord>
    implements Record2<Long, String> {

  private static final long serialVersionUID = 1L;

  /** Setter for <code>author.id</code>. */
  public AuthorRecord setId(Long value) {
    set(0, value);
    return this;
  }

  /** Getter for <code>author.id</code>. */
  public Long getId() {
    return (Long) get(0);
  }

  /** Setter for <code>author.name</code>. */
  public AuthorRecord setName(String value) {
    set(1, value);
    return this;
  }

  /** Getter for <code>author.name</code>. */
  public String getName() {
    return (String) get(1);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Record1<Long> key() {
    return (Record1<Long>) super.key();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Row2<Long, String> fieldsRow() {
    return (Row2<Long, String>) super.fieldsRow();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Row2<Long, String> valuesRow() {
    return (Row2<Long, String>) super.valuesRow();
  }

  @Override
  public Field<Long> field1() {
    return Author.AUTHOR.ID;
  }

  @Override
  public Field<String> field2() {
    return Author.AUTHOR.NAME;
  }

  @Override
  public Long component1() {
    return getId();
  }

  @Override
  public String component2() {
    return getName();
  }

  @Override
  public Long value1() {
    return getId();
  }

  @Override
  public String value2() {
    return getName();
  }

  @Override
  public AuthorRecord value1(Long value) {
    setId(value);
    return this;
  }

  @Override
  public AuthorRecord value2(String value) {
    setName(value);
    return this;
  }

  @Override
  public AuthorRecord values(Long value1, String value2) {
    value1(value1);
    value2(value2);
    return this;
  }

  /** Create a detached AuthorRecord. */
  public AuthorRecord() {
    super(Author.AUTHOR);
  }

  /** Create a detached, initialised AuthorRecord. */
  public AuthorRecord(Long id, String name) {
    super(Author.AUTHOR);
    setId(id);
    setName(name);
    resetChangedOnNotNull();
  }
}
