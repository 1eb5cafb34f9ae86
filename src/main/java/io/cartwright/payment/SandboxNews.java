package io.cartwright.payment;

import io.cartwright.wire.own.payment.SandboxDispute;
import io.cartwright.wire.own.payment.SandboxMove;
import io.cartwright.wire.own.payment.SandboxNotification;
import io.cartwright.wire.own.payment.SandboxPayment;
import io.cartwright.wire.own.payment.SandboxState;
import java.util.UUID;

/** The sandbox's notifications, written and read. */
final class SandboxNews {
  private SandboxNews() {}

  static SandboxNotification of(UUID siteId, SandboxPayment payment) {
    return SandboxNotification.builder()
        .siteId(siteId.toString())
        .key(payment.key())
        .state(payment.state())
        .reference(payment.reference())
        .failure(payment.failure())
        .build();
  }

  static SandboxNotification of(UUID siteId, SandboxPayment payment, SandboxMove move) {
    return of(siteId, payment).toBuilder()
        .moveKey(move.key())
        .state(move.state())
        .reference("sbx_" + move.key())
        .failure(move.failure())
        .build();
  }

  static SandboxNotification of(UUID siteId, SandboxPayment payment, SandboxDispute dispute) {
    return of(siteId, payment).toBuilder().dispute(dispute).build();
  }

  static ProviderNews read(String payload) {
    SandboxNotification news = SandboxNotification.CODEC.fromText(payload);
    UUID siteId = UUID.fromString(news.siteId());
    UUID key = UUID.fromString(news.key());
    if (news.dispute() != null) {
      SandboxDispute dispute = news.dispute();
      return new ProviderNews.OfDispute(
          siteId,
          key,
          UUID.fromString(dispute.id()),
          dispute.amount(),
          dispute.reversed(),
          "sbx_" + dispute.id());
    }
    ProviderAnswer answer =
        new ProviderAnswer(state(news.state()), news.reference(), news.failure());
    return news.moveKey() == null
        ? new ProviderNews.OfPayment(siteId, key, answer)
        : new ProviderNews.OfMove(siteId, UUID.fromString(news.moveKey()), answer);
  }

  static ProviderAnswer answer(SandboxPayment payment) {
    return new ProviderAnswer(state(payment.state()), payment.reference(), payment.failure());
  }

  static ProviderAnswer answer(SandboxMove move) {
    return new ProviderAnswer(state(move.state()), "sbx_" + move.key(), move.failure());
  }

  private static ProviderAnswer.State state(SandboxState state) {
    return switch (state) {
      case PENDING -> ProviderAnswer.State.PENDING;
      case APPROVED -> ProviderAnswer.State.APPROVED;
      case AUTHORIZED -> ProviderAnswer.State.AUTHORIZED;
      case DECLINED -> ProviderAnswer.State.DECLINED;
      case UNDONE -> ProviderAnswer.State.UNDONE;
    };
  }
}
