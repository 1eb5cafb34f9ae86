/**
 * Tax: groups of goods, regions of buyers, the rates of a group in a region, and what follows from
 * them for an address.
 *
 * <p>A site has two tax groups from the start, which have ids that follow from the site's and
 * cannot be changed or deleted: "Products", for lines that name no group or one that is gone, and
 * "Shipping and delivery", for delivery in those regions that have a rate for it. A region is a
 * country or one subdivision of it, and the narrower one counts. A mapping gives the rate of one
 * group in one region; no region or no mapping is no tax. A mapping may have other rates for groups
 * of exempt buyers.
 *
 * <p>{@link io.cartwright.tax.TaxTable} is all of that for one site, immutable and in memory; it is
 * read again when something changes. One node sees its own changes at once, the others are told by
 * the event bus and, should that be lost, look for themselves every two seconds.
 *
 * <p>Invariants decided by Postgres: one region for a place, one mapping for a region and a group.
 * With a region or a group go its mappings; one that is made in the same instant stays behind
 * unused.
 */
package io.cartwright.tax;
