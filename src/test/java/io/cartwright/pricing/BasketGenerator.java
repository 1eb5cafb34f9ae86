package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random baskets of one currency: few names and small numbers, so that everything meets everything.
 */
final class BasketGenerator {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String[] CURRENCIES = {"JPY", "USD", "KWD"};
  private static final long FEES_MAX_MINOR = 2_000;
  private static final String[] GROUPS = {"g0", "g1", "g2"};

  private final SplittableRandom random;
  private final Currency currency;

  BasketGenerator(SplittableRandom random) {
    this.random = random;
    currency = Currency.of(CURRENCIES[random.nextInt(CURRENCIES.length)]);
  }

  /** A few items, apps and collections; every line when {@code wide} says so, or by chance. */
  static Scope scope(SplittableRandom random, boolean wide) {
    String app = "app" + random.nextInt(2);
    return switch (random.nextInt(wide ? 9 : 5)) {
      case 0 -> Scope.app(app);
      case 1, 2 ->
          Scope.items(
              app, new HashSet<>(List.of("i" + random.nextInt(5), "i" + random.nextInt(8))));
      case 3, 4 -> Scope.collections(app, Set.of("c" + random.nextInt(3)));
      default -> Scope.all();
    };
  }

  /**
   * Up to some hundreds of minor units, in ten-thousandths of the major unit, often not a whole
   * minor unit.
   */
  private long amountE4() {
    long minorE4 = currency.unitsPerMinor(4);
    long amount = random.nextInt(900) * minorE4;
    return oneIn(3) ? amount + random.nextLong(minorE4) : amount;
  }

  private long minor() {
    return oneIn(12) ? 0 : random.nextInt(oneIn(4) ? 12 : 700);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  List<Basket> baskets(int count) {
    List<Basket> baskets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      baskets.add(basket());
    }
    return baskets;
  }

