package io.cartwright.basket.ordered;

import static io.cartwright.basket.ordered.OrderedLines.price;

import io.cartwright.basket.QuoteView;
import io.cartwright.pricing.Tax;
import io.cartwright.wire.common.AggregatedTaxBreakdown;
import io.cartwright.wire.common.ItemTaxFullDetails;
import io.cartwright.wire.common.LineItemTaxBreakdown;
import io.cartwright.wire.common.LineItemTaxInfo;
import io.cartwright.wire.common.OrderTaxBreakdown;
import io.cartwright.wire.common.OrderTaxInfo;
import io.cartwright.wire.common.TaxBreakdown;
import java.util.ArrayList;
import java.util.List;

/** The tax of a quote in the words of orders. */
public final class OrderTax {
  private final QuoteView view;

  public OrderTax(QuoteView view) {
    this.view = view;
  }

  /** Tax of a line, of delivery or of a fee. */
  public LineItemTaxInfo of(Tax tax, String taxGroupId) {
    ItemTaxFullDetails details = view.tax().of(tax, taxGroupId);
    List<LineItemTaxBreakdown> rows = new ArrayList<>();
    for (TaxBreakdown row : details.taxBreakdown()) {
      rows.add(
          LineItemTaxBreakdown.builder()
              .jurisdiction(row.jurisdiction())
              .jurisdictionType(row.jurisdictionType())
              .rate(row.rate())
              .taxAmount(price(row.taxAmount()))
              .taxType(row.taxType())
              .taxName(row.taxName())
              .nonTaxableAmount(price(row.nonTaxableAmount()))
              .taxableAmount(price(row.taxableAmount()))
              .build());
    }
    return LineItemTaxInfo.builder()
        .taxAmount(price(details.totalTax()))
        .taxableAmount(price(details.taxableAmount()))
        .taxRate(details.taxRate())
        .taxGroupId(taxGroupId)
        .taxIncludedInPrice(view.quote().taxIncluded())
        .taxBreakdown(rows)
        .build();
  }

  /** Tax of the whole order. */
  public OrderTaxInfo info() {
    List<OrderTaxBreakdown> rows = new ArrayList<>();
    for (AggregatedTaxBreakdown row : view.tax().summary().aggregatedTaxBreakdown()) {
      rows.add(
          OrderTaxBreakdown.builder()
              .taxName(row.taxName())
              .taxType(row.taxType())
              .jurisdiction(row.jurisdiction())
              .jurisdictionType(row.jurisdictionTypeEnum())
              .rate(row.rate())
              .aggregatedTaxAmount(price(row.aggregatedTaxAmount()))
              .aggregatedTaxableAmount(price(row.aggregatedTaxableAmount()))
              .build());
    }
    return OrderTaxInfo.builder()
        .totalTax(price(view.prices().of(view.quote().summary().taxMinor())))
        .taxBreakdown(rows)
        .build();
  }
}
