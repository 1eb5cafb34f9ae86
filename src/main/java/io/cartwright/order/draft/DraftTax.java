package io.cartwright.order.draft;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.wire.common.LineItemTaxBreakdown;
import io.cartwright.wire.common.LineItemTaxInfo;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tax of a draft. What an order has keeps the rates of its day; what is added to it is taxed by
 * today's. When the order goes to another address all of it is taxed by today's rates there. Pure.
 */
final class DraftTax {
  /** In front of the names of groups that stand for one thing of the order; no id has a colon. */
  private static final String LINE = "line:";

  private static final String FEE = "fee:";
  private static final String SHIPPING = "shipping:";

  private final StoredDraft draft;
  private final boolean keepsRates;

  DraftTax(StoredDraft draft) {
    this.draft = draft;
    this.keepsRates = draft.source() != null && !Addresses.moved(draft);
  }

  /** The group by which a line is taxed. */
  String groupOf(DraftLine line) {
    return keepsRates && !DraftLines.isAdded(line)
        ? LINE + DraftLines.id(line)
        : line.line().facts().taxGroupId();
  }

  /** The group by which a fee is taxed. */
  String groupOf(DraftFee fee) {
    return isKept(fee) ? FEE + fee.fee().id() : fee.taxGroupId();
  }

  private boolean isKept(DraftFee fee) {
    return keepsRates && fee.source() == DraftSource.ORIGINAL_ORDER;
  }

  /**
   * The rules.
   *
   * @param today those of the draft's address now
   */
  TaxFacts facts(TaxFacts today) {
    boolean exempt = Boolean.TRUE.equals(draft.taxExempt());
    if (!keepsRates) {
      return new TaxFacts(
          today.taxIncluded(),
          exempt || today.exempt(),
          today.ratesByGroup(),
          today.defaultGroup(),
          today.shippingGroup());
    }
    Order source = draft.source();
    Map<String, List<TaxRate>> rates = new HashMap<>(today.ratesByGroup());
    for (OrderLineItem line : DraftLines.of(source)) {
      rates.put(LINE + line.id(), rates(line.taxInfo()));
    }
    for (DraftFee fee : DraftFees.of(draft)) {
      if (isKept(fee)) rates.put(FEE + fee.fee().id(), rates(fee.fee().taxInfo()));
    }
    LineItemTaxInfo shipping =
        source.shippingInfo() == null || source.shippingInfo().cost() == null
            ? null
            : source.shippingInfo().cost().taxInfo();
    if (shipping != null) rates.put(SHIPPING, rates(shipping));
    return new TaxFacts(
        Boolean.TRUE.equals(source.taxIncludedInPrices()),
        exempt,
        rates,
        today.defaultGroup(),
        shipping == null ? today.shippingGroup() : SHIPPING);
  }

  /** The group of delivery as its owner knows it; null when it is not known. */
  String shownShippingGroup(TaxFacts facts) {
    if (!SHIPPING.equals(facts.shippingGroup())) return facts.shippingGroup();
    return draft.source().shippingInfo().cost().taxInfo().taxGroupId();
  }

  private static List<TaxRate> rates(LineItemTaxInfo info) {
    if (info == null) return List.of();
    List<TaxRate> rates = new ArrayList<>();
    if (info.taxBreakdown() != null) {
      for (LineItemTaxBreakdown row : info.taxBreakdown()) {
        if (row.rate() == null) continue;
        rates.add(
            new TaxRate(
                row.taxName(),
                Decimals.scaled(row.rate(), 6),
                row.taxType(),
                row.jurisdiction(),
                row.jurisdictionType() == null ? null : row.jurisdictionType().wire()));
      }
    }
    if (rates.isEmpty() && info.taxRate() != null) {
      rates.add(new TaxRate("Tax", Decimals.scaled(info.taxRate(), 6), null, null, null));
    }
    return rates;
  }
}
