package io.cartwright.order.document;

import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What documents freeze of an order. Pure. */
public final class SalesDocuments {
  private SalesDocuments() {}

  /** Whether an order may be invoiced: it was approved once. */
  static boolean isInvoiced(Order order) {
    return order.status() == OrderStatus.APPROVED || order.status() == OrderStatus.CANCELED;
  }

  /**
   * An invoice without number and without the invoice that it replaces.
   *
   * @param transactions null while there are none
   */
  static SalesDocument invoice(
      Order order, OrderTransactions transactions, SiteSettings site, Instant now) {
    SalesDocument.Builder content = content(order, transactions, site);
    return sealed(content.kind(DocumentKind.INVOICE), now);
  }

  /** The receipt of a payment. */
  public static SalesDocument receipt(
      Order order,
      OrderTransactions transactions,
      Payment payment,
      SiteSettings site,
      Instant now) {
    SalesDocument.Builder content =
        content(order, transactions, site)
            .kind(DocumentKind.RECEIPT)
            .paymentId(payment.id())
            .number(payment.wixReceipt().displayNumber());
    return sealed(content, now);
  }

  /** An invoice that was made elsewhere. */
  static SalesDocument outside(String orderId, Invoice invoice, Instant now) {
    return sealed(
        SalesDocument.builder().kind(DocumentKind.OUTSIDE).orderId(orderId).outside(invoice), now);
  }

  private static SalesDocument.Builder content(
      Order order, OrderTransactions transactions, SiteSettings site) {
    return SalesDocument.builder()
        .orderId(order.id())
        .language(language(order, site))
        .timeZone(site.timeZone().getId())
        .sellerName(site.name())
        .sellerAddress(site.businessAddress())
        .order(shown(order))
        .transactions(shown(transactions));
  }

  private static String language(Order order, SiteSettings site) {
    if (order.buyerLanguage() != null) return order.buyerLanguage();
    return order.siteLanguage() == null ? site.language() : order.siteLanguage();
  }

  private static SalesDocument sealed(SalesDocument.Builder content, Instant now) {
    String text = SalesDocument.CODEC.toText(content.build());
    return content.fingerprint(hash(text)).issuedDate(now).build();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** The order with no more than documents show. */
  private static Order shown(Order order) {
    return Order.builder()
        .id(order.id())
        .number(order.number())
        .createdDate(order.createdDate())
        .purchasedDate(order.purchasedDate())
        .currency(order.currency())
        .taxIncludedInPrices(order.taxIncludedInPrices())
        .buyerInfo(order.buyerInfo())
        .lineItems(
            order.lineItems() == null
                ? null
                : order.lineItems().stream()
                    .map(
                        line ->
                            line.toBuilder()
                                .refundQuantity(null)
                                .restockQuantity(null)
                                .restockLocations(null)
                                .extendedFields(null)
                                .image(null)
                                .build())
                    .toList())
        .priceSummary(order.priceSummary())
        .billingInfo(order.billingInfo())
        .recipientInfo(order.recipientInfo())
        .shippingInfo(order.shippingInfo())
        .taxSummary(order.taxSummary())
        .taxInfo(order.taxInfo())
        .appliedDiscounts(order.appliedDiscounts())
        .additionalFees(order.additionalFees())
        .balanceSummary(order.balanceSummary())
        .build();
  }

  private static OrderTransactions shown(OrderTransactions transactions) {
    if (transactions == null) return null;
    List<Payment> payments =
        transactions.payments() == null
            ? List.of()
            : transactions.payments().stream().map(SalesDocuments::shown).toList();
    List<Refund> refunds =
        transactions.refunds() == null
            ? List.of()
            : transactions.refunds().stream().map(SalesDocuments::shown).toList();
    return OrderTransactions.builder().payments(payments).refunds(refunds).build();
  }

  private static Payment shown(Payment payment) {
    return payment.toBuilder().updatedDate(null).wixReceipt(null).externalReceipt(null).build();
  }

  private static Refund shown(Refund refund) {
    return Refund.builder()
        .id(refund.id())
        .createdDate(refund.createdDate())
        .transactions(refund.transactions())
        .details(refund.details())
        .build();
  }

  /** How a site's counter reads on paper: INV-00001. */
  static String number(long count) {
    return String.format(Locale.ROOT, "INV-%05d", count);
  }
}
