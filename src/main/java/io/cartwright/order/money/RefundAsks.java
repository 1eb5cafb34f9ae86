package io.cartwright.order.money;

import io.cartwright.order.money.RefundAsk.Fee;
import io.cartwright.order.money.RefundAsk.Part;
import io.cartwright.order.money.RefundAsk.Shipping;
import io.cartwright.order.money.RefundAsk.Units;
import io.cartwright.wire.common.RefundDetails;
import io.cartwright.wire.common.RefundItem;
import io.cartwright.wire.common.RefundSideEffects;
import io.cartwright.wire.common.RestockInfo;
import io.cartwright.wire.common.RestockItem;
import io.cartwright.wire.common.RestockType;
import io.cartwright.wire.orderbilling.ExternalRefundStatus;
import io.cartwright.wire.orderbilling.PaymentRefund;
import io.cartwright.wire.orderbilling.RefundItems;
import io.cartwright.wire.orderbilling.RefundPaymentsRequest;
import io.cartwright.wire.orders.TriggerRefundRequest;
import java.util.List;

/** What the two families of the contract ask for, as one. */
final class RefundAsks {
  private RefundAsks() {}

  static RefundAsk of(RefundPaymentsRequest ask) {
    RefundItems items = ask.refundItems() == null ? none() : ask.refundItems();
    boolean restocks = ask.sideEffects() != null && ask.sideEffects().restock() != null;
    return new RefundAsk(
        ask.paymentRefunds().stream().map(RefundAsks::part).toList(),
        lines(items),
        fees(items),
        items.shipping() == null ? null : new Shipping(items.shipping().amount()),
        ask.customerReason(),
        restocks ? restock(ask.sideEffects().restock().lineItems()) : List.of(),
        false,
        false);
  }

  private static RefundItems none() {
    return RefundItems.builder().build();
  }

  static List<Units> lines(RefundItems items) {
    return list(items.lineItems()).stream()
        .map(it -> new Units(it.lineItemId(), number(it.quantity())))
        .toList();
  }

  static List<Fee> fees(RefundItems items) {
    return list(items.additionalFees()).stream()
        .map(it -> new Fee(it.additionalFeeId(), it.amount()))
        .toList();
  }

  private static Part part(PaymentRefund ask) {
    boolean open =
        ask.externalRefundInfo() != null
            && ask.externalRefundInfo().refundStatus() == ExternalRefundStatus.PENDING;
    return new Part(ask.paymentId(), ask.amount(), Boolean.TRUE.equals(ask.externalRefund()), open);
  }

  static RefundAsk of(TriggerRefundRequest ask) {
    RefundDetails details = ask.details() == null ? RefundDetails.builder().build() : ask.details();
    RefundSideEffects effects = ask.sideEffects();
    RestockInfo restock = effects == null ? null : effects.restockInfo();
    boolean some = restock != null && restock.type() == RestockType.SOME_ITEMS;
    boolean fullShipping =
        details.shipping() == null && Boolean.TRUE.equals(details.shippingIncluded());
    Shipping shipping = fullShipping ? new Shipping(null) : null;
    if (details.shipping() != null) shipping = new Shipping(details.shipping().amount());
    return new RefundAsk(
        ask.payments().stream()
            .map(
                it ->
                    new Part(
                        it.paymentId(),
                        it.amount(),
                        Boolean.TRUE.equals(it.externalRefund()),
                        false))
            .toList(),
        lines(details),
        list(details.additionalFees()).stream()
            .map(it -> new Fee(it.additionalFeeId(), it.amount()))
            .toList(),
        shipping,
        details.reason(),
        some ? restock(restock.items()) : List.of(),
        restock != null && restock.type() == RestockType.ALL_ITEMS,
        true);
  }

  /** Lines are told in one of two fields; the newer one counts when both are there. */
  private static List<Units> lines(RefundDetails details) {
    if (details.lineItems() != null && !details.lineItems().isEmpty()) {
      return details.lineItems().stream()
          .map(it -> new Units(it.lineItemId(), number(it.quantity())))
          .toList();
    }
    List<RefundItem> items = list(details.items());
    return items.stream().map(it -> new Units(it.lineItemId(), number(it.quantity()))).toList();
  }

  private static List<Units> restock(List<RestockItem> items) {
    return list(items).stream()
        .map(it -> new Units(it.lineItemId(), number(it.quantity())))
        .toList();
  }

  private static int number(Integer quantity) {
    return quantity == null ? 0 : quantity;
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list;
  }
}
