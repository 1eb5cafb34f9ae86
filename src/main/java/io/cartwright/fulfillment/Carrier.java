package io.cartwright.fulfillment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Carriers whose tracking pages are known. */
enum Carrier {
  FEDEX("fedex", "https://www.fedex.com/fedextrack/?trknbr="),
  UPS("ups", "https://www.ups.com/track?tracknum="),
  USPS("usps", "https://tools.usps.com/go/TrackConfirmAction?tLabels="),
  DHL("dhl", "https://www.dhl.com/global-en/home/tracking.html?tracking-id="),
  CANADA_POST(
      "canadaPost", "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=");

  private final String wireName;
  private final String page;

  Carrier(String wireName, String page) {
    this.wireName = wireName;
    this.page = page;
  }

  /** The carrier that the contract's callers name so; letters of either case. */
  static Optional<Carrier> named(String provider) {
    return Arrays.stream(values()).filter(it -> it.wireName.equalsIgnoreCase(provider)).findFirst();
  }

  String wireName() {
    return wireName;
  }

  /** Where a parcel can be followed. */
  String link(String trackingNumber) {
    return page + URLEncoder.encode(trackingNumber.strip(), StandardCharsets.UTF_8);
  }
}
