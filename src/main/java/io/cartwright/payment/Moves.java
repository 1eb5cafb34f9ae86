package io.cartwright.payment;

import io.cartwright.order.money.MoneyQuestions.MoveNews;
import io.cartwright.order.money.MoneyQuestions.MoveStand;
import io.cartwright.payment.PaymentQuestions.MoveAsk;
import java.util.UUID;

/** Captures, voids and refunds between those who ask for them and the providers. */
final class Moves {
  private Moves() {}

  static MoveRequest request(MoveAsk ask) {
    MoveRequest.Kind kind =
        switch (ask.kind()) {
          case CAPTURE -> MoveRequest.Kind.CAPTURE;
          case VOID -> MoveRequest.Kind.VOID;
          case REFUND -> MoveRequest.Kind.REFUND;
        };
    return new MoveRequest(
        ask.siteId(),
        ask.moveId(),
        ask.paymentId(),
        ask.paymentReference(),
        kind,
        ask.amount(),
        ask.currency());
  }

  static MoveNews news(UUID moveId, ProviderAnswer answer) {
    MoveStand stand =
        switch (answer.state()) {
          case APPROVED, UNDONE -> MoveStand.DONE;
          case PENDING -> MoveStand.PENDING;
          case DECLINED -> MoveStand.FAILED;
          case NOT_FOUND -> MoveStand.NOT_FOUND;
          case NOT_SENT -> MoveStand.NOT_SENT;
          case UNKNOWN, AUTHORIZED, OFFLINE -> MoveStand.UNKNOWN;
        };
    return new MoveNews(moveId, stand, answer.reference(), answer.failure());
  }
}
