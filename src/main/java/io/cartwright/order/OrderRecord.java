package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.OrderSettings;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderApprovalStrategy;
import io.cartwright.wire.orders.OrderCreationSettings;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Orders that were made elsewhere and are recorded here, by createOrder or importOrder. Pure. */
final class OrderRecord {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private OrderRecord() {}

  /**
   * What is not given and the site knows.
   *
   * @param currency ISO 4217 code
   * @param language ISO 639-1 code
   */
  record Standard(String currency, String language) {}

  /**
   * The order as it will be stored, all but its number. Values are taken as given; statuses,
   * balance, diary and dates are ours. Refused, in this order: lines without an id of their own
   * form, without a file where they are digital; a status that no order begins with;
   * PURCHASED_DATE_CANNOT_BE_IN_FUTURE.
   */
  static Outcome<Order> created(
      Order given,
      OrderCreationSettings settings,
      Standard standard,
      Instant now,
      Supplier<UUID> ids) {
    List<Violation> wrong = violations(given);
    if (given.status() != null
        && given.status() != OrderStatus.APPROVED
        && given.status() != OrderStatus.INITIALIZED) {
      wrong.add(violation("status", "must be APPROVED or INITIALIZED"));
    }
    if (!wrong.isEmpty()) return Outcome.invalid(wrong);
    if (given.purchasedDate() != null && given.purchasedDate().isAfter(now)) {
      return Outcome.refused(
          OrderRefusal.PURCHASED_DATE_CANNOT_BE_IN_FUTURE, "purchasedDate is in the future");
    }
    String orderId = ids.get().toString();
    Order named =
        named(given, standard, ids).toBuilder()
            .id(orderId)
            .number(null)
            .createdDate(now)
            .updatedDate(now)
            .purchasedDate(given.purchasedDate() == null ? now : given.purchasedDate())
            .settings(settings(settings))
            .balanceSummary(null)
            .imported(false)
            .archived(Boolean.TRUE.equals(given.archived()))
            .seenByAHuman(Boolean.TRUE.equals(given.seenByAHuman()))
            .build();
    Currency currency = Currency.of(named.currency());
    long total = Placement.totalMinor(named);
    Order derived =
        OrderStatuses.withFulfillment(
            OrderStatuses.withMoney(named, Balance.of(currency, total, null)), Map.of());
    Activities activities = new Activities(null, now, ids).add(ActivityType.ORDER_PLACED);
    if (total == 0) activities.add(ActivityType.ORDER_PAID);
    if (derived.fulfillmentStatus() == FulfillmentStatus.FULFILLED) {
      activities.add(ActivityType.ORDER_FULFILLED);
    }
    return Outcome.done(
        derived.toBuilder()
            .status(status(given, settings, total))
            .activities(activities.list())
            .build());
  }

  private static OrderStatus status(Order given, OrderCreationSettings settings, long total) {
    if (total == 0) return OrderStatus.APPROVED;
    OrderApprovalStrategy strategy =
        settings == null || settings.orderApprovalStrategy() == null
            ? OrderApprovalStrategy.DEFAULT
            : settings.orderApprovalStrategy();
    return switch (strategy) {
      case DEFAULT -> given.status() == null ? OrderStatus.APPROVED : given.status();
      case PAYMENT_RECEIVED, PAYMENT_METHOD_SAVED -> OrderStatus.INITIALIZED;
    };
  }

  private static OrderSettings settings(OrderCreationSettings asked) {
    if (asked == null) return null;
    return asked.editableByOwnerApps() == null
        ? OrderSettings.builder().editableByEveryone(true).build()
        : OrderSettings.builder().editableByOwnerApps(asked.editableByOwnerApps()).build();
  }

  /** What is wrong with an order that is recorded, by the fields at fault. */
  private static List<Violation> violations(Order given) {
    List<Violation> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (OrderLineItem line : OrderLines.of(given)) {
      String lineId = line.id();
      boolean named = lineId != null && !lineId.isEmpty();
      if (named && OrderIds.parse(lineId) == null) {
        found.add(violation("lineItems.id", "must be a GUID or empty"));
      } else if (named && !seen.add(lineId.toLowerCase(Locale.ROOT))) {
        found.add(violation("lineItems.id", "must be unique in the order"));
      }
      boolean digital =
          line.itemType() != null && line.itemType().preset() == ItemTypePreset.DIGITAL;
      if (digital && line.digitalFile() == null) {
        found.add(violation("lineItems.digitalFile", "must be set for digital items"));
      }
    }
    if (given.currency() != null && !Currency.isKnown(given.currency())) {
      found.add(violation("currency", "is not a currency"));
    }
    if (given.number() != null && !NUMBER.matcher(given.number()).matches()) {
      found.add(violation("number", "must be a whole number"));
    }
    return found;
  }

  private static Violation violation(String field, String what) {
    return Violation.of("order." + field, what, Violation.Rule.OTHER);
  }

  /** The order with an id for each line, a currency and a language, and its amounts formatted. */
  private static Order named(Order given, Standard standard, Supplier<UUID> ids) {
    List<OrderLineItem> lines = new ArrayList<>();
    for (OrderLineItem line : OrderLines.of(given)) {
      boolean named = line.id() != null && !line.id().isEmpty();
      lines.add(named ? line : line.toBuilder().id(ids.get().toString()).build());
    }
    String currency = given.currency() == null ? standard.currency() : given.currency();
    Order whole =
        given.toBuilder()
            .lineItems(lines)
            .currency(currency)
            .siteLanguage(given.siteLanguage() == null ? standard.language() : given.siteLanguage())
            .build();
    return OrderAmounts.formatted(whole, Currency.of(currency));
  }

  /**
   * An order as importOrder stores it: as given, read-only fields included. What a stored order
   * always has and the caller left out is filled in. Refuses lines as {@link #created} does.
   *
   * @param before the imported order that it replaces, or null
   */
  static Outcome<Order> imported(
      Order given, UUID orderId, Order before, Standard standard, Instant now, Supplier<UUID> ids) {
    List<Violation> wrong = violations(given);
    return wrong.isEmpty()
        ? Outcome.done(whole(given, orderId, before, standard, now, ids))
        : Outcome.invalid(wrong);
  }

  private static Order whole(
      Order given, UUID orderId, Order before, Standard standard, Instant now, Supplier<UUID> ids) {
    Order named = named(given, standard, ids);
    Instant created =
        named.createdDate() != null
            ? named.createdDate()
            : before == null ? now : before.createdDate();
    FulfillmentStatus fulfillment =
        named.fulfillmentStatus() == null
            ? FulfillmentRule.statusOf(named, Map.of())
            : named.fulfillmentStatus();
    String number =
        named.number() != null ? named.number() : before == null ? null : before.number();
    return named.toBuilder()
        .id(orderId.toString())
        .number(number)
        .createdDate(created)
        .updatedDate(named.updatedDate() == null ? now : named.updatedDate())
        .purchasedDate(named.purchasedDate() == null ? created : named.purchasedDate())
        .fulfillmentStatus(fulfillment)
        .archived(Boolean.TRUE.equals(named.archived()))
        .seenByAHuman(Boolean.TRUE.equals(named.seenByAHuman()))
        .imported(true)
        .build();
  }
}
