package io.cartwright.store.query;

import java.util.ArrayList;
import java.util.List;

/**
 * What a caller asks for, taken out of the wire message of its module.
 *
 * @param filter JSON text of the filter; null or an object
 * @param sort in order of weight; empty takes the table's default
 * @param limit most rows of the page; null or 0 takes the default
 * @param offset rows to skip; null when paging by cursor
 * @param cursor a cursor of an earlier page, which brings its own filter and sort; null for the
 *     first page
 * @param search words that must be found in the searchable fields; null for any
 * @param anyWord true when one of the words is enough
 * @param restrictions equalities that the caller cannot lift, e.g. to its own rows; on declared or
 *     hidden fields
 */
public record QueryRequest(
    String filter,
    List<Sort> sort,
    Integer limit,
    Integer offset,
    String cursor,
    String search,
    boolean anyWord,
    List<Restriction> restrictions) {

  /** A field that must have this value; a list means any of its values. */
  public record Restriction(String field, Object value) {}

  public QueryRequest {
    sort = sort == null ? List.of() : List.copyOf(sort);
    restrictions = List.copyOf(restrictions);
  }

  /** Asks for a page by offset; the answer has a total. */
  public static QueryRequest offset(String filter, List<Sort> sort, Integer limit, Integer offset) {
    return new QueryRequest(
        filter, sort, limit, offset == null ? 0 : offset, null, null, false, List.of());
  }

  /** Asks for a page by cursor; {@code cursor} is null for the first. */
  public static QueryRequest cursor(String filter, List<Sort> sort, Integer limit, String cursor) {
    return new QueryRequest(filter, sort, limit, null, cursor, null, false, List.of());
  }

  /** The same, with words to search for; null or blank searches for nothing. */
  public QueryRequest searching(String words, boolean any) {
    String search = words == null || words.isBlank() ? null : words.strip();
    return new QueryRequest(filter, sort, limit, offset, cursor, search, any, restrictions);
  }

  /**
   * The same, within rows whose field has this value (or one of a list of values). Every page must
   * be asked for with the same.
   */
  public QueryRequest within(String field, Object value) {
    List<Restriction> more = new ArrayList<>(restrictions);
    more.add(new Restriction(field, value));
    return new QueryRequest(filter, sort, limit, offset, cursor, search, anyWord, more);
  }
}
