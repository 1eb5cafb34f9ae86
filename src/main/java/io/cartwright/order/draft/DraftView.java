package io.cartwright.order.draft;

import io.cartwright.basket.QuoteView;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.CarrierServiceOption;
import io.cartwright.wire.common.Details;
import io.cartwright.wire.draftorders.AdditionalFeeDetails;
import io.cartwright.wire.draftorders.AppliedDiscount;
import io.cartwright.wire.draftorders.CalculatedDraftOrder;
import io.cartwright.wire.draftorders.CalculationErrors;
import io.cartwright.wire.draftorders.DeliveryLogistics;
import io.cartwright.wire.draftorders.DiscountDetails;
import io.cartwright.wire.draftorders.ItemChangedDetails;
import io.cartwright.wire.draftorders.ItemChangedImplicitlyDetails;
import io.cartwright.wire.draftorders.ItemDetails;
import io.cartwright.wire.draftorders.OrderLineItem;
import io.cartwright.wire.draftorders.ShippingOption;
import io.cartwright.wire.draftorders.ShippingPrice;
import io.cartwright.wire.draftorders.SourceType;
import io.cartwright.wire.draftorders.TaxDetails;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A priced draft in the words of the contract. Pure. */
final class DraftView {
  private final StoredDraft draft;
  private final Calculated calculated;
  private final Order after;
  private final DraftResult result;

  private DraftView(Calculated calculated, Order after) {
    this.draft = calculated.draft();
    this.calculated = calculated;
    this.after = after;
    this.result = new DraftResult(calculated);
  }

  /**
   * The draft as callers see it.
   *
   * @param after the order that it would make, with its balance
   */
  static CalculatedDraftOrder of(UUID id, Calculated calculated, Order after) {
    DraftView view = new DraftView(calculated, after);
    return CalculatedDraftOrder.builder()
        .draftOrder(
            new DraftHead(id, calculated, after)
                .shown()
                .lineItems(view.lines())
                .discounts(view.discounts())
                .additionalFees(view.fees())
                .build())
        .shippingOptions(view.options())
        .calculationErrors(view.errors())
        .build();
  }

  private List<ItemDetails> lines() {
    List<ItemDetails> items = new ArrayList<>();
    for (DraftLine line : DraftLines.of(draft)) {
      io.cartwright.wire.orders.OrderLineItem was = DraftLines.before(draft, DraftLines.id(line));
      var is = Differences.line(after, DraftLines.id(line));
      ItemDetails.Builder item = ItemDetails.builder();
      if (DraftLines.isRemoved(line)) item.removed(true);
      else if (was == null) item.added(true);
      else if (is != null) change(item, was, is);
      items.add(item.lineItem(shown(is == null ? line.item() : is)).build());
    }
    return items;
  }

  private static OrderLineItem shown(io.cartwright.wire.orders.OrderLineItem item) {
    return Shapes.as(OrderLineItem.CODEC, io.cartwright.wire.orders.OrderLineItem.CODEC, item);
  }

  private static void change(
      ItemDetails.Builder item,
      io.cartwright.wire.orders.OrderLineItem was,
      io.cartwright.wire.orders.OrderLineItem is) {
    var changed = Differences.changed(was, is);
    if (changed != null) {
      item.changedDetails(
          Shapes.as(
              ItemChangedDetails.CODEC,
              io.cartwright.wire.orders.ItemChangedDetails.CODEC,
              changed));
    } else if (Differences.changedImplicitly(was, is)) {
      item.changedImplicitly(
          ItemChangedImplicitlyDetails.builder()
              .totalDiscountBeforeChange(was.totalDiscount())
              .taxInfoBeforeChange(was.taxInfo())
              .lineItemPriceBeforeChange(was.lineItemPrice())
              .totalPriceBeforeTaxBeforeChange(was.totalPriceBeforeTax())
              .totalPriceAfterTaxBeforeChange(was.totalPriceAfterTax())
              .priceBeforeChange(was.price())
              .priceBeforeDiscountsBeforeChange(was.priceBeforeDiscounts())
              .build());
    }
  }

  private List<DiscountDetails> discounts() {
    List<DiscountDetails> rows = new ArrayList<>();
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      rows.add(
          new DiscountDetails(
              shown(result.discounts().row(discount)),
              source(discount.source()),
              DraftDiscounts.isApplied(discount)));
    }
    for (var row : result.discounts().automatic()) {
      rows.add(new DiscountDetails(shown(row), SourceType.AUTOMATIC, true));
    }
    return rows;
  }

  private static AppliedDiscount shown(io.cartwright.wire.orders.AppliedDiscount row) {
    return Shapes.as(AppliedDiscount.CODEC, io.cartwright.wire.orders.AppliedDiscount.CODEC, row);
  }

  private static SourceType source(DraftSource source) {
    return SourceType.valueOf(source.name());
  }

  private List<AdditionalFeeDetails> fees() {
    List<AdditionalFee> charged = result.fees();
    List<AdditionalFeeDetails> fees = new ArrayList<>();
    for (DraftFee fee : DraftFees.of(draft)) {
      AdditionalFee shown =
          charged.stream()
              .filter(other -> other.id().equals(fee.fee().id()))
              .findFirst()
              .orElse(fee.fee());
      fees.add(
          new AdditionalFeeDetails(
              shown,
              new TaxDetails(Boolean.TRUE.equals(fee.taxable()), fee.taxGroupId()),
              source(fee.source()),
              Boolean.TRUE.equals(fee.applied())));
    }
    return fees;
  }

  private List<ShippingOption> options() {
    List<ShippingOption> options = new ArrayList<>();
    for (CarrierServiceOption carrier : QuoteView.of(calculated.offered()).delivery().options()) {
      for (io.cartwright.wire.common.ShippingOption option : carrier.shippingOptions()) {
        options.add(
            ShippingOption.builder()
                .carrierId(carrier.carrierId())
                .code(option.code())
                .title(option.title())
                .logistics(
                    Shapes.as(
                        DeliveryLogistics.CODEC,
                        io.cartwright.wire.common.DeliveryLogistics.CODEC,
                        option.logistics()))
                .cost(
                    new ShippingPrice(
                        io.cartwright.basket.ordered.OrderedLines.price(option.cost().price()),
                        draft.currency()))
                .build());
      }
    }
    return options;
  }

  private CalculationErrors errors() {
    var errors = QuoteView.of(calculated.offered()).errors().calculationErrors();
    CalculationErrors.Builder shown =
        CalculationErrors.builder()
            .taxCalculationError(errors.taxCalculationError())
            .orderValidationErrors(List.of());
    if (calculated.optionGone()) {
      return shown
          .generalShippingCalculationError(
              Details.builder()
                  .applicationError(
                      new ApplicationError(
                          "SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND",
                          "the delivery option is not offered, and the draft names no price",
                          null))
                  .build())
          .build();
    }
    return shown
        .generalShippingCalculationError(errors.generalShippingCalculationError())
        .carrierErrors(errors.carrierErrors())
        .build();
  }
}
