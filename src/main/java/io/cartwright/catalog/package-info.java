/**
 * The catalog: products with options and variants, their stock, and the categories they are in.
 *
 * <p>{@code product} holds products. What only one product of a site may have (slug, SKU, barcode,
 * id of a variant) is a row in {@code product_key} whose id follows from it, written with the
 * product; Postgres decides who gets it. Options, choices, modifiers, brands and ribbons of one
 * name have one id on a site, which follows from the name.
 *
 * <p>{@code inventory} holds one item for each variant and location. The quantity is the tally
 * {@code stock} of the item's id, which placing an order takes from in its own transaction; every
 * read shows the tally, and every move is a row of {@code stock_movement}. A variant without an
 * item is out of stock. Moving stock does not change the item's revision.
 *
 * <p>{@code category} holds the tree {@code @wix/stores}: {@value
 * io.cartwright.catalog.category.CategoryTree#DEPTH_MAX} levels at most. The category of all
 * products is made by the engine and holds every product without anybody's doing. Deleting a
 * category deletes those below it.
 *
 * <p>{@code item} tells carts what a catalog reference is now, from memory: a change on this node
 * is seen at once, one on another node when it says so, or after {@value
 * io.cartwright.catalog.item.ItemCache#AGE_MAX_MS} ms at the latest; stock is {@value
 * io.cartwright.catalog.item.ItemVerticle#STOCK_AGE_MAX_MS} ms old at most.
 *
 * <p>{@code demo} fills a new site. Visitors and members see what is visible; administrators see
 * and change everything.
 */
package io.cartwright.catalog;
