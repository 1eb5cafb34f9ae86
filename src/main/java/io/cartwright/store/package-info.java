/**
 * Everything that touches Postgres: the database and its migrations, pools, document tables and the
 * batching committer.
 *
 * <p>A domain declares one {@link io.cartwright.store.DocumentTable} for each aggregate, reads
 * through {@link io.cartwright.store.Documents}, and hands each state change as one {@link
 * io.cartwright.store.Change} to the {@link io.cartwright.store.Committer}. A change is one
 * transaction: documents with their expected revisions, conditional counters, appended rows, outbox
 * rows and the row of an idempotent command stand or fall together.
 *
 * <p>Declaring a table, with its migration {@code V2xx__carts.sql}:
 *
 * <pre>{@code
 * create table cart (
 *   site_id    uuid        not null,
 *   id         uuid        not null,
 *   revision   bigint      not null,
 *   created_at timestamptz not null,
 *   updated_at timestamptz not null,
 *   doc        text        not null,
 *   owner_id   uuid,
 *   constraint cart_pkey primary key (site_id, id)
 * ) with (fillfactor = 70, toast_tuple_target = 8160);
 * create index cart_by_owner on cart (site_id, owner_id);
 *
 * static final DocumentTable<Cart> CARTS =
 *     DocumentTable.named("cart", DocumentFormat.of(Cart.CODEC::toText, Cart.CODEC::fromText))
 *         .column("owner_id", ColumnType.UUID, Cart::ownerId)
 *         .build();
 * }</pre>
 *
 * A document up to 8 kB stays in its row as it is; longer ones are compressed, with lz4 where the
 * server has it. Name no compression in a migration: the embedded server has no lz4, and would
 * refuse it. The primary key must be {@code (site_id, id)} and be named {@code <table>_pkey}; that
 * name is how a lost race for an insert is told from a broken unique constraint. {@code revision}
 * starts at 1 and counts by one with each write.
 */
package io.cartwright.store;
