package io.cartwright.order.money;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.order.document.DocumentStore;
import io.cartwright.order.document.SalesDocuments;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.WixReceiptInfo;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.own.document.SalesDocument;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** Receipts: each payment of money has one at most, numbered after its order. */
final class Receipts {
  private Receipts() {}

  /**
   * Gives payments their receipts. Refused for the first that gets none, in this order:
   * PAYMENT_NOT_FOUND, INVALID_PAYMENT_TYPE, INVALID_PAYMENT_STATUS, RECEIPT_ALREADY_EXIST.
   */
  static Outcome<Posting> generate(Posting posting, List<String> asked, Supplier<UUID> fresh) {
    Books books = posting.before();
    List<String> ids = once(asked);
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

  /** Each id once, however often it was named. */
  private static List<String> once(List<String> ids) {
    return ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  /** Adds the documents of receipts that were just given. */
  static void issue(
      Change change, Call<?> call, Posted posted, List<String> ids, SiteSettings site) {
    for (String id : once(ids)) {
      Books books = posted.after();
      Payment payment = books.payment(id);
      SalesDocument receipt =
          SalesDocuments.receipt(books.order(), books.transactions(), payment, site, call.now());
      change.insert(
          DocumentStore.DOCUMENTS,
          call.caller().siteId(),
          UUID.fromString(payment.wixReceipt().receiptId()),
          receipt);
    }
  }

  private static MoneyRefusal refusal(Books books, Payment payment) {
    if (payment == null) return MoneyRefusal.PAYMENT_NOT_FOUND;
    if (Means.of(payment) != Means.REGULAR) return MoneyRefusal.INVALID_PAYMENT_TYPE;
    if (books.ledger().takenOf(Holds.id(payment)) == 0) return MoneyRefusal.INVALID_PAYMENT_STATUS;
    boolean exists = payment.wixReceipt() != null || payment.externalReceipt() != null;
    return exists ? MoneyRefusal.RECEIPT_ALREADY_EXIST : null;
  }
}
