package io.cartwright.order.document;

import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.order.document.Sheet.Block;
import io.cartwright.order.document.Sheet.Column;
import io.cartwright.order.document.Sheet.Note;
import io.cartwright.order.document.Sheet.Pair;
import io.cartwright.order.document.Sheet.Sums;
import io.cartwright.order.document.Sheet.Table;
import io.cartwright.wire.common.OrderTaxBreakdown;
import io.cartwright.wire.common.OrderTaxInfo;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Sets a document in words. Pure: the same document gives the same sheet. */
final class SheetOfDocument {
  private final SalesDocument document;
  private final Order order;
  private final Words words;
  private final Currency currency;
  private final SheetPeople people;
  private final SheetPayments payments;

  private SheetOfDocument(SalesDocument document) {
    this.document = document;
    this.order = document.order();
    this.currency = Currency.of(order.currency());
    this.words = Words.of(document.language(), currency, ZoneId.of(document.timeZone()));
    this.people = new SheetPeople(words);
    this.payments = new SheetPayments(document, words, currency);
  }

  static Sheet of(SalesDocument document) {
    return new SheetOfDocument(document).sheet();
  }

  private Sheet sheet() {
    boolean invoice = document.kind() == DocumentKind.INVOICE;
    String title = words.word(invoice ? "invoice" : "receipt");
    return new Sheet(
        words.locale(),
        words.isRightToLeft(),
        title,
        document.number(),
        facts(),
        people.seller(document.sellerName(), document.sellerAddress()),
        people.of(order),
        invoice ? invoice() : receipt(),
        document.sellerName() + " · " + title + " " + document.number());
  }

  private List<Pair> facts() {
    List<Pair> facts = new ArrayList<>();
    facts.add(new Pair(words.word("number"), document.number(), true));
    facts.add(new Pair(words.word("date"), words.date(document.issuedDate())));
    if (document.replaces() != null) {
      facts.add(new Pair(words.word("replaces"), document.replaces()));
    }
    if (order.number() != null) facts.add(new Pair(words.word("orderNumber"), order.number()));
    facts.add(
        new Pair(
            words.word("orderDate"),
            words.date(
                order.purchasedDate() == null ? order.createdDate() : order.purchasedDate())));
    return facts;
  }

