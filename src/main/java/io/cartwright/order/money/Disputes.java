package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.Chargeback;
import io.cartwright.wire.common.ChargebackStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Money that the buyer's bank takes back, and what of it the shop wins again. */
final class Disputes {
  private Disputes() {}

  /**
   * Enters a chargeback, or its reversal; what is entered already changes nothing. Refused with
   * PAYMENT_NOT_FOUND. Nothing of ours can prevent it, so that more may go than is left.
   *
   * @param amountMinor what the bank takes or gives back
   */
  static Outcome<Posting> dispute(
      Posting posting,
      UUID paymentId,
      UUID chargebackId,
      long amountMinor,
      boolean reversed,
      String reference) {
    Books books = posting.before();
    Payment payment = books.payment(paymentId.toString());
    if (payment == null || payment.regularPaymentDetails() == null) {
      return Outcome.refused(MoneyRefusal.PAYMENT_NOT_FOUND, "the order has no such payment");
    }
    EntryKind kind = reversed ? EntryKind.CHARGEBACK_REVERSED : EntryKind.CHARGEBACK;
    boolean known = books.ledger().has(chargebackId, kind);
    boolean early = reversed && !books.ledger().has(chargebackId, EntryKind.CHARGEBACK);
    if (known || early || amountMinor < 1) return Outcome.done(posting);
    posting.enter(
        paymentId,
        chargebackId,
        kind,
        reversed ? Account.DISPUTED : Account.PAID,
        reversed ? Account.PAID : Account.DISPUTED,
        amountMinor,
        books.ledger().providerOf(paymentId),
        reference);
    posting.put(shown(posting, payment, chargebackId, books.price(amountMinor), reversed));
    posting.note(
        reversed ? ActivityType.CHARGEBACK_REVERSED : ActivityType.CHARGEBACK_CREATED,
        Activity.builder());
    return Outcome.done(posting);
  }

  private static Payment shown(
      Posting posting, Payment payment, UUID chargebackId, Price amount, boolean reversed) {
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    List<Chargeback> all = new ArrayList<>();
    if (regular.chargebacks() != null) all.addAll(regular.chargebacks());
    String id = chargebackId.toString();
    if (reversed) {
      all.replaceAll(
          it ->
              it.id().equals(id)
                  ? it.toBuilder()
                      .status(ChargebackStatus.REVERSED)
                      .reversalAmount(amount)
                      .updatedDate(posting.now())
                      .build()
                  : it);
    } else {
      all.add(
          Chargeback.builder()
              .id(id)
              .createdDate(posting.now())
              .updatedDate(posting.now())
              .amount(amount)
              .status(ChargebackStatus.APPROVED)
              .externalId(id)
              .build());
    }
    return payment.toBuilder()
        .regularPaymentDetails(regular.toBuilder().chargebacks(all).build())
        .build();
  }
}
