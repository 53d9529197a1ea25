package dev.switchback.conformance.generated;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.Identity;
import org.jooq.InverseForeignKey;
import org.jooq.Name;
import org.jooq.Path;
import org.jooq.Record;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableOptions;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** This class is like a generated one. */
@SuppressWarnings("this-escape")
public class Author extends TableImpl<AuthorRecord> {

  private static final long serialVersionUID = 1L;

  /** The reference instance of <code>author</code>. */
  public static final Author AUTHOR = new Author();

  /** The column <code>author.id</code>. */
  public final TableField<AuthorRecord, Long> ID =
      createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false).identity(true), this, "");

  /** The column <code>author.name</code>. */
  public final TableField<AuthorRecord, String> NAME =
      createField(DSL.name("name"), SQLDataType.VARCHAR(100).nullable(false), this, "");

  private Author(Name alias, Table<AuthorRecord> aliased) {
    this(alias, aliased, (Field<?>[]) null, null);
  }

  private Author(Name alias, Table<AuthorRecord> aliased, Field<?>[] parameters, Condition where) {
    super(alias, null, aliased, parameters, DSL.comment(""), TableOptions.table(), where);
  }

  /** An aliased <code>author</code>. */
  public Author(Name alias) {
    this(alias, AUTHOR);
  }

  /** A reference to <code>author</code>. */
  public Author() {
    this(DSL.name("author"), null);
  }

  /** A path to <code>author</code>. */
  public <O extends Record> Author(
      Table<O> path,
      ForeignKey<O, AuthorRecord> childPath,
      InverseForeignKey<O, AuthorRecord> parentPath) {
    super(path, childPath, parentPath, AUTHOR);
  }

  /** A subtype implementing {@link Path} for simplified path-based joins. */
  public static class AuthorPath extends Author implements Path<AuthorRecord> {

    private static final long serialVersionUID = 1L;

    /** A path. */
    public <O extends Record> AuthorPath(
        Table<O> path,
        ForeignKey<O, AuthorRecord> childPath,
        InverseForeignKey<O, AuthorRecord> parentPath) {
      super(path, childPath, parentPath);
    }
  }

  @Override
  public Class<AuthorRecord> getRecordType() {
    return AuthorRecord.class;
  }

  @Override
  public Schema getSchema() {
    return aliased() ? null : DefaultSchema.DEFAULT_SCHEMA;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Identity<AuthorRecord, Long> getIdentity() {
    return (Identity<AuthorRecord, Long>) super.getIdentity();
  }

  @Override
  public UniqueKey<AuthorRecord> getPrimaryKey() {
    return Keys.PK_AUTHOR;
  }

  @Override
  public Author as(String alias) {
    return new Author(DSL.name(alias), this);
  }

  @Override
  public Author as(Name alias) {
    return new Author(alias, this);
  }

  @Override
  public Author rename(Name name) {
    return new Author(name, null);
  }
}
