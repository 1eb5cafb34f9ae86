package io.cartwright.shipping.option;

import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.bus.Outcome;
import io.cartwright.event.DomainEvents;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.shippingoptions.Condition;
import io.cartwright.wire.shippingoptions.ConditionType;
import io.cartwright.wire.shippingoptions.ConditionalRates;
import io.cartwright.wire.shippingoptions.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Moves of shipping options. */
public final class Options {
  /** Regions that one option is offered in. */
  static final int REGIONS_MAX = 50;

  private static final String FIRST_REVISION = "1";

  private Options() {}

  /** Refuses missing and wrong fields, then numbers of pieces that are not whole. */
  static Outcome<StoredOption> create(UUID id, ShippingOption asked, Instant now) {
    ShippingOption plain = ShippingOption.CODEC.merge(null, asked, null);
    Set<String> regions = new LinkedHashSet<>();
    list(plain.deliveryRegionIds()).forEach(region -> regions.add(lower(region)));
    if (plain.deliveryRegionId() != null) regions.add(lower(plain.deliveryRegionId()));
    if (regions.size() > REGIONS_MAX) return tooManyRegions("shippingOption.deliveryRegionIds");
    ShippingOption.Builder option =
        plain.toBuilder()
            .id(id.toString())
            .revision(FIRST_REVISION)
            .createdDate(now)
            .updatedDate(now);
    return checked(in(option, List.copyOf(regions)))
        .map(ok -> StoredOption.builder().option(ok).build());
  }

  /**
   * Changes what was sent; regions have operations of their own.
   *
   * @param present the names of the option that were sent; null: those that are not null
   */
  static Outcome<StoredOption> update(
      StoredOption before, ShippingOption patch, Fields present, Instant now) {
    ShippingOption merged = ShippingOption.CODEC.merge(before.option(), patch, present);
    return checked(merged).map(ok -> next(before, ok.toBuilder(), now));
  }

  /** Adding a region that the option has changes nothing. */
  static Outcome<StoredOption> addRegion(StoredOption before, String regionId, Instant now) {
    List<String> regions = new ArrayList<>(before.option().deliveryRegionIds());
    if (regions.contains(lower(regionId))) return Outcome.done(before);
    if (regions.size() >= REGIONS_MAX) return tooManyRegions("deliveryRegionId");
    regions.add(lower(regionId));
    return Outcome.done(next(before, in(before.option().toBuilder(), regions), now));
  }

  private static <T> Outcome<T> tooManyRegions(String field) {
    return Outcome.invalid(
        field, Violation.Rule.MAX_SIZE, "an option has at most " + REGIONS_MAX + " regions");
  }

  /** Removing regions that the option does not have changes nothing. */
  public static StoredOption withoutRegions(
      StoredOption before, Set<String> regionIds, Instant now) {
    List<String> regions = new ArrayList<>(before.option().deliveryRegionIds());
    return regions.removeAll(regionIds)
        ? next(before, in(before.option().toBuilder(), regions), now)
        : before;
  }

  /** Changes extended fields only; the revision stays. */
  static StoredOption extend(StoredOption before, String namespace, Json data, Instant now) {
    ShippingOption option = before.option();
    return before.toBuilder()
        .option(
            option.toBuilder()
                .extendedFields(DeliveryMessages.extended(option.extendedFields(), namespace, data))
                .updatedDate(now)
                .build())
        .build();
  }

  /** Switches the option on or off; nothing that the contract shows of it changes. */
  public static StoredOption activated(StoredOption before, boolean active) {
    return active == !Boolean.TRUE.equals(before.inactive())
        ? before
        : before.toBuilder().inactive(active ? null : true).build();
  }

  /** Adds the replacement of an option and its event to a change. */
  public static void change(
      Change change, UUID siteId, Stored<StoredOption> before, StoredOption next, Instant now) {
    replace(change, siteId, before, next);
    change.emit(
        events(siteId, now)
            .updated(
                before.id().toString(),
                before.revision() + 1,
                ShippingOption.CODEC,
                before.value().option(),
                next.option()));
  }

  static void replace(Change change, UUID siteId, Stored<StoredOption> before, StoredOption next) {
    change.update(DeliveryStore.OPTION_TABLE, siteId, before.id(), before.revision(), next);
  }

  static DomainEvents events(UUID siteId, Instant now) {
    return new DomainEvents(siteId, "wix.ecom.v1.shipping_option", now);
  }

  private static StoredOption next(StoredOption before, ShippingOption.Builder next, Instant now) {
    String revision = DeliveryMessages.next(before.option().revision());
    return before.toBuilder().option(next.revision(revision).updatedDate(now).build()).build();
  }

  /** The old single region is the first of all. */
  private static ShippingOption.Builder in(ShippingOption.Builder option, List<String> regions) {
    return option
        .deliveryRegionIds(regions)
        .deliveryRegionId(regions.isEmpty() ? null : regions.get(0));
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static Outcome<ShippingOption> checked(ShippingOption.Builder option) {
    return checked(option.build());
  }

  private static Outcome<ShippingOption> checked(ShippingOption option) {
    List<Violation> missing = new ArrayList<>();
    if (list(option.rates()).isEmpty()) require(missing, "rates", null);
    boolean whole = true;
    for (ConditionalRates rate : list(option.rates())) {
      require(missing, "rates.amount", rate.amount());
      for (Condition condition : list(rate.conditions())) {
        require(missing, "rates.conditions.type", condition.type());
        require(missing, "rates.conditions.operator", condition.operator());
        require(missing, "rates.conditions.value", condition.value());
        whole &= isWhole(condition);
      }
    }
    if (!missing.isEmpty()) return Outcome.invalid(missing);
    return whole
        ? Outcome.done(option)
        : Outcome.refused(
            ShippingRefusal.INVALID_QUANTITY_VALUE, "a number of pieces must be whole");
  }

  private static void require(List<Violation> missing, String field, Object value) {
    if (value == null) {
      missing.add(
          Violation.of("shippingOption." + field, "must be set", Violation.Rule.REQUIRED_FIELD));
    }
  }

  private static boolean isWhole(Condition condition) {
    return condition.type() != ConditionType.BY_TOTAL_QUANTITY
        || condition.value() == null
        || new BigDecimal(condition.value()).stripTrailingZeros().scale() <= 0;
  }
}
