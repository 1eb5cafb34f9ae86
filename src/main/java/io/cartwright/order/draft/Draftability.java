package io.cartwright.order.draft;

import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.SubscriptionInfo;
import io.cartwright.wire.common.WeightUnit;
import io.cartwright.wire.draftorders.NonDraftableReason;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether an order may be edited. Pure. */
final class Draftability {
  /** What another shop sold is changed there. */
  private static final Set<ChannelType> FOREIGN =
      Set.of(
          ChannelType.EBAY,
          ChannelType.AMAZON,
          ChannelType.WISH,
          ChannelType.CLASS_PASS,
          ChannelType.GLOBAL_E,
          ChannelType.FACEBOOK,
          ChannelType.ETSY,
          ChannelType.TIKTOK,
          ChannelType.FAIRE_COM,
          ChannelType.PAYPAL_AGENTIC_CHECKOUT,
          ChannelType.STRIPE_AGENTIC_CHECKOUT);

  private Draftability() {}

  /** Why an order cannot be edited, in the contract's order; empty when it can. */
  static List<NonDraftableReason> reasons(Order order, SiteSettings site) {
    if (order == null) return List.of(NonDraftableReason.ORDER_NOT_FOUND);
    List<NonDraftableReason> reasons = new ArrayList<>();
    if (isRefunded(order)) reasons.add(NonDraftableReason.PARTIALLY_OR_FULLY_REFUNDED);
    boolean foreign = order.channelInfo() != null && FOREIGN.contains(order.channelInfo().type());
    if (foreign) reasons.add(NonDraftableReason.UNSUPPORTED_CHANNEL_TYPE);
    if (order.status() != OrderStatus.APPROVED) {
      reasons.add(NonDraftableReason.ORDER_STATUS_IS_NOT_SUPPORTED);
    }
    if (!site.currency().equals(order.currency())) {
      reasons.add(NonDraftableReason.ORDER_AND_SITE_CURRENCIES_ARE_INCONSISTENT);
    }
    if (!sameUnit(order.weightUnit(), site)) {
      reasons.add(NonDraftableReason.ORDER_AND_SITE_WEIGHT_UNITS_ARE_INCONSISTENT);
    }
    if (DraftLines.of(order).stream().anyMatch(Draftability::isSubscription)) {
      reasons.add(NonDraftableReason.SUBSCRIPTION_LINE_ITEM_EXISTS);
    }
    return reasons;
  }

  private static boolean isRefunded(Order order) {
    BalanceSummary balance = order.balanceSummary();
    if (balance == null) return false;
    Currency currency = Currency.of(order.currency());
    return isSome(currency, balance.refunded()) || isSome(currency, balance.pendingRefund());
  }

  private static boolean isSome(Currency currency, Price price) {
    return Prices.minor(currency, price) > 0;
  }

  private static boolean sameUnit(WeightUnit unit, SiteSettings site) {
    if (unit == null || unit == WeightUnit.UNSPECIFIED_WEIGHT_UNIT) return true;
    return unit.name().equals(site.weightUnit().name());
  }

  static boolean isSubscription(OrderLineItem line) {
    SubscriptionInfo info = line.subscriptionInfo();
    return info != null && (info.id() != null || info.subscriptionSettings() != null);
  }
}