  private List<Block> invoice() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new SheetLines(order, words, currency).table());
    blocks.add(new Sums(sums()));
    List<List<String>> discounts = discounts();
    if (!discounts.isEmpty()) {
      blocks.add(
          new Table(words.word("discounts"), List.of(wide("discount"), amounts()), discounts));
    }
    blocks.add(taxes());
    Table paid = payments.table();
    if (!paid.rows().isEmpty()) blocks.add(paid);
    blocks.add(new Sums(payments.balance(minor(total()))));
    if (Boolean.TRUE.equals(order.taxIncludedInPrices())) {
      blocks.add(new Note(words.word("taxIncluded")));
    }
    if (order.taxInfo() != null && Boolean.TRUE.equals(order.taxInfo().taxExempt())) {
      blocks.add(new Note(words.word("taxExempt")));
    }
    return blocks;
  }

  private List<Block> receipt() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(payments.received(document.paymentId()));
    List<Pair> sums = new ArrayList<>();
    sums.add(new Pair(words.word("orderTotal"), words.amount(minor(total()))));
    sums.addAll(payments.balance(minor(total())));
    blocks.add(new Sums(sums));
    blocks.add(taxes());
    return blocks;
  }

  private Column wide(String key) {
    return new Column(words.word(key), 80, false);
  }

  private Column amounts() {
    return new Column(words.word("amount"), 20, true);
  }

  private Price total() {
    return order.priceSummary() == null ? null : order.priceSummary().total();
  }

  private long minor(Price price) {
    return Prices.minor(currency, price);
  }

  /** From the lines to the total. */
  private List<Pair> sums() {
    List<Pair> sums = new ArrayList<>();
    PriceSummary summary = order.priceSummary();
    if (summary != null) {
      add(sums, words.word("subtotal"), summary.subtotal(), 1, true);
      add(sums, words.word("discount"), summary.discount(), -1, false);
      add(sums, delivery(), summary.shipping(), 1, order.shippingInfo() != null);
      fees(sums, summary.totalAdditionalFees());
      add(sums, words.word("tax"), summary.tax(), 1, true);
    }
    sums.add(new Pair(words.word("total"), words.amount(minor(total())), true));
    return sums;
  }

  private void add(List<Pair> sums, String name, Price price, int sign, boolean evenNothing) {
    long minor = minor(price);
    if (price == null || minor == 0 && !evenNothing) return;
    sums.add(new Pair(name, words.amount(sign * minor)));
  }

  private String delivery() {
    String title = order.shippingInfo() == null ? null : order.shippingInfo().title();
    String word = words.word("delivery");
    return title == null || title.isBlank() ? word : word + " (" + title.strip() + ")";
  }

  /** Each fee by its name; where their sum is not what the order says, only the sum. */
  private void fees(List<Pair> sums, Price whole) {
    List<AdditionalFee> fees = order.additionalFees() == null ? List.of() : order.additionalFees();
    long sum = 0;
    for (AdditionalFee fee : fees) sum = Math.addExact(sum, minor(fee(fee)));
    if (whole != null && sum != minor(whole)) {
      add(sums, words.word("fees"), whole, 1, false);
      return;
    }
    for (AdditionalFee fee : fees) {
      boolean named = fee.name() != null && !fee.name().isBlank();
      add(sums, named ? fee.name().strip() : words.word("fees"), fee(fee), 1, false);
    }
  }

  private static Price fee(AdditionalFee fee) {
    return fee.priceBeforeTax() == null ? fee.price() : fee.priceBeforeTax();
  }

  private List<List<String>> discounts() {
    List<List<String>> rows = new ArrayList<>();
    List<AppliedDiscount> all =
        order.appliedDiscounts() == null ? List.of() : order.appliedDiscounts();
    for (AppliedDiscount discount : all) {
      Price amount = null;
      String name = null;
      if (discount.coupon() != null) {
        amount = discount.coupon().amount();
        name = SheetLines.first(discount.coupon().name(), discount.coupon().code());
      } else if (discount.discountRule() != null) {
        amount = discount.discountRule().amount();
        name =
            discount.discountRule().name() == null
                ? null
                : SheetLines.first(
                    discount.discountRule().name().translated(),
                    discount.discountRule().name().original());
      } else if (discount.merchantDiscount() != null) {
        amount = discount.merchantDiscount().amount();
        name =
            SheetLines.first(
                discount.merchantDiscount().name(), discount.merchantDiscount().description());
      }
      if (amount == null) continue;
      rows.add(List.of(name == null ? words.word("discount") : name, words.amount(-minor(amount))));
    }
    return rows;
  }

  /** The tax by its rates; one row when the order does not tell them apart. */
  private Table taxes() {
    List<List<String>> rows = new ArrayList<>();
    OrderTaxInfo info = order.taxInfo();
    List<OrderTaxBreakdown> parts =
        info == null || info.taxBreakdown() == null ? List.of() : info.taxBreakdown();
    for (OrderTaxBreakdown part : parts) {
      String name = SheetLines.first(part.taxName(), part.taxType());
      String where = SheetLines.first(part.jurisdiction(), null);
      String tax = name == null ? words.word("tax") : name;
      rows.add(
          List.of(
              where == null || where.equals(tax) ? tax : tax + ", " + where,
              words.rate(part.rate()),
              words.amount(minor(part.aggregatedTaxableAmount())),
              words.amount(minor(part.aggregatedTaxAmount()))));
    }
    if (rows.isEmpty()) rows.add(wholeTax(info));
    return new Table(
        words.word("taxes"),
        List.of(
            new Column(words.word("tax"), 45, false),
            new Column(words.word("taxRate"), 15, true),
            new Column(words.word("taxable"), 20, true),
            new Column(words.word("amount"), 20, true)),
        rows);
  }

  private List<String> wholeTax(OrderTaxInfo info) {
    Price tax = order.priceSummary() == null ? null : order.priceSummary().tax();
    String rate = info == null ? null : info.manualTaxRate();
    if (tax == null && info != null) tax = info.totalTax();
    if (tax == null && order.taxSummary() != null) tax = order.taxSummary().totalTax();
    if (rate == null && order.taxSummary() != null) rate = order.taxSummary().manualTaxRate();
    return List.of(words.word("tax"), words.rate(rate), "", words.amount(minor(tax)));
  }
}
