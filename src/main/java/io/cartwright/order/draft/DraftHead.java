package io.cartwright.order.draft;

import io.cartwright.order.Prices;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.Location;
import io.cartwright.wire.common.WeightUnit;
import io.cartwright.wire.draftorders.BalanceSummary;
import io.cartwright.wire.draftorders.BillingChangedDetails;
import io.cartwright.wire.draftorders.BillingDetails;
import io.cartwright.wire.draftorders.BusinessLocationChangedDetails;
import io.cartwright.wire.draftorders.BusinessLocationDetails;
import io.cartwright.wire.draftorders.BuyerChangedDetails;
import io.cartwright.wire.draftorders.BuyerDetails;
import io.cartwright.wire.draftorders.DepositDetails;
import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.draftorders.EditingStatus;
import io.cartwright.wire.draftorders.RecipientInfoChangedDetails;
import io.cartwright.wire.draftorders.RecipientInfoDetails;
import io.cartwright.wire.draftorders.ShippingChangedDetails;
import io.cartwright.wire.draftorders.ShippingDetails;
import io.cartwright.wire.draftorders.V1ShippingInformation;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.TaxSummary;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** What a draft is beside its lines, discounts and fees, with what each part was before. Pure. */
final class DraftHead {
  private final UUID id;
  private final Calculated calculated;
  private final StoredDraft draft;
  private final Order after;

  DraftHead(UUID id, Calculated calculated, Order after) {
    this.id = id;
    this.calculated = calculated;
    this.draft = calculated.draft();
    this.after = after;
  }

  DraftOrder.Builder shown() {
    DraftOrder.Builder shown =
        DraftOrder.builder()
            .id(id.toString())
            .orderId(draft.orderId())
            .createdDate(draft.createdDate())
            .updatedDate(draft.updatedDate())
            .createdBy(draft.createdBy())
            .status(
                Boolean.TRUE.equals(draft.committed())
                    ? EditingStatus.COMMITTED
                    : EditingStatus.DRAFT)
            .weightUnit(WeightUnit.TYPE.find(draft.weightUnit()))
            .currency(draft.currency())
            .priceSummary(after.priceSummary())
            .taxSummary(TaxSummary.builder().totalTax(after.priceSummary().tax()).build())
            .taxInfo(after.taxInfo())
            .commitSettings(draft.commitSettings())
            .memberId(draft.buyerInfo() == null ? null : draft.buyerInfo().memberId())
            .purchaseFlowId(draft.purchaseFlowId())
            .extendedFields(draft.extendedFields())
            .depositDetails(deposit())
            .platformFeeSummary(
                draft.source() == null ? null : draft.source().platformFeeSummary());
    if (draft.source() != null) {
      shown.balanceSummary(
          Shapes.as(
              BalanceSummary.CODEC,
              io.cartwright.wire.orders.BalanceSummary.CODEC,
              after.balanceSummary()));
    }
    parts(shown);
    return shown;
  }

  private DepositDetails deposit() {
    Long minor = Deposits.minor(calculated);
    return minor == null
        ? null
        : draft.deposit().toBuilder()
            .priceSummary(
                PriceSummary.builder()
                    .total(Prices.of(calculated.quote().currency(), minor))
                    .build())
            .build();
  }

  private <T> T before(Function<Order, T> part) {
    return draft.source() == null ? null : part.apply(draft.source());
  }

  private void parts(DraftOrder.Builder shown) {
    shown
        .shippingInfo(shipping(before(Order::shippingInfo), after.shippingInfo()))
        .buyerInfo(draft.buyerInfo())
        .buyerDetails(buyer(before(Order::buyerInfo), draft.buyerInfo()))
        .billingInfo(draft.billingInfo())
        .billingDetails(billing(before(Order::billingInfo), draft.billingInfo()))
        .recipientInfo(recipient(before(Order::recipientInfo), draft.recipientInfo()))
        .businessLocationDetails(
            location(before(Order::businessLocation), draft.businessLocation()));
  }

  private static V1ShippingInformation shape(
      io.cartwright.wire.orders.V1ShippingInformation shipping) {
    return Shapes.as(
        V1ShippingInformation.CODEC,
        io.cartwright.wire.orders.V1ShippingInformation.CODEC,
        shipping);
  }

  private static ShippingDetails shipping(
      io.cartwright.wire.orders.V1ShippingInformation was,
      io.cartwright.wire.orders.V1ShippingInformation is) {
    if (was == null && is == null) return null;
    ShippingDetails.Builder details =
        ShippingDetails.builder().shippingInfo(shape(is == null ? was : is));
    if (was == null) return details.added(true).build();
    if (is == null) return details.removed(true).build();
    return Differences.delivery(was, is)
        ? details.changedDetails(new ShippingChangedDetails(shape(was))).build()
        : details.build();
  }

  private static BuyerDetails buyer(BuyerInfo was, BuyerInfo is) {
    if (was == null && is == null) return null;
    BuyerDetails.Builder details = BuyerDetails.builder().buyerInfo(is == null ? was : is);
    if (was == null) return details.added(true).build();
    if (is == null) return details.removed(true).build();
    return Objects.equals(was, is)
        ? details.build()
        : details.changedDetails(new BuyerChangedDetails(was)).build();
  }

  private static BillingDetails billing(AddressWithContact was, AddressWithContact is) {
    if (was == null && is == null) return null;
    BillingDetails.Builder details = BillingDetails.builder().billingInfo(is == null ? was : is);
    if (was == null) return details.added(true).build();
    if (is == null) return details.removed(true).build();
    return Objects.equals(was, is)
        ? details.build()
        : details.changedDetails(new BillingChangedDetails(was)).build();
  }

  private static RecipientInfoDetails recipient(AddressWithContact was, AddressWithContact is) {
    if (was == null && is == null) return null;
    RecipientInfoDetails.Builder details =
        RecipientInfoDetails.builder().recipientInfo(is == null ? was : is);
    if (was == null) return details.added(true).build();
    if (is == null) return details.removed(true).build();
    return Objects.equals(was, is)
        ? details.build()
        : details.changedDetails(new RecipientInfoChangedDetails(was)).build();
  }

  private static BusinessLocationDetails location(Location was, Location is) {
    if (was == null && is == null) return null;
    BusinessLocationDetails.Builder details =
        BusinessLocationDetails.builder().businessLocation(is == null ? was : is);
    if (was == null) return details.added(true).build();
    if (is == null) return details.removed(true).build();
    return Objects.equals(was, is)
        ? details.build()
        : details.changedDetails(new BusinessLocationChangedDetails(was)).build();
  }
}
