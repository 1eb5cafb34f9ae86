package io.cartwright.payment;

import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.own.payment.AttemptState;
import io.cartwright.wire.own.payment.PaymentAttempt;
import io.cartwright.wire.own.payment.PaymentOutcome;
import java.time.Instant;

/**
 * The states of an attempt to pay. It is written as STARTED before the provider is asked, so that a
 * crash leaves a trace; what ends it never changes again.
 */
final class Attempts {
  private Attempts() {}

  /** The state after news from the provider; the same when they tell nothing new. */
  static AttemptState next(AttemptState stands, ProviderAnswer.State news) {
    return switch (stands) {
      case STARTED ->
          switch (news) {
            case APPROVED -> AttemptState.APPROVED;
            case AUTHORIZED -> AttemptState.AUTHORIZED;
            case OFFLINE -> AttemptState.OFFLINE;
            case PENDING -> AttemptState.PENDING;
            case DECLINED, NOT_SENT -> AttemptState.DECLINED;
            case UNDONE -> AttemptState.UNDONE;
            case NOT_FOUND, UNKNOWN -> stands;
          };
      case PENDING ->
          switch (news) {
            case APPROVED -> AttemptState.APPROVED;
            case AUTHORIZED -> AttemptState.AUTHORIZED;
            case DECLINED -> AttemptState.DECLINED;
            case UNDONE -> AttemptState.UNDONE;
            case OFFLINE, PENDING, NOT_FOUND, NOT_SENT, UNKNOWN -> stands;
          };
      case APPROVED, AUTHORIZED, OFFLINE, DECLINED, UNDONE -> stands;
    };
  }

  /** True while an attempt may still move money, or has moved it. */
  static boolean isLive(AttemptState state) {
    return switch (state) {
      case STARTED, PENDING, APPROVED, AUTHORIZED -> true;
      case OFFLINE, DECLINED, UNDONE -> false;
    };
  }

  static boolean isOpen(AttemptState state) {
    return state == AttemptState.STARTED || state == AttemptState.PENDING;
  }

  /** True when the order has to know of this move; what failed at once concerns only the buyer. */
  static boolean concernsOrder(AttemptState before, AttemptState after) {
    return switch (after) {
      case APPROVED, AUTHORIZED, OFFLINE, PENDING -> true;
      case DECLINED, UNDONE -> before == AttemptState.PENDING;
      case STARTED -> false;
    };
  }

  /** What the order is told; null for a payment outside. */
  static PaymentStatus statusFor(AttemptState state) {
    return switch (state) {
      case APPROVED -> PaymentStatus.APPROVED;
      case AUTHORIZED -> PaymentStatus.AUTHORIZED;
      case PENDING -> PaymentStatus.PENDING;
      case DECLINED, UNDONE -> PaymentStatus.DECLINED;
      case OFFLINE -> null;
      case STARTED -> throw new IllegalArgumentException("nothing to tell yet");
    };
  }

  /** What the buyer is told; null for what is a refusal. */
  static PaymentOutcome outcomeFor(AttemptState state) {
    return switch (state) {
      case APPROVED -> PaymentOutcome.APPROVED;
      case AUTHORIZED -> PaymentOutcome.AUTHORIZED;
      case OFFLINE -> PaymentOutcome.OFFLINE;
      case STARTED, PENDING -> PaymentOutcome.PENDING;
      case DECLINED, UNDONE -> null;
    };
  }

  static PaymentAttempt moved(
      PaymentAttempt attempt, AttemptState state, ProviderAnswer answer, Instant now) {
    return attempt.toBuilder()
        .state(state)
        .reference(answer.reference() == null ? attempt.reference() : answer.reference())
        .failure(answer.failure())
        .updatedDate(now)
        .build();
  }
}
