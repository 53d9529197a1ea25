package dev.switchback.music;

import static dev.switchback.music.schema.LibraryTable.ALBUM;
import static dev.switchback.music.schema.LibraryTable.ARTIST;
import static dev.switchback.music.schema.LibraryTable.ID;
import static dev.switchback.music.schema.LibraryTable.LIBRARY;
import static dev.switchback.music.schema.LibraryTable.TITLE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.SelectField;
import org.jooq.SortOrder;
import org.jooq.Table;

/**
 * A page and its total in one statement: that reads one snapshot on every backend, at every
 * isolation level. Two statements do not, and a scan may be writing meanwhile.
 *
 * <p>The total is the left side of an outer join, so that it comes even when the page is empty.
 */
final class PageQuery {

  private static final Field<Integer> TOTAL = count().as("total");

  private PageQuery() {}

  static ResultQuery<Record> of(LibraryQuery query) {
    Condition matching = matching(query);
    Table<?> counted = select(TOTAL).from(LIBRARY).where(matching).asTable("counted");
    Table<?> page =
        select(TrackRows.COLUMNS)
            .from(LIBRARY)
            .where(matching)
            .orderBy(order(query, query.sort().field(), ID))
            .limit(query.limit())
            .offset(query.offset())
            .asTable("page");
    List<SelectField<?>> columns = new ArrayList<>(List.of(page.fields()));
    columns.add(Objects.requireNonNull(counted.field(TOTAL)));
    return select(columns)
        .from(counted)
        .leftJoin(page)
        .on(trueCondition())
        .orderBy(order(query, query.sort().field(page), in(page, ID)));
  }

  static Page<Track> page(Result<Record> rows) {
    return new Page<>(
        rows.stream().filter(row -> row.get(ID) != null).map(TrackRows::track).toList(),
        Objects.requireNonNull(rows.get(0).get(TOTAL)));
  }

  static Condition matching(LibraryQuery query) {
    Condition condition = Catalog.isPresent();
    if (query.search() != null && !query.search().isEmpty()) {
      SearchText text = new SearchText(query.search());
      condition = condition.and(text.in(TITLE).or(text.in(ARTIST)).or(text.in(ALBUM)));
    }
    return condition
        .and(query.artist() == null ? noCondition() : ARTIST.eq(query.artist()))
        .and(query.album() == null ? noCondition() : ALBUM.eq(query.album()));
  }

  /** Total, so that pages neither overlap nor leave gaps; databases disagree on where NULL goes. */
  static List<OrderField<?>> order(LibraryQuery query, Field<?> key, Field<?> id) {
    return query.order() == SortOrder.DESC
        ? List.of(key.desc().nullsLast(), id.desc())
        : List.of(key.asc().nullsFirst(), id.asc());
  }

  private static Field<?> in(Table<?> table, Field<?> field) {
    return Objects.requireNonNull(table.field(field.getName()));
  }
}
