package io.cartwright.order.draft;

import io.cartwright.wire.common.WeightUnit;
import io.cartwright.wire.orders.DeliveryLogistics;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.Objects;

/** The order that a draft makes. Pure; statuses, balance and diary are not set here. */
final class OrderAfter {
  private OrderAfter() {}

  /**
   * An order after its edit. What the draft did not change is as the order has it now.
   *
   * @param current the order as it stands
   */
  static Order edited(Order current, Calculated calculated) {
    StoredDraft draft = calculated.draft();
    Order source = draft.source();
    Order.Builder order = current.toBuilder();
    if (!Objects.equals(draft.buyerInfo(), source.buyerInfo())) order.buyerInfo(draft.buyerInfo());
    if (!Objects.equals(draft.billingInfo(), source.billingInfo())) {
      order.billingInfo(draft.billingInfo());
    }
    if (!Objects.equals(draft.recipientInfo(), source.recipientInfo())) {
      order.recipientInfo(draft.recipientInfo());
    }
    if (!Objects.equals(draft.businessLocation(), source.businessLocation())) {
      order.businessLocation(draft.businessLocation());
    }
    if (!Objects.equals(draft.extendedFields(), source.extendedFields())) {
      order.extendedFields(draft.extendedFields());
    }
    return amounts(order, calculated)
        .shippingInfo(shipping(current, draft, new DraftResult(calculated).shippingInfo()))
        .build();
  }

  /** Where it goes is the order's own, unless the draft leads it elsewhere. */
  private static V1ShippingInformation shipping(
      Order current, StoredDraft draft, V1ShippingInformation after) {
    boolean same = Objects.equals(draft.shippingInfo(), draft.source().shippingInfo());
    if (after == null || !same || current.shippingInfo() == null) return after;
    DeliveryLogistics logistics = current.shippingInfo().logistics();
    return after.toBuilder().logistics(logistics).build();
  }

  private static Order.Builder amounts(Order.Builder order, Calculated calculated) {
    DraftResult result = new DraftResult(calculated);
    return order
        .lineItems(result.lines())
        .priceSummary(result.summary())
        .appliedDiscounts(result.discounts().applied())
        .additionalFees(result.fees())
        .taxInfo(result.taxInfo())
        .taxIncludedInPrices(calculated.quote().taxIncluded());
  }

  /** An order made from scratch. */
  static Order made(Calculated calculated) {
    StoredDraft draft = calculated.draft();
    return amounts(Order.builder(), calculated)
        .currency(draft.currency())
        .weightUnit(WeightUnit.TYPE.find(draft.weightUnit()))
        .purchaseFlowId(draft.purchaseFlowId())
        .buyerInfo(draft.buyerInfo())
        .billingInfo(draft.billingInfo())
        .recipientInfo(draft.recipientInfo())
        .businessLocation(draft.businessLocation())
        .extendedFields(draft.extendedFields())
        .shippingInfo(new DraftResult(calculated).shippingInfo())
        .deposit(deposit(calculated))
        .build();
  }

  /** What is asked for at once; null without a deposit. */
  static PriceSummary deposit(Calculated calculated) {
    Long minor = Deposits.minor(calculated);
    return minor == null
        ? null
        : PriceSummary.builder()
            .total(io.cartwright.order.Prices.of(calculated.quote().currency(), minor))
            .build();
  }
}
