package io.cartwright.checkout;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.abandonedcheckouts.AbandonedCheckout;
import io.cartwright.wire.abandonedcheckouts.AbandonedCheckoutRecovered;
import io.cartwright.wire.abandonedcheckouts.LineItem;
import io.cartwright.wire.abandonedcheckouts.Status;
import io.cartwright.wire.abandonedcheckouts.V1BuyerInfo;
import io.cartwright.wire.checkout.AddressWithContact;
import io.cartwright.wire.checkout.BuyerInfo;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.common.FullAddressContactDetails;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is kept and told of a checkout that was abandoned, and of its recovery. */
final class Abandonment {
  /** The contract's name of abandoned checkouts in events. */
  static final String ENTITY = "wix.ecom.v1.abandoned_checkout";

  private Abandonment() {}

  /** An abandoned checkout as the contract has it. */
  static AbandonedCheckout of(UUID id, Checkout checkout, String url, Instant now) {
    return AbandonedCheckout.builder()
        .id(id.toString())
        .createdDate(now)
        .updatedDate(now)
        .checkoutId(checkout.id())
        .cartId(checkout.cartId())
        .status(Status.ABANDONED)
        .buyerLanguage(checkout.buyerLanguage())
        .buyerInfo(buyer(checkout.buyerInfo()))
        .contactDetails(contact(checkout))
        .currency(checkout.currency())
        .conversionCurrency(checkout.conversionCurrency())
        .totalPrice(checkout.priceSummary().total())
        .subtotalPrice(checkout.priceSummary().subtotal())
        .activities(List.of())
        .checkoutUrl(url)
        .lineItems(checkout.lineItems().stream().map(Abandonment::line).toList())
        .build();
  }

  private static V1BuyerInfo buyer(BuyerInfo buyer) {
    return buyer == null
        ? null
        : V1BuyerInfo.builder()
            .visitorId(buyer.visitorId())
            .memberId(buyer.memberId())
            .contactId(buyer.contactId())
            .email(buyer.email())
            .build();
  }

  private static FullAddressContactDetails contact(Checkout checkout) {
    AddressWithContact shipping =
        checkout.shippingInfo() == null ? null : checkout.shippingInfo().shippingDestination();
    AddressWithContact billing = checkout.billingInfo();
    if (billing != null && billing.contactDetails() != null) return billing.contactDetails();
    return shipping == null ? null : shipping.contactDetails();
  }

  private static LineItem line(io.cartwright.wire.checkout.LineItem line) {
    return LineItem.builder()
        .id(line.id())
        .quantity(line.quantity())
        .catalogReference(line.catalogReference())
        .productName(line.productName())
        .price(line.price())
        .priceBeforeDiscounts(line.priceBeforeDiscounts())
        .descriptionLines(line.descriptionLines())
        .physicalProperties(line.physicalProperties())
        .build();
  }

  /** Adds to a change that a checkout is abandoned; this happens to a checkout once. */
  static void abandon(
      Change change,
      UUID siteId,
      Stored<StoredCheckout> checkout,
      AbandonedCheckout abandoned,
      Instant now) {
    UUID id = UUID.fromString(abandoned.id());
    StoredCheckout next = checkout.value().toBuilder().abandonedCheckoutId(abandoned.id()).build();
    CheckoutStore.note(change, siteId, checkout, next)
        .insert(CheckoutStore.ABANDONED, siteId, id, abandoned)
        .emit(
            new DomainEvents(siteId, ENTITY, now)
                .created(abandoned.id(), 1, AbandonedCheckout.CODEC, abandoned));
  }

  /** Adds to a change that an abandoned checkout was completed after all. */
  static void recover(Change change, UUID siteId, Stored<AbandonedCheckout> before, Instant now) {
    AbandonedCheckout recovered =
        before.value().toBuilder()
            .status(Status.RECOVERED)
            .checkoutRecoveredDate(now)
            .updatedDate(now)
            .build();
    change
        .update(CheckoutStore.ABANDONED, siteId, before.id(), before.revision(), recovered)
        .emit(
            new DomainEvents(siteId, ENTITY, now)
                .action(
                    recovered.id(),
                    "recovered",
                    before.revision() + 1,
                    AbandonedCheckoutRecovered.CODEC,
                    new AbandonedCheckoutRecovered(recovered)));
  }
}
