package io.cartwright.order.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read in the files of documents. */
class SheetPdfTest {
  /**
   * Two mugs at 10.00 less 2.00, a poster at 30.00; delivery 5.00, wrapping 1.50; tax 19 and 7 %.
   */
  private static final String ORDER =
      """
      {"id":"00000000-0000-0000-0000-000000000001","number":"10001","currency":"EUR","purchasedDate":"2026-03-01T23:30:00.000Z",
       "buyerInfo":{"email":"ada@example.com"},
       "billingInfo":{"contactDetails":{"firstName":"Ada","lastName":"Lovelace","company":"Office & Coffin Ltd","vatId":{"id":"DE123456789"}},
         "address":{"country":"DE","city":"Köln","postalCode":"50667","addressLine":"Domstraße 5"}},
       "shippingInfo":{"title":"Parcel","logistics":{"shippingDestination":{"contactDetails":{"firstName":"Jean","lastName":"Dupont"},
         "address":{"country":"FR","city":"Paris","postalCode":"75001","addressLine":"1 rue de Rivoli"}}}},
       "lineItems":[
        {"id":"a","productName":{"original":"Mug","translated":"Becher"},"quantity":2,"priceBeforeDiscounts":{"amount":"10.00"},"price":{"amount":"9.00"},
         "totalDiscount":{"amount":"2.00"},"totalPriceBeforeTax":{"amount":"18.00"},"taxInfo":{"taxRate":"0.19"},
         "descriptionLines":[{"name":{"original":"Color"},"colorInfo":{"original":"Blue"}}],"physicalProperties":{"sku":"MUG-1"}},
        {"id":"b","productName":{"original":"Poster"},"quantity":1,"price":{"amount":"30.00"},"totalPriceBeforeTax":{"amount":"30.00"},"taxInfo":{"taxRate":"0.07"}}],
       "additionalFees":[{"name":"Gift wrap","price":{"amount":"1.50"}}],
       "appliedDiscounts":[{"coupon":{"name":"Spring","code":"SPRING","amount":{"amount":"2.00"}}}],
       "taxInfo":{"totalTax":{"amount":"6.47"},"taxBreakdown":[
         {"taxName":"VAT","jurisdiction":"Germany","rate":"0.19","aggregatedTaxableAmount":{"amount":"23.00"},"aggregatedTaxAmount":{"amount":"4.37"}},
         {"taxName":"VAT reduced","jurisdiction":"Germany","rate":"0.07","aggregatedTaxableAmount":{"amount":"30.00"},"aggregatedTaxAmount":{"amount":"2.10"}}]},
       "priceSummary":{"subtotal":{"amount":"50.00"},"discount":{"amount":"2.00"},"shipping":{"amount":"5.00"},"totalAdditionalFees":{"amount":"1.50"},
         "tax":{"amount":"6.47"},"total":{"amount":"1060.97"}},
       "balanceSummary":{"balance":{"amount":"50.00"},"paid":{"amount":"1010.97"},"refunded":{"amount":"10.97"}}}
      """;

  private static final String TRANSACTIONS =
      """
      {"payments":[
        {"id":"p1","createdDate":"2026-03-02T10:00:00.000Z","amount":{"amount":"1010.97"},"status":"PARTIALLY_REFUNDED",
         "regularPaymentDetails":{"creditCardDetails":{"lastFourDigits":"4242"}}},
        {"id":"p2","createdDate":"2026-03-02T10:00:00.000Z","amount":{"amount":"77.77"},"status":"DECLINED","regularPaymentDetails":{}}],
       "refunds":[{"id":"r1","createdDate":"2026-03-03T10:00:00.000Z","details":{"reason":"Broken"},
         "transactions":[{"paymentId":"p1","amount":{"amount":"10.97"},"refundStatus":"SUCCEEDED"},
                         {"paymentId":"p1","amount":{"amount":"66.66"},"refundStatus":"FAILED"}]}]}
      """;

  private static SalesDocument document(String language) {
    return Papers.invoice(language, ORDER).toBuilder()
        .transactions(OrderTransactions.CODEC.fromText(TRANSACTIONS))
        .build();
  }

  private static void shows(String text, String... wanted) {
    for (String one : wanted) assertTrue(text.contains(one), one + " is not in\n" + text);
  }

  @Test
  void anInvoiceShowsAllAmountsInEnglish() {
    String text = Papers.text(Papers.pdf(document("en")));
    shows(
        text,
        "Invoice",
        "Number INV-00042",
        "Date Mar 4, 2026",
        "Order 10001",
        "Order date Mar 2, 2026",
        "Wright & Sons",
        "10115 Berlin",
        "Ada Lovelace",
        "Office & Coffin Ltd",
        "VAT ID: DE123456789",
        "ada@example.com",
        "Ship to",
        "1 rue de Rivoli",
        "France",
        "Becher 2 €10.00 -€2.00 19% €18.00",
        "Color: Blue",
        "SKU MUG-1",
        "Poster 1 €30.00 7% €30.00",
        "Subtotal €50.00",
        "Discount -€2.00",
        "Delivery (Parcel) €5.00",
        "Gift wrap €1.50",
        "Tax €6.47",
        "Total €1,060.97",
        "Spring -€2.00",
        "VAT, Germany 19% €23.00 €4.37",
        "VAT reduced, Germany 7% €30.00 €2.10",
        "Mar 2, 2026 Card •••• 4242 Paid €1,010.97",
        "Mar 3, 2026 Refund: Broken Refunded -€10.97",
        "Paid €1,010.97",
        "Refunded -€10.97",
        "Balance due €50.00",
        "Wright & Sons · Invoice INV-00042 1 / 1");
    assertFalse(text.contains("77.77") || text.contains("66.66"), text);
  }