  Basket basket() {
    int count = oneIn(30) ? 0 : 1 + random.nextInt(5);
    List<BasketLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line("line" + i));
    }
    return about(lines);
  }

  /** A basket that comes to nearly all that a basket may: many units, or few that are dear. */
  Basket hugeBasket(int lines) {
    List<BasketLine> huge = new ArrayList<>();
    long left = Basket.TOTAL_MAX_MINOR - FEES_MAX_MINOR;
    for (int i = 0; i < lines; i++) {
      int quantity = oneIn(2) ? BasketLine.QUANTITY_MAX - random.nextInt(2) : 1 + random.nextInt(3);
      long price =
          switch (random.nextInt(3)) {
            case 0 -> left / quantity;
            case 1 -> random.nextLong(left / quantity + 1);
            default -> random.nextInt(2_000);
          };
      price = Math.min(price, left / quantity);
      left -= price * quantity;
      huge.add(line("line" + i, price, 0, quantity));
    }
    return about(huge);
  }

  /** A basket of many lines, of many items and collections. */
  Basket wideBasket(int lines) {
    Rewrite spread =
        new Rewrite() {
          @Override
          BasketLine line(BasketLine line) {
            return BasketLine.builder(line.id(), line.unitPriceMinor(), line.quantity())
                .item("app" + random.nextInt(2), "i" + random.nextInt(300))
                .collections(Set.of("c" + random.nextInt(50), "c" + (50 + random.nextInt(50))))
                .shippable(line.shippable())
                .subscription(line.subscription())
                .build();
          }
        };
    List<BasketLine> wide = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      wide.add(spread.line(line("line" + i)));
    }
    return about(wide);
  }

  private Basket about(List<BasketLine> lines) {
    Basket.Builder basket = Basket.builder(currency, NOW, lines).tax(tax());
    if (oneIn(2)) {
      basket.delivery(delivery());
    }
    if (random.nextBoolean()) {
      basket.memberId("m" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      basket.coupon(coupon());
    }
    if (oneIn(3)) {
      basket.merchantDiscounts(merchantDiscounts());
    }
    if (oneIn(3)) {
      basket.fees(List.of(fee(), fee()));
    }
    if (oneIn(3)) {
      basket.giftCard(new GiftCard(random.nextInt(2_000), oneIn(2) ? null : minor()));
    }
    if (oneIn(2)) {
      basket.customTriggers(Set.of("t" + random.nextInt(2)));
    }
    if (oneIn(5)) {
      basket.exhaustedRuleIds(Set.of(RuleGenerator.id(random.nextInt(6)), "no-such-rule"));
    }
    return basket.build();
  }

  private BasketLine line(String id) {
    int quantity = oneIn(2) ? 1 : 1 + random.nextInt(oneIn(4) ? 9 : 3);
    return line(id, oneIn(4) ? 250 : minor(), oneIn(4) ? minor() : 0, quantity);
  }

  private BasketLine line(String id, long price, long modifiers, int quantity) {
    boolean subscription = oneIn(5);
    PaymentOption[] payments = PaymentOption.values();
    BasketLine.Builder line =
        BasketLine.builder(id, price, quantity)
            .fullPrice(oneIn(2) ? price : price / 2 * 3 % Basket.TOTAL_MAX_MINOR)
            .modifiers(modifiers)
            .payment(oneIn(2) ? payments[random.nextInt(payments.length)] : null)
            .deposit(oneIn(2) ? minor() : null)
            .taxGroup(oneIn(3) ? null : GROUPS[random.nextInt(GROUPS.length)])
            .weightE6(random.nextInt(3) * 500_000L)
            .shippable(!oneIn(4))
            .subscription(subscription)
            .freeTrial(subscription && oneIn(2))
            .giftCardItem(oneIn(12));
    if (!oneIn(8)) {
      line.item("app" + random.nextInt(2), "i" + random.nextInt(5));
    }
    return line.collections(oneIn(2) ? Set.of() : Set.of("c0", "c" + (1 + random.nextInt(3))))
        .build();
  }

  private Coupon coupon() {
    Benefit benefit =
        switch (random.nextInt(5)) {
          case 0 -> new Benefit.MoneyOff(amountE4());
          case 1 -> new Benefit.PercentOff(random.nextInt(1_000_001));
          case 2 -> new Benefit.FreeShipping();
          case 3 -> new Benefit.FixedPrice(amountE4() / 2);
          default -> new Benefit.BuyXGetY(1 + random.nextInt(3), 1 + random.nextInt(2));
        };
    return new Coupon(
        "coupon",
        "SAVE",
        "Save",
        benefit,
        oneIn(2) ? null : scope(random, false),
        oneIn(3) ? amountE4() * 2 : null,
        oneIn(3),
        random.nextBoolean());
  }

  private List<MerchantDiscount> merchantDiscounts() {
    List<MerchantDiscount> discounts = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      boolean percent = random.nextBoolean();
      discounts.add(
          new MerchantDiscount(
              "merchant" + i,
              "Merchant",
              percent ? null : minor(),
              percent ? (long) random.nextInt(1_000_001) : null,
              oneIn(2) ? List.of() : List.of("line" + random.nextInt(5), "line0")));
    }
    return discounts;
  }

  private Fee fee() {
    String group = oneIn(2) ? null : GROUPS[random.nextInt(GROUPS.length)];
    return new Fee("fee", "Fee", minor(), random.nextBoolean(), group, "MANUAL", null, List.of());
  }

  private TaxFacts tax() {
    Map<String, List<TaxRate>> rates = new HashMap<>();
    for (String group : GROUPS) {
      int count = random.nextInt(4);
      List<TaxRate> ofGroup = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ofGroup.add(new TaxRate("t" + i, random.nextInt(5) * 41_250L, "VAT", "X", "COUNTRY"));
      }
      rates.put(group, ofGroup);
    }
    return new TaxFacts(
        random.nextBoolean(), oneIn(12), rates, oneIn(4) ? null : "g0", oneIn(2) ? null : "g1");
  }

  private Delivery delivery() {
    List<Delivery.Option> options = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<Delivery.Part> parts = new ArrayList<>();
      for (int p = random.nextInt(2); p >= 0; p--) {
        List<String> lineIds = oneIn(2) ? null : List.of("line0", "line" + random.nextInt(4));
        List<Delivery.Charge> charges =
            oneIn(3) ? List.of(new Delivery.Charge("HANDLING", minor())) : List.of();
        parts.add(new Delivery.Part(lineIds, List.of(rate(), rate()), charges));
      }
      options.add(
          new Delivery.Option("carrier" + random.nextInt(2), "o" + i, "Option", parts, oneIn(4)));
    }
    return new Delivery(
        options,
        oneIn(2) ? null : "carrier" + random.nextInt(2),
        oneIn(2) ? null : "o" + random.nextInt(4),
        random.nextBoolean());
  }

  private Delivery.Rate rate() {
    List<Delivery.Condition> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Delivery.Total[] totals = Delivery.Total.values();
      Delivery.Total total = totals[random.nextInt(totals.length)];
      long value =
          switch (total) {
            case BY_TOTAL_PRICE -> random.nextInt(900) * currency.unitsPerMinor(6);
            case BY_TOTAL_WEIGHT -> random.nextInt(10) * 500_000L;
            case BY_TOTAL_QUANTITY -> random.nextInt(10) * 1_000_000L;
          };
      Delivery.Operator[] operators = Delivery.Operator.values();
      Delivery.Operator operator = operators[random.nextInt(operators.length)];
      conditions.add(new Delivery.Condition(total, operator, value));
    }
    return new Delivery.Rate(minor(), oneIn(3), conditions);
  }
}
