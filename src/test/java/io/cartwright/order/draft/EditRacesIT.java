package io.cartwright.order.draft;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.draft.DraftFixture.catalogLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.order.money.Audit;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.wire.draftorders.CreateDraftOrderResponse;
import io.cartwright.wire.draftorders.UpdateLineItemsResponse;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Edits of orders beside refunds, and beside other edits, all begun before the first is answered.
 * Afterwards order, ledger and shelf tell one story.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class EditRacesIT {
  private static final int ORDERS = 30;

  /** A third of the edits are begun so much sooner than their refunds. */
  private static final int HEAD_START_MS = 500;

  private static final int LONGER = Boolean.getBoolean("cartwright.long") ? 10 : 1;

  private DraftFixture shop;
  private UUID shelf;

  @BeforeAll
  void open() {
    shop = new DraftFixture();
    shelf = shop.sells("mug", 1_000, 90_000);
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  /** An order of three mugs, one of which an edit takes away or adds, and what pays it. */
  private final class Sale {
    final String order;
    final String payment;
    final String draft;
    final String line;
    final int wanted;

    Sale(int wanted) {
      this.wanted = wanted;
      Order made = shop.made("'catalogLineItems':[" + catalogLine("mug", 3) + "]");
      order = made.id();
      line = made.lineItems().get(0).id();
      shop.done(
          OrderTransactionsApi.ADD_PAYMENTS,
          "{'orderId':'%s','payments':[{'amount':{'amount':'30'},'regularPaymentDetails':{'offlinePayment':true,'status':'APPROVED'}}]}"
              .formatted(order));
      payment = transactions(order).payments().get(0).id();
      draft = shop.edit(order).id();
      shop.done(DraftOperations.UPDATE_LINE_ITEMS, change(draft, line, wanted).replace('"', '\''));
    }

    Future<Outcome<?>> commit() {
      String body =
          "{\"draftOrderId\":\"%s\",\"commitSettings\":{\"updateInventory\":[{\"lineItemId\":\"%s\"}]}}";
      return shop.asked(shop.staff, DraftOperations.COMMIT_DRAFT_ORDER, body.formatted(draft, line))
          .map(outcome -> (Outcome<?>) outcome);
    }

    Future<Outcome<?>> refund(String amount) {
      String body =
          "{\"orderId\":\"%s\",\"paymentRefunds\":[{\"paymentId\":\"%s\",\"amount\":{\"amount\":\"%s\"},\"externalRefund\":true}]}";
      return shop.asked(
              shop.staff,
              Operation.of(OrderBillingApi.REFUND_PAYMENTS).allow(Role.ADMIN),
              body.formatted(order, payment, amount))
          .map(outcome -> (Outcome<?>) outcome);
    }
  }

  private static String change(String draft, String line, int quantity) {
    return "{\"draftOrderId\":\"%s\",\"lineItemChanges\":[{\"lineItemId\":\"%s\",\"newQuantity\":%d}]}"
        .formatted(draft, line, quantity);
  }

  private io.cartwright.wire.ordertransactions.OrderTransactions transactions(String order) {
    return shop.done(
            OrderTransactionsApi.LIST_TRANSACTIONS_FOR_SINGLE_ORDER, "{'orderId':'" + order + "'}")
        .orderTransactions();
  }

  private <T> Future<T> after(int delayMs, java.util.function.Supplier<Future<T>> call) {
    return delayMs == 0 ? call.get() : shop.base.vertx.timer(delayMs).compose(t -> call.get());
  }

  /** What a line's units cost, and what the ledger, the balance and the shelf say of them. */
  private void booksAreRight(String id, int units, String refunded) {
    Order order = shop.order(id);
    assertEquals(units, order.lineItems().get(0).quantity());
    assertEquals(units + "0.00", order.priceSummary().total().amount());
    assertEquals("30.00", order.balanceSummary().paid().amount());
    assertEquals(refunded, order.balanceSummary().refunded().amount());
    assertEquals(
        List.of(Integer.toString(-units)),
        shop.base.column("select sum(delta) from stock_movement where order_id = '" + id + "'"));
    UUID orderId = UUID.fromString(id);
    var entries = await(new LedgerStore(shop.base.pools).ofOrder(shop.base.site, orderId));
    Books books = Books.of(shop.base.order(orderId), shop.base.transactions(orderId), entries);
    assertEquals(
        List.of(),
        Audit.of(
            books,
            (payment, account) ->
                shop.base.tally(LedgerStore.tally(shop.base.site, payment, account))));
  }

  private long unitsSold() {
    return Long.parseLong(
        shop.base.column("select coalesce(-sum(delta), 0) from stock_movement").get(0));
  }

  @Test
  void anEditAndARefundAtOnceLeaveExactBooks() {
    Random random = new Random(1);
    Map<String, Integer> seen = new TreeMap<>();
    for (int round = 0; round < LONGER; round++) {
      List<Sale> sales = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) sales.add(new Sale(i % 2 == 0 ? 2 : 4));
      List<Future<Outcome<?>>> asked = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) {
        Sale sale = sales.get(i);
        int later = i % 3 == 0 ? HEAD_START_MS : 0;
        asked.add(after(i % 3 == 1 ? random.nextInt(40) : 0, sale::commit));
        asked.add(after(later + random.nextInt(2) * random.nextInt(100), () -> sale.refund("10")));
        asked.add(after(later + random.nextInt(2) * random.nextInt(100), () -> sale.refund("30")));
      }
      List<Outcome<?>> answers = awaitAll(asked);
      for (int i = 0; i < sales.size(); i++) {
        String edited = code(answers.get(3 * i));
        List<String> refunds = List.of(code(answers.get(3 * i + 1)), code(answers.get(3 * i + 2)));
        seen.merge(edited + " " + refunds, 1, Integer::sum);
        assertTrue(refunds.contains("done"), refunds::toString);
        boolean whole = refunds.get(1).equals("done");
        boolean both = whole && refunds.get(0).equals("done");
        assertTrue(!both, "more was given back than was paid");
        boolean committed = edited.equals("done");
        if (!committed) assertEquals("DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS", edited);
        booksAreRight(
            sales.get(i).order, committed ? sales.get(i).wanted : 3, whole ? "30.00" : "10.00");
      }
      assertEquals(90_000 - unitsSold(), shop.base.stock(shelf));
    }
    assertTrue(seen.keySet().stream().anyMatch(it -> it.startsWith("done")), seen::toString);
    assertTrue(seen.keySet().stream().anyMatch(it -> it.startsWith("DRAFT")), seen::toString);
  }

  /** One of two begins the edit; of those who go on with it together, no change is lost. */
  @Test
  void twoPeopleEditOneOrderOneAfterTheOther() {
    for (int round = 0; round < 10 * LONGER; round++) {
      Order made =
          shop.made(
              "'catalogLineItems':["
                  + catalogLine("mug", 3)
                  + "],'customLineItems':[{'quantity':1,'price':{'amount':'5'}}]");
      String begin = "{\"sourceOrderId\":\"" + made.id() + "\"}";
      List<Outcome<CreateDraftOrderResponse>> begun =
          awaitAll(
              List.of(
                  shop.asked(shop.staff, DraftOperations.CREATE_DRAFT_ORDER, begin),
                  shop.asked(shop.other, DraftOperations.CREATE_DRAFT_ORDER, begin)));
      boolean first = begun.get(0).isDone();
      assertEquals("ORDER_IS_ALREADY_EDITED", code(begun.get(first ? 1 : 0)));
      Caller winner = first ? shop.staff : shop.other;
      String draft = begun.get(first ? 0 : 1).orNull().calculatedDraftOrder().draftOrder().id();
      List<Outcome<UpdateLineItemsResponse>> changed =
          awaitAll(
              List.of(
                  shop.asked(
                      winner,
                      DraftOperations.UPDATE_LINE_ITEMS,
                      change(draft, made.lineItems().get(0).id(), 4)),
                  shop.asked(
                      winner,
                      DraftOperations.UPDATE_LINE_ITEMS,
                      change(draft, made.lineItems().get(1).id(), 2))));
      assertEquals(List.of("done", "done"), changed.stream().map(it -> code(it)).toList());
      String commit = "{\"draftOrderId\":\"" + draft + "\"}";
      List<String> ends =
          awaitAll(
                  List.of(
                      shop.asked(shop.staff, DraftOperations.COMMIT_DRAFT_ORDER, commit),
                      shop.asked(shop.other, DraftOperations.COMMIT_DRAFT_ORDER, commit)))
              .stream()
              .map(it -> code(it))
              .sorted()
              .toList();
      assertEquals(List.of("DRAFT_ORDER_ALREADY_COMMITTED", "done"), ends);
      assertEquals("50.00", shop.order(made.id()).priceSummary().total().amount());
    }
  }
}
