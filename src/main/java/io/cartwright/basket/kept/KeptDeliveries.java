package io.cartwright.basket.kept;

import static io.cartwright.basket.kept.Compact.amount;
import static io.cartwright.basket.kept.Compact.flag;
import static io.cartwright.basket.kept.Compact.list;
import static io.cartwright.basket.kept.Compact.read;

import io.cartwright.pricing.Delivery;
import io.cartwright.wire.own.pricing.KeptCharge;
import io.cartwright.wire.own.pricing.KeptCondition;
import io.cartwright.wire.own.pricing.KeptDelivery;
import io.cartwright.wire.own.pricing.KeptOption;
import io.cartwright.wire.own.pricing.KeptPart;
import io.cartwright.wire.own.pricing.KeptRate;

/** The delivery of a basket as it is kept, and back. */
final class KeptDeliveries {
  private KeptDeliveries() {}

  /** Null for no delivery. */
  static KeptDelivery kept(Delivery delivery) {
    return delivery.equals(Delivery.NONE)
        ? null
        : new KeptDelivery(
            list(delivery.options(), KeptDeliveries::kept),
            delivery.chosenCarrierId(),
            delivery.chosenCode(),
            flag(delivery.addressKnown()));
  }

  static Delivery delivery(KeptDelivery kept) {
    return kept == null
        ? Delivery.NONE
        : new Delivery(
            read(kept.options(), KeptDeliveries::option),
            kept.chosenCarrierId(),
            kept.chosenCode(),
            flag(kept.addressKnown()));
  }

  private static KeptOption kept(Delivery.Option option) {
    return new KeptOption(
        option.carrierId(),
        option.code(),
        option.title(),
        list(option.parts(), KeptDeliveries::kept),
        flag(option.backup()));
  }

  private static Delivery.Option option(KeptOption kept) {
    return new Delivery.Option(
        kept.carrierId(),
        kept.code(),
        kept.title(),
        read(kept.parts(), KeptDeliveries::part),
        flag(kept.backup()));
  }

  /** A part without lines is another thing than a part of all lines. */
  private static KeptPart kept(Delivery.Part part) {
    return new KeptPart(
        part.lineIds(),
        list(part.rates(), KeptDeliveries::kept),
        list(part.charges(), KeptDeliveries::kept));
  }

  private static Delivery.Part part(KeptPart kept) {
    return new Delivery.Part(
        kept.lineIds(),
        read(kept.rates(), KeptDeliveries::rate),
        read(kept.charges(), KeptDeliveries::charge));
  }

  private static KeptRate kept(Delivery.Rate rate) {
    return new KeptRate(
        amount(rate.amountMinor()),
        flag(rate.multiplyByQuantity()),
        list(rate.conditions(), KeptDeliveries::kept));
  }

  private static Delivery.Rate rate(KeptRate kept) {
    return new Delivery.Rate(
        amount(kept.amountMinor()),
        flag(kept.multiplyByQuantity()),
        read(kept.conditions(), KeptDeliveries::condition));
  }

  private static KeptCondition kept(Delivery.Condition condition) {
    return new KeptCondition(
        condition.total().name(), condition.operator().name(), amount(condition.valueE6()));
  }

  private static Delivery.Condition condition(KeptCondition kept) {
    return new Delivery.Condition(
        Delivery.Total.valueOf(kept.total()),
        Delivery.Operator.valueOf(kept.operator()),
        amount(kept.valueE6()));
  }

  static KeptCharge kept(Delivery.Charge charge) {
    return new KeptCharge(charge.type(), amount(charge.amountMinor()));
  }

  private static Delivery.Charge charge(KeptCharge kept) {
    return new Delivery.Charge(kept.type(), amount(kept.amountMinor()));
  }
}
