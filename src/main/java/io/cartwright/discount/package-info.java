/**
 * Automatic discount rules and coupons.
 *
 * <p>Purpose: keep what merchants set, and tell pricing which rules are in force and whether a code
 * may be used. What they take off is decided in {@code pricing}.
 *
 * <p>A rule is stored as it stands, and in every version: each change takes the site's next version
 * number within its transaction and appends the rule's new state under it, so that a version names
 * one set of rules for ever and an old order can be priced again. {@code rule.RuleBookCache} makes
 * the compiled books from that log, {@code rule.RulesAsOfFlow} those of the past.
 *
 * <p>States. A rule is PENDING before its time window, LIVE in it, EXPIRED after it; that follows
 * from the clock and is never stored. A rule that is not active is in no book, whatever its status.
 * A coupon is expired from its expiration time on.
 *
 * <p>Invariants: a rule that is stored can be compiled; a rule changes only from its current
 * revision; a coupon's code is unique on its site in any case; a coupon's kind never changes; uses
 * are counted by the transaction that places an order, in the counters that {@code
 * DiscountQuestions} names.
 *
 * <p>Limits of a site: 5,000,000 rules, 2,000,000 of them with sets at a price, custom triggers of
 * 20 apps; AND and OR nest three levels deep, and an AND holds no further AND. A call creates or
 * deletes up to 100 coupons. Not supported, and refused: weekly recurrence, eligibility by contact
 * segment or tag, {@code specificItemsInfo.limit}.
 */
package io.cartwright.discount;
