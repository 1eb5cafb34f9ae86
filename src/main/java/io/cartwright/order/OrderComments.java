package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.OrderActivityTypeEnumActivityType;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PublicActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Entries that callers write into an order's diary: the only ones that they change or delete. */
final class OrderComments {
  private OrderComments() {}

  /**
   * The order with these entries added. Refused with ACTIVITIES_LIMIT_REACHED when the diary has no
   * room for all of them.
   *
   * @param ids of the new entries, in their order
   */
  static Outcome<Order> added(
      Order order, List<PublicActivity> contents, List<UUID> ids, Instant now) {
    List<Activity> activities = new ArrayList<>(of(order));
    if (activities.size() + contents.size() > Activities.COUNT_MAX) {
      return Outcome.refused(
          OrderRefusal.ACTIVITIES_LIMIT_REACHED,
          "an order has " + Activities.COUNT_MAX + " activities at most");
    }
    for (int i = 0; i < contents.size(); i++) {
      Activity.Builder entry = Activity.builder().id(ids.get(i).toString()).createdDate(now);
      activities.add(with(entry, contents.get(i)).build());
    }
    return Outcome.done(
        contents.isEmpty() ? order : order.toBuilder().activities(activities).build());
  }

  /** Refused, in this order: ACTIVITY_NOT_FOUND, ACTIVITY_NOT_EDITABLE. */
  static Outcome<Order> updated(Order order, String activityId, PublicActivity content) {
    return find(order, activityId)
        .map(
            entry -> {
              Activity changed =
                  with(entry.toBuilder().merchantComment(null).customActivity(null), content)
                      .build();
              List<Activity> activities = new ArrayList<>(of(order));
              activities.set(activities.indexOf(entry), changed);
              return changed.equals(entry)
                  ? order
                  : order.toBuilder().activities(activities).build();
            });
  }

  /** Refused, in this order: ACTIVITY_NOT_FOUND, ACTIVITY_NOT_EDITABLE. */
  static Outcome<Order> deleted(Order order, String activityId) {
    return find(order, activityId)
        .map(
            entry -> {
              List<Activity> activities = new ArrayList<>(of(order));
              activities.remove(entry);
              return order.toBuilder().activities(activities).build();
            });
  }

  /** What a caller asks to add, checked. */
  static Outcome<PublicActivity> content(String field, Activity asked) {
    if (asked.activityType() != null
        && asked.activityType() != OrderActivityTypeEnumActivityType.MERCHANT_COMMENT) {
      return Outcome.invalid(
          field + ".activityType", Violation.Rule.OTHER, "only MERCHANT_COMMENT can be added");
    }
    return content(
        field, PublicActivity.builder().merchantComment(asked.merchantComment()).build());
  }

  /** What a caller asks to write, checked. */
  static Outcome<PublicActivity> content(String field, PublicActivity asked) {
    if (asked == null || (asked.merchantComment() == null && asked.customActivity() == null)) {
      return Outcome.invalid(
          field + ".merchantComment", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    if (asked.merchantComment() != null && asked.merchantComment().message() == null) {
      return Outcome.invalid(
          field + ".merchantComment.message", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    return Outcome.done(asked);
  }

  private static Activity.Builder with(Activity.Builder entry, PublicActivity content) {
    if (content.merchantComment() != null) {
      return entry
          .type(ActivityType.MERCHANT_COMMENT)
          .activityType(OrderActivityTypeEnumActivityType.MERCHANT_COMMENT)
          .merchantComment(content.merchantComment());
    }
    return entry
        .type(ActivityType.CUSTOM_ACTIVITY)
        .activityType(null)
        .customActivity(content.customActivity());
  }

  private static Outcome<Activity> find(Order order, String activityId) {
    for (Activity entry : of(order)) {
      if (!activityId.equalsIgnoreCase(entry.id())) continue;
      return entry.merchantComment() != null || entry.customActivity() != null
          ? Outcome.done(entry)
          : Outcome.refused(
              OrderRefusal.ACTIVITY_NOT_EDITABLE, "the engine wrote it: " + entry.type());
    }
    return Outcome.refused(OrderRefusal.ACTIVITY_NOT_FOUND, "the order has no such activity");
  }

  private static List<Activity> of(Order order) {
    return order.activities() == null ? List.of() : order.activities();
  }
}
