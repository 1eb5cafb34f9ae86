/**
 * The contract's query language over document tables: filter, sort, offset and cursor paging,
 * free-text search.
 *
 * <p>A table declares which fields of the wire may be asked for and which column holds each:
 *
 * <pre>{@code
 * static final QueryFields<Product> FIELDS =
 *     QueryFields.of(PRODUCTS)
 *         .field("id", "id", UUID)
 *         .field("createdDate", "created_at", TIMESTAMPTZ)
 *         .field("name", "name", TEXT)
 *         .filterOnly("tags.privateTags.tagIds", "tag_ids", TEXT_ARRAY)
 *         .searchable("name")
 *         .defaultSort(Sort.descending("createdDate"))
 *         .build();
 *
 * queries.page(FIELDS, siteId, QueryRequest.cursor(filterJson, sorts, limit, cursor))
 *     .map(queried -> queried.isProblem() ? refuse(queried.violations()) : view(queried.value()));
 * }</pre>
 *
 * Everything a caller sends becomes a parameter; SQL text comes from declarations alone.
 */
package io.cartwright.store.query;
