package io.cartwright.basket.kept;

import io.cartwright.pricing.Basket;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.RuleBook;
import io.cartwright.store.AppendTable;
import io.cartwright.store.ColumnType;
import io.cartwright.wire.own.pricing.KeptBasket;
import io.cartwright.wire.own.pricing.KeptQuote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What an order was priced by; appended by the transaction that places the order, and never
 * changed.
 *
 * @param ruleBookVersion of the site's rules
 * @param bookInstant at which the book's time windows were resolved, in milliseconds as windows are
 * @param instant of the quote
 * @param input text of a {@link KeptBasket}
 * @param quote text of a {@link KeptQuote}
 */
public record OrderPricing(
    UUID siteId,
    UUID orderId,
    long ruleBookVersion,
    Instant bookInstant,
    Instant instant,
    String input,
    String quote) {
  public static final AppendTable<OrderPricing> TABLE =
      AppendTable.<OrderPricing>named("order_pricing")
          .column("site_id", ColumnType.UUID, OrderPricing::siteId)
          .column("order_id", ColumnType.UUID, OrderPricing::orderId)
          .column("rule_book_version", ColumnType.BIGINT, OrderPricing::ruleBookVersion)
          .column("book_instant", ColumnType.TIMESTAMPTZ, OrderPricing::bookInstant)
          .column("instant", ColumnType.TIMESTAMPTZ, OrderPricing::instant)
          .column("input", ColumnType.TEXT, OrderPricing::input)
          .column("quote", ColumnType.TEXT, OrderPricing::quote)
          .build();

  /** Of an order that is placed by this quote, which this book gave for this input. */
  public static OrderPricing of(
      UUID siteId, UUID orderId, RuleBook book, Basket input, Quote quote) {
    return new OrderPricing(
        siteId,
        orderId,
        book.version(),
        book.instant().truncatedTo(ChronoUnit.MILLIS),
        quote.instant(),
        KeptBasket.CODEC.toText(KeptBaskets.kept(input)),
        text(quote));
  }

  /** What the evaluator saw. */
  public Basket basket() {
    return KeptBaskets.basket(KeptBasket.CODEC.fromText(input));
  }

  /** A quote as it is kept. Equal quotes have equal texts. */
  public static String text(Quote quote) {
    return KeptQuote.CODEC.toText(KeptQuotes.kept(quote));
  }
}
