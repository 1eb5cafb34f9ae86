package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import io.cartwright.pricing.Delivery.Charge;
import io.cartwright.pricing.Delivery.Condition;
import io.cartwright.pricing.Delivery.Option;
import io.cartwright.pricing.Delivery.Part;
import io.cartwright.pricing.Delivery.Rate;
import io.cartwright.pricing.Quote.OptionQuote;
import java.util.ArrayList;
import java.util.List;

/** Prices the delivery options of a basket whose lines have all their discounts. */
final class DeliveryPass {
  private static final long NO_RATE = -1;
  private static final long ONE_E6 = 1_000_000;

  private final Scratch scratch;
  private boolean[] covered = new boolean[16];
  private boolean[] inOption = new boolean[16];
  private int shippable;
  private List<String> shippableIds;
  private long price;
  private long weightE6;
  private long quantity;

  DeliveryPass(Scratch scratch) {
    this.scratch = scratch;
  }

  /** True when a line is shippable. */
  boolean isNeeded() {
    return scratch.shippable;
  }

  List<OptionQuote> offered() {
    if (!isNeeded()) {
      return List.of();
    }
    if (covered.length < scratch.size) {
      covered = new boolean[scratch.before.length];
      inOption = new boolean[scratch.before.length];
    }
    shippable = 0;
    shippableIds = null;
    for (int i = 0; i < scratch.size; i++) {
      shippable += scratch.basket.lines().get(i).shippable() ? 1 : 0;
    }
    List<OptionQuote> valid = new ArrayList<>();
    for (Option option : scratch.basket.delivery().options()) {
      OptionQuote quote = quote(option);
      if (quote != null) {
        valid.add(quote);
      }
    }
    List<OptionQuote> offered = new ArrayList<>(valid.size());
    for (OptionQuote option : valid) {
      if (!option.backup() || isWithoutRates(option.carrierId(), valid)) {
        offered.add(option);
      }
    }
    return offered;
  }

  private static boolean isWithoutRates(String carrierId, List<OptionQuote> valid) {
    for (OptionQuote option : valid) {
      if (!option.backup() && option.carrierId().equals(carrierId)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The option that counts: the buyer's choice, else the first; null without address and choice.
   */
  OptionQuote chosen(List<OptionQuote> offered) {
    Delivery delivery = scratch.basket.delivery();
    if (offered.isEmpty() || (delivery.chosenCode() == null && !delivery.addressKnown())) {
      return null;
    }
    for (OptionQuote option : offered) {
      if (isWanted(option)) {
        return option;
      }
    }
    return offered.get(0);
  }

  boolean isWanted(OptionQuote option) {
    Delivery delivery = scratch.basket.delivery();
    return option != null
        && option.code().equals(delivery.chosenCode())
        && (delivery.chosenCarrierId() == null
            || delivery.chosenCarrierId().equals(option.carrierId()));
  }

  /** Null when the option cannot be offered. */
  private OptionQuote quote(Option option) {
    long rates = 0;
    long total = 0;
    List<Charge> charges = List.of();
    int parts = 0;
    for (int line = 0; line < scratch.size; line++) {
      inOption[line] = false;
    }
    for (Part part : option.parts()) {
      if (!cover(part)) {
        continue;
      }
      long lowest = lowest(part.rates());
      if (lowest == NO_RATE) {
        return null;
      }
      rates = Basket.bounded(rates, lowest);
      total = Basket.bounded(total, lowest);
      for (Charge charge : part.charges()) {
        total = Basket.bounded(total, charge.amountMinor());
      }
      charges = parts++ == 0 ? part.charges() : joined(charges, part.charges());
    }
    if (parts == 0) {
      return null;
    }
    List<String> lineIds = lineIds();
    return new OptionQuote(
        option.carrierId(),
        option.code(),
        option.title(),
        total,
        rates,
        charges,
        lineIds,
        lineIds.size() < shippable,
        option.backup());
  }

  /** The lines in the option at hand; one list for all options that leave none out. */
  private List<String> lineIds() {
    int count = 0;
    for (int i = 0; i < scratch.size; i++) {
      count += inOption[i] ? 1 : 0;
    }
    if (count == shippable && shippableIds != null) {
      return shippableIds;
    }
    String[] ids = new String[count];
    int at = 0;
    for (int i = 0; at < count; i++) {
      if (inOption[i]) {
        ids[at++] = scratch.basket.lines().get(i).id();
      }
    }
    List<String> made = List.of(ids);
    shippableIds = count == shippable ? made : shippableIds;
    return made;
  }

  private static List<Charge> joined(List<Charge> a, List<Charge> b) {
    List<Charge> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  /** Sums up the lines of a part; false when it covers none. */
  private boolean cover(Part part) {
    boolean any = false;
    price = 0;
    weightE6 = 0;
    quantity = 0;
    for (int i = 0; i < scratch.size; i++) {
      BasketLine line = scratch.basket.lines().get(i);
      covered[i] =
          line.shippable() && (part.lineIds() == null || part.lineIds().contains(line.id()));
      if (covered[i]) {
        any = true;
        inOption[i] = true;
        price += scratch.now[i];
        weightE6 = plusCapped(weightE6, line.weightE6() * line.quantity());
        quantity += line.quantity();
      }
    }
    return any;
  }

  private static long plusCapped(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private long lowest(List<Rate> rates) {
    long lowest = NO_RATE;
    for (Rate rate : rates) {
      if (holds(rate.conditions())) {
        long amount =
            rate.multiplyByQuantity()
                ? Rounding.timesCapped(rate.amountMinor(), quantity)
                : rate.amountMinor();
        lowest = lowest == NO_RATE ? amount : Math.min(lowest, amount);
      }
    }
    return lowest;
  }

  private boolean holds(List<Condition> conditions) {
    for (Condition condition : conditions) {
      long seen =
          switch (condition.total()) {
            case BY_TOTAL_PRICE ->
                Rounding.timesCapped(price, scratch.basket.currency().unitsPerMinor(6));
            case BY_TOTAL_WEIGHT -> weightE6;
            case BY_TOTAL_QUANTITY -> quantity * ONE_E6;
          };
      int compared = Long.compare(seen, condition.valueE6());
      boolean holds =
          switch (condition.operator()) {
            case EQ -> compared == 0;
            case GT -> compared > 0;
            case GTE -> compared >= 0;
            case LT -> compared < 0;
            case LTE -> compared <= 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