  @Test
  void anInvoiceIsInTheBuyersLanguage() {
    shows(
        Papers.text(Papers.pdf(document("de"))),
        "Rechnung",
        "Rechnungsadresse",
        "04.03.2026",
        "Becher 2 10,00 € -2,00 € 19 % 18,00 €",
        "Gesamtbetrag 1.060,97 €",
        "Offener Betrag 50,00 €",
        "Frankreich");
  }

  @Test
  void aLanguageWithoutWordsIsEnglishAndKeepsItsNumbers() {
    shows(Papers.text(Papers.pdf(document("sv"))), "Invoice", "1 060,97 €");
  }

  @ParameterizedTest
  @CsvSource({"JPY,1234,'¥1,234'", "KWD,1234.567,'KWD 1,234.567'", "USD,1234.5,'$1,234.50'"})
  void amountsHaveTheMinorUnitsOfTheirCurrency(String currency, String amount, String shown) {
    String order =
        """
        {"currency":"%s","lineItems":[],"priceSummary":{"total":{"amount":"%s"}}}"""
            .formatted(currency, amount);
    shows(Papers.text(Papers.pdf(Papers.invoice("en", order))), "Total " + shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "דוד בן גוריון",
        "محمد علي (القاهرة) 42",
        "Ελένη Παπαδοπούλου",
        "Иван Петров",
        "Łukasz Żółć",
        "山田太郎",
        "😀 Smile",
        "a\u0000b\u202Ec\nd\te"
      })
  void namesOfAnyScriptAreDrawn(String name) {
    for (String language : List.of("en", "he", "ar")) {
      String order =
          """
          {"currency":"ILS","billingInfo":{"contactDetails":{"lastName":"%s"}},"lineItems":[{"productName":{"original":"%s"},"quantity":1}],
           "priceSummary":{"total":{"amount":"99.90"}}}"""
              .formatted(escaped(name), escaped(name));
      shows(Papers.text(Papers.pdf(Papers.invoice(language, order))), "99.90");
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) escaped.append(String.format("\\u%04x", (int) c));
    return escaped.toString();
  }

  @Test
  void hebrewAndArabicCanBeReadBack() {
    String order =
        """
        {"currency":"ILS","billingInfo":{"contactDetails":{"firstName":"דוד","lastName":"לוי"}},"lineItems":[],"priceSummary":{"total":{"amount":"1"}}}""";
    shows(Papers.text(Papers.pdf(Papers.invoice("he", order))), "חשבונית", "דוד לוי");
    shows(
        Papers.text(Papers.pdf(Papers.invoice("ar", order.replace("דוד", "محمد")))),
        "فاتورة",
        "محمد");
  }

  @Test
  void threeHundredLinesRunOverPagesAndNoneIsLost() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      lines.append(i == 1 ? "" : ",");
      lines.append(
          """
          {"productName":{"original":"Article %03d with a name that is long enough to need a second line"},"quantity":1,"price":{"amount":"%d"}}"""
              .formatted(i, i));
    }
    String order =
        "{\"currency\":\"USD\",\"lineItems\":["
            + lines
            + "],\"priceSummary\":{\"subtotal\":{\"amount\":\"45150\"},\"total\":{\"amount\":\"45150\"}}}";
    byte[] pdf = Papers.pdf(Papers.invoice("en", order));
    String text = Papers.text(pdf);
    int pages = Papers.pages(pdf);
    assertTrue(pages > 5, pages + " pages");
    for (int i = 1; i <= 300; i++) shows(text, String.format("Article %03d", i), "$" + i + ".00");
    shows(text, "Total $45,150.00", "1 / " + pages, pages + " / " + pages);
    assertEquals(pages, text.split("Unit price", -1).length - 1);
  }

  @Test
  void aWordLongerThanItsColumnIsBroken() {
    String order =
        """
        {"currency":"USD","lineItems":[{"productName":{"original":"%s"},"quantity":1}],"priceSummary":{"total":{"amount":"1"}}}"""
            .formatted("W".repeat(2_000));
    byte[] pdf = Papers.pdf(Papers.invoice("en", order));
    int others = 1 + Papers.pages(pdf);
    long letters = Papers.text(pdf).chars().filter(c -> c == 'W').count();
    assertEquals(2_000, letters - others);
  }

  @Test
  void aReceiptShowsItsPayment() {
    SalesDocument receipt =
        document("en").toBuilder()
            .kind(DocumentKind.RECEIPT)
            .number("10001-1")
            .paymentId("p1")
            .build();
    String text = Papers.text(Papers.pdf(receipt));
    shows(
        text,
        "Receipt",
        "Number 10001-1",
        "Payment received",
        "Card •••• 4242 Paid €1,010.97",
        "Order total €1,060.97",
        "Balance due €50.00");
    assertFalse(text.contains("Broken"), text);
  }

  @Test
  void theSameDocumentGivesTheSameBytes() throws Exception {
    byte[] once = Papers.pdf(document("de"));
    assertArrayEquals(once, Papers.pdf(document("de")));
    Files.write(Path.of("target", "invoice-sample.pdf"), once);
    Files.write(Path.of("target", "invoice-sample-he.pdf"), Papers.pdf(document("he")));
  }
}
