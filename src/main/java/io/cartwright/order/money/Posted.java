package io.cartwright.order.money;

import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.money.MoneyMove;
import java.util.List;

/**
 * A change of the books, ready to be written in one transaction.
 *
 * @param entries what the ledger gains
 * @param moves what providers are to be asked for afterwards
 * @param restocks units that go back to the shelf
 * @param paymentIds the payments that were touched
 * @param refundIds the refunds that were touched
 */
record Posted(
    Books before,
    Books after,
    List<Entry> entries,
    List<MoneyMove> moves,
    List<Posting.Restock> restocks,
    List<String> paymentIds,
    List<String> refundIds) {

  Order order() {
    return after.order();
  }

  /** False when nothing was touched, so that nothing is to be written. */
  boolean isChange() {
    return !paymentIds.isEmpty() || !refundIds.isEmpty();
  }
}
