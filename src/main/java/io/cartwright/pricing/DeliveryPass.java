package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import io.cartwright.pricing.Delivery.Charge;
import io.cartwright.pricing.Delivery.Condition;
import io.cartwright.pricing.Delivery.Option;
import io.cartwright.pricing.Delivery.Part;
import io.cartwright.pricing.Delivery.Rate;
import io.cartwright.pricing.Quote.OptionQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prices the delivery options of a basket whose lines have all their discounts. */
final class DeliveryPass {
  private static final long NO_RATE = -1;
  private static final long ONE_E6 = 1_000_000;

  private final Scratch scratch;
  private boolean[] inOption = new boolean[16];

  /** What all shippable lines come to; most parts cover them all. */
  private Sums whole;

  private int shippable;
  private List<String> shippableIds;

  /** What the lines of a part come to. */
  private record Sums(long price, long weightE6, long quantity) {}

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
    if (inOption.length < scratch.size) {
      inOption = new boolean[scratch.before.length];
    }
    sumUpWhole();
    List<OptionQuote> valid = new ArrayList<>(scratch.basket.delivery().options().size());
    boolean anyBackup = false;
    for (Option option : scratch.basket.delivery().options()) {
      OptionQuote quote = quote(option);
      if (quote != null) {
        valid.add(quote);
        anyBackup |= quote.backup();
      }
    }
    return anyBackup ? withoutNeedlessBackups(valid) : valid;
  }

  private static List<OptionQuote> withoutNeedlessBackups(List<OptionQuote> valid) {
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
    boolean all = false;
    Arrays.fill(inOption, 0, scratch.size, false);
    for (Part part : option.parts()) {
      Sums sums = part.lineIds() == null ? whole : cover(part);
      if (sums == null) {
        continue;
      }
      all |= part.lineIds() == null;
      long lowest = lowest(part.rates(), sums);
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
    List<String> lineIds = all ? shippableIds : lineIds();
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

  private List<String> lineIds() {
    List<String> ids = new ArrayList<>(scratch.size);
    for (int i = 0; i < scratch.size; i++) {
      if (inOption[i]) {
        ids.add(scratch.basket.lines().get(i).id());
      }
    }
    return ids;
  }

  private static List<Charge> joined(List<Charge> a, List<Charge> b) {
    List<Charge> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private void sumUpWhole() {
    long price = 0;
    long weightE6 = 0;
    long quantity = 0;
    shippable = 0;
    String[] ids = new String[scratch.size];
    for (int i = 0; i < scratch.size; i++) {
      BasketLine line = scratch.basket.lines().get(i);
      if (line.shippable()) {
        price += scratch.now[i];
        weightE6 = plusCapped(weightE6, line.weightE6() * line.quantity());
        quantity += line.quantity();
        ids[shippable++] = line.id();
      }
    }
    whole = new Sums(price, weightE6, quantity);
    shippableIds = List.of(shippable == ids.length ? ids : Arrays.copyOf(ids, shippable));
  }

  /** Sums up the lines of a part and marks them; null when it covers none. */
  private Sums cover(Part part) {
    boolean any = false;
    long price = 0;
    long weightE6 = 0;
    long quantity = 0;
    for (int i = 0; i < scratch.size; i++) {
      BasketLine line = scratch.basket.lines().get(i);
      if (line.shippable() && part.lineIds().contains(line.id())) {
        any = true;
        inOption[i] = true;
        price += scratch.now[i];
        weightE6 = plusCapped(weightE6, line.weightE6() * line.quantity());
        quantity += line.quantity();
      }
    }
    return any ? new Sums(price, weightE6, quantity) : null;
  }

  private static long plusCapped(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private long lowest(List<Rate> rates, Sums sums) {
    long lowest = NO_RATE;
    for (Rate rate : rates) {
      if (holds(rate.conditions(), sums)) {
        long amount =
            rate.multiplyByQuantity()
                ? Rounding.timesCapped(rate.amountMinor(), sums.quantity())
                : rate.amountMinor();
        lowest = lowest == NO_RATE ? amount : Math.min(lowest, amount);
      }
    }
    return lowest;
  }

  private boolean holds(List<Condition> conditions, Sums sums) {
    for (Condition condition : conditions) {
      long seen =
          switch (condition.total()) {
            case BY_TOTAL_PRICE ->
                Rounding.timesCapped(sums.price(), scratch.basket.currency().unitsPerMinor(6));
            case BY_TOTAL_WEIGHT -> sums.weightE6();
            case BY_TOTAL_QUANTITY -> sums.quantity() * ONE_E6;
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
