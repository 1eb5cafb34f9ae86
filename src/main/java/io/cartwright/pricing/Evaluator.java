package io.cartwright.pricing;

import io.cartwright.pricing.Quote.CouponProblem;

/**
 * The fast pricer. It works on columns of {@code long} that it uses again: a rule that does not
 * match costs no allocation, and only the quote is new. Not safe for use by two threads at once;
 * keep one for each event loop.
 */
public final class Evaluator implements Pricer {
  private final Scratch scratch = new Scratch();
  private final RulePass rules = new RulePass(scratch);
  private final CouponPass coupons = new CouponPass(scratch);
  private final DeliveryPass delivery = new DeliveryPass(scratch);

  @Override
  public Quote price(RuleBook book, Basket basket) {
    scratch.load(book, basket);
    rules.apply(book);
    coupons.applyMerchant();
    Coupon coupon = basket.coupon();
    CouponProblem problem = coupon == null ? null : coupons.check(coupon);
    boolean counts = coupon != null && problem == null;
    boolean freeShipping = counts && coupon.benefit() instanceof Coupon.Benefit.FreeShipping;
    if (counts && !freeShipping) {
      coupons.apply(coupon);
    }
    Quote quote = new QuoteAssembly(book, scratch).quote(delivery, problem, freeShipping);
    scratch.forget();
    return quote;
  }

  /** What the automatic rules take off a basket, in minor units; allocates nothing. */
  long discount(RuleBook book, Basket basket) {
    scratch.load(book, basket);
    rules.apply(book);
    long sum = 0;
    for (int line = 0; line < scratch.size; line++) {
      sum += scratch.byRules[line];
    }
    scratch.forget();
    return sum;
  }
}
