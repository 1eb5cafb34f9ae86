/**
 * The pure core that cart and checkout share: a basket, its moves, its price, and what the contract
 * shows of it. Two faces, one pricing path.
 *
 * <ul>
 *   <li>State: {@link io.cartwright.wire.own.basket.StoredBasket}. Each line keeps a snapshot of
 *       the catalog's facts, so that reading needs no catalog.
 *   <li>Moves: {@link io.cartwright.basket.Lines} takes a basket and gives the next one or a {@link
 *       io.cartwright.basket.BasketRefusal}. {@link io.cartwright.basket.LineRequest} and {@link
 *       io.cartwright.basket.Facts#custom} are what comes in.
 *   <li>Price: {@link io.cartwright.basket.PricingFlow} asks the other domains and runs the
 *       evaluator on the calling event loop: {@link io.cartwright.basket.PriceAsk} in, {@link
 *       io.cartwright.basket.Priced} out. It is the only class here that sees a future.
 *   <li>View: {@link io.cartwright.basket.QuoteView} and the views behind it turn a priced basket
 *       into messages of the contract; {@link io.cartwright.basket.Prices} writes amounts.
 * </ul>
 *
 * <p>A change of a basket runs so: {@code PricingFlow.resolve(References.toAsk(basket, added))},
 * then {@code Lines.refresh} with the answers for the lines that are there, {@code Lines.add} with
 * those for the new ones, then {@code PricingFlow.price(PriceAsk.linesOf(...))} for the reply.
 *
 * <p>Limits: 300 lines, 100,000 units a line. A line may hold more than is in stock (its
 * availability says so), and none at all when its quantity was set while it was sold out; such a
 * line is not priced. Amounts are minor units of the site's currency.
 */
package io.cartwright.basket;
