package io.cartwright.order.document;

import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.order.document.Sheet.Column;
import io.cartwright.order.document.Sheet.Table;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import java.util.ArrayList;
import java.util.List;

/** The lines of an order on paper. Pure. */
final class SheetLines {
  private final Order order;
  private final Words words;
  private final Currency currency;

  SheetLines(Order order, Words words, Currency currency) {
    this.order = order;
    this.words = words;
    this.currency = currency;
  }

  Table table() {
    List<List<String>> rows = new ArrayList<>();
    List<OrderLineItem> lines = order.lineItems() == null ? List.of() : order.lineItems();
    for (OrderLineItem line : lines) rows.add(row(line));
    return new Table(
        null,
        List.of(
            new Column(words.word("item"), 36, false),
            new Column(words.word("quantity"), 9, true),
            new Column(words.word("unitPrice"), 14, true),
            new Column(words.word("discount"), 13, true),
            new Column(words.word("taxRate"), 13, true),
            new Column(words.word("net"), 15, true)),
        rows);
  }

  private List<String> row(OrderLineItem line) {
    long discount = minor(line.totalDiscount());
    Price unit = line.priceBeforeDiscounts() == null ? line.price() : line.priceBeforeDiscounts();
    return List.of(
        description(line),
        line.decimalQuantity() != null && line.decimalQuantity().value() != null
            ? line.decimalQuantity().value()
            : Integer.toString(quantity(line)),
        words.amount(minor(unit)),
        discount == 0 ? "" : words.amount(-discount),
        line.taxInfo() != null
            ? words.rate(line.taxInfo().taxRate())
            : line.taxDetails() != null ? words.rate(line.taxDetails().taxRate()) : "",
        words.amount(net(line)));
  }

  private static int quantity(OrderLineItem line) {
    return line.quantity() == null ? 1 : line.quantity();
  }

  private long minor(Price price) {
    return Prices.minor(currency, price);
  }

  private long net(OrderLineItem line) {
    if (line.totalPriceBeforeTax() != null) return minor(line.totalPriceBeforeTax());
    if (line.lineItemPrice() != null) return minor(line.lineItemPrice());
    if (line.price() != null) return Math.multiplyExact(minor(line.price()), (long) quantity(line));
    return minor(line.totalPriceAfterTax());
  }

  private static String description(OrderLineItem line) {
    StringBuilder text = new StringBuilder();
    String name =
        line.productName() == null
            ? null
            : first(line.productName().translated(), line.productName().original());
    text.append(name == null ? "-" : name);
    if (line.descriptionLines() != null) {
      for (var row : line.descriptionLines()) {
        String label =
            row.name() == null ? null : first(row.name().translated(), row.name().original());
        String value =
            row.plainText() != null
                ? first(row.plainText().translated(), row.plainText().original())
                : row.colorInfo() != null
                    ? first(row.colorInfo().translated(), row.colorInfo().original())
                    : first(row.color(), null);
        if (value == null) continue;
        text.append('\n').append(label == null ? value : label + ": " + value);
      }
    }
    String sku =
        line.physicalProperties() == null ? null : first(line.physicalProperties().sku(), null);
    if (sku != null) text.append("\nSKU ").append(sku);
    return text.toString();
  }

  /** The first that says something; null when neither does. */
  static String first(String one, String other) {
    if (one != null && !one.isBlank()) return one.strip();
    return other == null || other.isBlank() ? null : other.strip();
  }
}
