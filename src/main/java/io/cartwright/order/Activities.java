package io.cartwright.order;

import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.AuthorizedPaymentCreated;
import io.cartwright.wire.common.OrderActivityTypeEnumActivityType;
import io.cartwright.wire.common.PaymentDeclined;
import io.cartwright.wire.common.PaymentPending;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.RegularPayment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Entries of an order's diary, oldest first. */
public final class Activities {
  /** Most entries of one order; what comes later is not written down. */
  static final int COUNT_MAX = 1_000;

  private final List<Activity> entries;
  private final Instant now;
  private final Supplier<UUID> ids;

  public Activities(List<Activity> before, Instant now, Supplier<UUID> ids) {
    this.entries = before == null ? new ArrayList<>() : new ArrayList<>(before);
    this.now = now;
    this.ids = ids;
  }

  public Activities add(ActivityType type) {
    return add(type, Activity.builder());
  }

  Activities pending(String paymentId, Price amount) {
    PaymentPending content =
        PaymentPending.builder().paymentId(paymentId).regular(regular(amount)).build();
    return add(ActivityType.PAYMENT_PENDING, Activity.builder().paymentPending(content));
  }

  Activities declined(String paymentId, Price amount) {
    PaymentDeclined content =
        PaymentDeclined.builder().paymentId(paymentId).regular(regular(amount)).build();
    return add(ActivityType.PAYMENT_DECLINED, Activity.builder().paymentDeclined(content));
  }

  Activities authorized(String paymentId, Price amount) {
    AuthorizedPaymentCreated content =
        AuthorizedPaymentCreated.builder().paymentId(paymentId).amount(amount).build();
    return add(
        ActivityType.AUTHORIZED_PAYMENT_CREATED,
        Activity.builder().authorizedPaymentCreated(content));
  }

  private static RegularPayment regular(Price amount) {
    return RegularPayment.builder().amount(amount).build();
  }

  public Activities add(ActivityType type, Activity.Builder content) {
    if (entries.size() < COUNT_MAX) {
      entries.add(
          content
              .id(ids.get().toString())
              .createdDate(now)
              .type(type)
              .activityType(OrderActivityTypeEnumActivityType.valueOf(type.name()))
              .build());
    }
    return this;
  }

  Activities addAll(List<Activity> more) {
    if (more != null)
      entries.addAll(more.subList(0, Math.min(more.size(), COUNT_MAX - entries.size())));
    return this;
  }

  public List<Activity> list() {
    return List.copyOf(entries);
  }
}
