package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.WixReceiptInfo;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Receipts: each payment of money has one at most, numbered after its order. */
final class Receipts {
  private Receipts() {}

  /**
   * Gives payments their receipts. Refused for the first that gets none, in this order:
   * PAYMENT_NOT_FOUND, INVALID_PAYMENT_TYPE, INVALID_PAYMENT_STATUS, RECEIPT_ALREADY_EXIST.
   */
  static Outcome<Posting> generate(Posting posting, List<String> ids, Supplier<UUID> fresh) {
    Books books = posting.before();
    long number = books.payments().stream().filter(payment -> payment.wixReceipt() != null).count();
    for (String id : ids) {
      Payment payment = books.payment(id);
      MoneyRefusal refusal = refusal(books, payment);
      if (refusal != null) return Outcome.refused(refusal, "payment " + id);
    }
    for (String id : ids) {
      number++;
      WixReceiptInfo receipt =
          new WixReceiptInfo(fresh.get().toString(), books.order().number() + "-" + number);
      posting.put(books.payment(id).toBuilder().wixReceipt(receipt).build());
      posting.note(ActivityType.RECEIPT_CREATED, Activity.builder());
    }
    return Outcome.done(posting);
  }

  private static MoneyRefusal refusal(Books books, Payment payment) {
    if (payment == null) return MoneyRefusal.PAYMENT_NOT_FOUND;
    if (Means.of(payment) != Means.REGULAR) return MoneyRefusal.INVALID_PAYMENT_TYPE;
    if (books.ledger().takenOf(Holds.id(payment)) == 0) return MoneyRefusal.INVALID_PAYMENT_STATUS;
    boolean exists = payment.wixReceipt() != null || payment.externalReceipt() != null;
    return exists ? MoneyRefusal.RECEIPT_ALREADY_EXIST : null;
  }
}
