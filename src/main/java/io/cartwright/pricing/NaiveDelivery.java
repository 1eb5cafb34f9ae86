package io.cartwright.pricing;

import io.cartwright.pricing.Delivery.Condition;
import io.cartwright.pricing.Delivery.Option;
import io.cartwright.pricing.Delivery.Part;
import io.cartwright.pricing.Delivery.Rate;
import io.cartwright.pricing.Quote.OptionQuote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Delivery options, as {@link NaiveEvaluator} reads them. */
final class NaiveDelivery {
  private final Delivery delivery;
  private final NaiveMoney money;
  private final List<NaiveLine> shippable;

  NaiveDelivery(Basket basket, List<NaiveLine> lines) {
    this.delivery = basket.delivery();
    this.money = new NaiveMoney(basket.currency().decimals());
    this.shippable = lines.stream().filter(line -> line.in.shippable()).toList();
  }

  List<OptionQuote> offered() {
    List<OptionQuote> valid =
        delivery.options().stream().map(this::quote).flatMap(Optional::stream).toList();
    return valid.stream()
        .filter(
            option ->
                !option.backup()
                    || valid.stream()
                        .noneMatch(
                            other ->
                                !other.backup() && other.carrierId().equals(option.carrierId())))
        .toList();
  }

  boolean honoured(OptionQuote chosen) {
    return shippable.isEmpty()
        || delivery.chosenCode() == null
        || (chosen != null && isWanted(chosen));
  }

  OptionQuote chosen(List<OptionQuote> offered) {
    if (delivery.chosenCode() == null && !delivery.addressKnown()) {
      return null;
    }
    return Stream.concat(
            offered.stream().filter(option -> delivery.chosenCode() != null && isWanted(option)),
            offered.stream())
        .findFirst()
        .orElse(null);
  }

  private boolean isWanted(OptionQuote option) {
    return option.code().equals(delivery.chosenCode())
        && (delivery.chosenCarrierId() == null
            || delivery.chosenCarrierId().equals(option.carrierId()));
  }

  private Optional<OptionQuote> quote(Option option) {
    BigDecimal rates = BigDecimal.ZERO;
    List<Delivery.Charge> charges = new ArrayList<>();
    List<NaiveLine> covered = new ArrayList<>();
    for (Part part : option.parts()) {
      List<NaiveLine> lines =
          shippable.stream()
              .filter(line -> part.lineIds() == null || part.lineIds().contains(line.in.id()))
              .toList();
      if (lines.isEmpty()) {
        continue;
      }
      Optional<BigDecimal> lowest =
          part.rates().stream()
              .filter(rate -> rate.conditions().stream().allMatch(c -> holds(c, lines)))
              .map(rate -> price(rate, lines))
              .min(Comparator.naturalOrder());
      if (lowest.isEmpty()) {
        return Optional.empty();
      }
      rates = rates.add(lowest.get());
      charges.addAll(part.charges());
      covered.addAll(lines);
    }
    if (covered.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal price = rates;
    for (Delivery.Charge charge : charges) {
      price = price.add(money.major(charge.amountMinor()));
    }
    List<String> ids =
        shippable.stream().filter(covered::contains).map(line -> line.in.id()).toList();
    return Optional.of(
        new OptionQuote(
            option.carrierId(),
            option.code(),
            option.title(),
            minor(price),
            minor(rates),
            charges,
            ids,
            ids.size() < shippable.size(),
            option.backup()));
  }

  private BigDecimal price(Rate rate, List<NaiveLine> lines) {
    BigDecimal amount = money.major(rate.amountMinor());
    return rate.multiplyByQuantity()
        ? amount.multiply(BigDecimal.valueOf(NaiveLine.units(lines)))
        : amount;
  }

  private static boolean holds(Condition condition, List<NaiveLine> lines) {
    BigDecimal seen =
        switch (condition.total()) {
          case BY_TOTAL_PRICE -> NaiveMoney.sum(lines.stream().map(line -> line.now));
          case BY_TOTAL_QUANTITY -> NaiveMoney.sum(lines.stream().map(NaiveLine::quantity));
          case BY_TOTAL_WEIGHT -> NaiveMoney.sum(lines.stream().map(NaiveDelivery::weight));
        };
    int compared = seen.compareTo(BigDecimal.valueOf(condition.valueE6(), 6));
    return switch (condition.operator()) {
      case EQ -> compared == 0;
      case GT -> compared > 0;
      case GTE -> compared >= 0;
      case LT -> compared < 0;
      case LTE -> compared <= 0;
    };
  }

  private static BigDecimal weight(NaiveLine line) {
    return BigDecimal.valueOf(line.in.weightE6(), 6).multiply(line.quantity());
  }

  private long minor(BigDecimal amount) {
    if (amount.compareTo(money.major(Basket.TOTAL_MAX_MINOR)) > 0) {
      throw new IllegalArgumentException("delivery out of range: " + amount);
    }
    return money.minor(amount);
  }
}
