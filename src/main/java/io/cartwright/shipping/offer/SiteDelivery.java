package io.cartwright.shipping.offer;

import io.cartwright.money.Currency;
import io.cartwright.store.Stored;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All delivery of one site as it stood at one version. Immutable; oldest first. */
public final class SiteDelivery {
  private final UUID siteId;
  private final long version;
  private final List<Stored<StoredProfile>> profiles;
  private final List<Stored<StoredOption>> options;
  // Written by races that all write the same: a book is immutable and safely published.
  private volatile DeliveryBook book;

  public SiteDelivery(
      UUID siteId,
      long version,
      List<Stored<StoredProfile>> profiles,
      List<Stored<StoredOption>> options) {
    this.siteId = siteId;
    this.version = version;
    this.profiles = List.copyOf(profiles);
    this.options = List.copyOf(options);
  }

  public UUID siteId() {
    return siteId;
  }

  /** Rises with each change of the site's delivery. */
  public long version() {
    return version;
  }

  public List<Stored<StoredProfile>> profiles() {
    return profiles;
  }

  public List<Stored<StoredOption>> options() {
    return options;
  }

  /** Empty until the site's delivery was first looked at. */
  public Optional<Stored<StoredProfile>> defaultProfile() {
    return profiles.stream()
        .filter(stored -> Boolean.TRUE.equals(stored.value().profile().default_()))
        .findFirst();
  }

  /** Whether one of the profiles has this region. */
  public boolean hasRegion(String regionId) {
    return profiles.stream()
        .flatMap(stored -> stored.value().profile().deliveryRegions().stream())
        .map(DeliveryRegion::id)
        .anyMatch(regionId::equalsIgnoreCase);
  }

  /** All of it with amounts in the minor units of a currency. */
  public DeliveryBook in(Currency currency) {
    DeliveryBook known = book;
    if (known == null || !known.currency().equals(currency)) {
      known = DeliveryBook.of(this, currency);
      book = known;
    }
    return known;
  }
}
