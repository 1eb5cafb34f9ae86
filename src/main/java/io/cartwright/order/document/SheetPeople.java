package io.cartwright.order.document;

import io.cartwright.order.document.Sheet.Party;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.StreetAddress;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.site.BusinessAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Seller, buyer and recipient on paper. Pure. */
final class SheetPeople {
  private final Words words;

  SheetPeople(Words words) {
    this.words = words;
  }

  List<String> seller(String name, BusinessAddress address) {
    List<String> lines = new ArrayList<>();
    add(lines, name);
    if (address == null) return lines;
    add(lines, address.addressLine());
    add(lines, joined(address.postalCode(), address.city(), address.subdivision()));
    add(lines, words.country(address.country()));
    return lines;
  }

  /** The buyer; and the recipient or the place of pickup where that is another. */
  List<Party> of(Order order) {
    List<Party> all = new ArrayList<>();
    String email = order.buyerInfo() == null ? null : order.buyerInfo().email();
    var delivery = order.shippingInfo() == null ? null : order.shippingInfo().logistics();
    AddressWithContact destination =
        order.recipientInfo() != null
            ? order.recipientInfo()
            : delivery == null ? null : delivery.shippingDestination();
    AddressWithContact billed = order.billingInfo() == null ? destination : order.billingInfo();
    List<String> buyer = lines(billed);
    add(buyer, email);
    if (!buyer.isEmpty()) all.add(new Party(words.word("billTo"), buyer));
    if (destination != null && !destination.equals(billed)) {
      List<String> recipient = lines(destination);
      if (!recipient.isEmpty()) all.add(new Party(words.word("shipTo"), recipient));
    }
    if (delivery != null && delivery.pickupDetails() != null) {
      var at = delivery.pickupDetails().address();
      List<String> place = new ArrayList<>();
      if (at != null) {
        place(
            place,
            at.streetAddress(),
            at.addressLine(),
            at.addressLine2(),
            joined(at.postalCode(), at.city(), at.subdivision()),
            SheetLines.first(words.country(at.country()), at.countryFullname()));
      }
      if (!place.isEmpty()) all.add(new Party(words.word("pickup"), place));
    }
    return all;
  }

  private List<String> lines(AddressWithContact who) {
    List<String> lines = new ArrayList<>();
    if (who == null) return lines;
    var contact = who.contactDetails();
    if (contact != null) {
      add(lines, joined(contact.firstName(), contact.lastName()));
      add(lines, contact.company());
    }
    var at = who.address();
    if (at != null) {
      place(
          lines,
          at.streetAddress(),
          at.addressLine(),
          at.addressLine2(),
          joined(at.postalCode(), at.city(), at.subdivision()),
          SheetLines.first(words.country(at.country()), at.countryFullname()));
    }
    if (contact != null && contact.vatId() != null && contact.vatId().id() != null) {
      add(lines, words.word("vatId") + ": " + contact.vatId().id());
    }
    if (contact != null) add(lines, contact.phone());
    return lines;
  }

  private static void place(
      List<String> lines,
      StreetAddress street,
      String line,
      String line2,
      String city,
      String country) {
    String streets =
        street == null
            ? null
            : SheetLines.first(
                street.formattedAddressLine(), joined(street.name(), street.number()));
    add(lines, SheetLines.first(line, streets));
    add(lines, street == null ? line2 : SheetLines.first(line2, street.apt()));
    add(lines, city);
    add(lines, country);
  }

  private static void add(List<String> lines, String line) {
    if (line != null && !line.isBlank()) lines.add(line.strip());
  }

  private static String joined(String... parts) {
    return String.join(
        " ",
        java.util.Arrays.stream(parts)
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList());
  }
}
