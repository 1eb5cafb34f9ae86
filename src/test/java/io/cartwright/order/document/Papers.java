package io.cartwright.order.document;

import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Documents for tests, and what can be read in their files. */
final class Papers {
  static final Instant ISSUED = Instant.parse("2026-03-04T05:06:07.008Z");

  private Papers() {}

  static Price price(String amount) {
    return Price.builder().amount(amount).build();
  }

  /** An invoice of this order, which is the contract's JSON. */
  static SalesDocument invoice(String language, String order) {
    return SalesDocument.builder()
        .kind(DocumentKind.INVOICE)
        .number("INV-00042")
        .orderId("00000000-0000-0000-0000-000000000001")
        .fingerprint("-")
        .issuedDate(ISSUED)
        .language(language)
        .timeZone("Europe/Berlin")
        .sellerName("Wright & Sons")
        .sellerAddress(
            io.cartwright.wire.own.site.BusinessAddress.builder()
                .country("DE")
                .city("Berlin")
                .postalCode("10115")
                .addressLine("Invalidenstr. 1")
                .build())
        .order(Order.CODEC.fromText(order))
        .build();
  }

  static byte[] pdf(SalesDocument document) {
    return SheetPdf.of(SheetOfDocument.of(document), document.issuedDate());
  }

  /**
   * All text of a file, in the order in which it is read; spaces that do not break become plain.
   */
  static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper reader = new PDFTextStripper();
      reader.setSortByPosition(true);
      return reader.getText(document).replace('\u00a0', ' ').replace('\u202f', ' ');
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static int pages(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
