/**
 * Draft orders: what a merchant makes an order of, from scratch or as an edit of one.
 *
 * <p>A draft begins empty, or as an order stands ({@link io.cartwright.order.draft.Starts}); lines,
 * discounts, fees, delivery, addresses, tax exemption and deposit are changed one call at a time by
 * pure moves. Each reply is priced on the path of carts ({@link
 * io.cartwright.order.draft.DraftPricingFlow}): what an order had keeps its price, its discounts
 * and the tax rates of its day, what is added is priced by today. {@link
 * io.cartwright.order.draft.OrderAfter} is the order that would come of it, shown with each reply.
 *
 * <p>States: DRAFT, then COMMITTED, for good. The end of an edit ({@code commitDraftOrder}) writes
 * order, draft, stock, uses, diary and events in one transaction; {@code createOrderFromDraft} has
 * the order domain place a new order. An order has one edit at a time, decided by a unique index;
 * an edit ends 24 hours after its last change, a draft from scratch has no end.
 *
 * <p>Limits: 300 lines, 320 discounts, 100 fees. {@link io.cartwright.order.draft.DraftRefusal} is
 * in the order in which refusals are checked.
 */
package io.cartwright.order.draft;
