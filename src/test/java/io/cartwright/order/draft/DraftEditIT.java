package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.catalogLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderFixture;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.OrderChange;
import io.cartwright.wire.draftorders.CommitDraftOrderResponse;
import io.cartwright.wire.draftorders.CreateDraftOrderResponse;
import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.draftorders.EditingStatus;
import io.cartwright.wire.orderfulfillments.OrderFulfillmentsApi;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Drafts from their first line to the order that they make or change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class DraftEditIT {
  private static final String TO =
      "'shippingInfo':{'code':'truck','carrierId':'carrier','title':'Truck',"
          + "'cost':{'price':{'amount':'5'}},"
          + "'logistics':{'shippingDestination':{'address':{'country':'US','city':'Here'}}}}";

  private DraftFixture shop;

  @BeforeAll
  void open() {
    shop = new DraftFixture();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private static String amounts(PriceSummary of) {
    return String.join(
        " ",
        of.subtotal().amount(),
        of.discount().amount(),
        of.shipping().amount(),
        of.totalAdditionalFees().amount(),
        of.tax().amount(),
        of.total().amount());
  }

  private String lineId(Order order, int at) {
    return order.lineItems().get(at).id();
  }

  /** 3 × 10.00 and 2 × 20.00, a tenth of it tax, sent for 5.00. */
  private Order placed(String mug, String cup) {
    return shop.made(
        "'catalogLineItems':[" + catalogLine(mug, 3) + "," + catalogLine(cup, 2) + "]," + TO);
  }

  private UUID sells(String item, long priceMinor) {
    return shop.sells(item, priceMinor, 100);
  }

  @Test
  void anOrderIsMadeFromScratch() {
    UUID mugs = sells("mug-a", 1_000);
    sells("cup-a", 2_000);
    Order order = placed("mug-a", "cup-a");
    assertEquals("70.00 0.00 5.00 0.00 7.50 82.50", amounts(order.priceSummary()));
    assertEquals("APPROVED NOT_PAID", order.status() + " " + order.paymentStatus());
    assertEquals(97, shop.base.stock(mugs));
    assertEquals("82.50", order.balanceSummary().balance().amount());
    assertEquals(
        List.of("1"),
        shop.base.column(
            "select count(*) from order_pricing where order_id = '%s'".formatted(order.id())));
    assertEquals(List.of("created", "approved"), shop.base.events(order.id()));
  }

  @Test
  void anEditThatChangesNothingCostsWhatTheOrderCosts() {
    sells("mug-b", 999);
    sells("cup-b", 2_001);
    Order order = placed("mug-b", "cup-b");
    DraftOrder draft = shop.edit(order.id());
    assertEquals(amounts(order.priceSummary()), amounts(draft.priceSummary()));
    assertTrue(draft.lineItems().stream().allMatch(it -> it.changedDetails() == null));
    assertNull(draft.shippingInfo().changedDetails());
    shop.sells("mug-b", 5_000, 100);
    Order after = shop.order(order.id());
    assertEquals(order, after);
  }

  @Test
  void aWholeEditIsAppliedAtOnce() {
    UUID mugs = sells("mug-c", 1_000);
    UUID cups = sells("cup-c", 2_000);
    UUID pots = sells("pot-c", 3_000);
    Order order = placed("mug-c", "cup-c");
    String mug = lineId(order, 0);
    String cup = lineId(order, 1);
    pay(order, "82.50");
    String draft = shop.edit(order.id()).id();

    DraftOrder grown =
        shop.done(
                DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER,
                "{'draftOrderId':'%s','catalogLineItems':[%s]}"
                    .formatted(draft, catalogLine("pot-c", 1)))
            .calculatedDraftOrder()
            .draftOrder();
    String pot = grown.lineItems().get(2).lineItem().id();
    assertEquals(true, grown.lineItems().get(2).added());
    update(
        draft,
        "{'lineItemId':'%s','newQuantity':5},{'lineItemId':'%s','newQuantity':0}"
            .formatted(mug, cup));
    shop.done(
        DraftOperations.CREATE_CUSTOM_DISCOUNTS,
        "{'draftOrderId':'%s','discounts':[{'discountType':'GLOBAL','priceAmount':{'amount':'8'},'description':'sorry','applyToDraftOrder':true}]}"
            .formatted(draft));
    DraftOrder last =
        shop.done(
                DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES,
                "{'draftOrderId':'%s','customAdditionalFees':[{'name':'Gift wrap','price':{'amount':'2'},'applyToDraftOrder':true}]}"
                    .formatted(draft))
            .calculatedDraftOrder()
            .draftOrder();
    assertEquals("80.00 8.00 5.00 2.00 7.70 86.70", amounts(last.priceSummary()));
    assertEquals("4.20", last.balanceSummary().balance().amount());

    CommitDraftOrderResponse committed =
        shop.done(
            DraftOperations.COMMIT_DRAFT_ORDER,
            "{'draftOrderId':'%s','reason':'as told','commitSettings':{'updateInventory':[{'lineItemId':'%s'},{'lineItemId':'%s'},{'lineItemId':'%s'}]}}"
                .formatted(draft, mug, cup, pot));
    assertEquals(EditingStatus.COMMITTED, committed.committedDraftOrder().status());
    Order after = shop.order(order.id());
    assertEquals(CommitFlow.shape(after), committed.orderAfterCommit());
    assertEquals("80.00 8.00 5.00 2.00 7.70 86.70", amounts(after.priceSummary()));
    assertEquals("4.20", after.balanceSummary().balance().amount());
    assertEquals("PARTIALLY_PAID", after.paymentStatus().name());
    assertEquals(
        "95 100 99",
        shop.base.stock(mugs) + " " + shop.base.stock(cups) + " " + shop.base.stock(pots));
    assertEquals(
        List.of("-5", "0", "-1"),
        List.of(taken(order, mugs), taken(order, cups), taken(order, pots)));
    told(after, draft);
  }

  private String taken(Order order, UUID item) {
    return shop.base
        .column(
            "select sum(delta) from stock_movement where order_id = '%s' and inventory_item_id = '%s'"
                .formatted(order.id(), item))
        .get(0);
  }

  private void told(Order after, String draft) {
    List<OrderChange> changes =
        after.activities().stream()
            .filter(it -> it.draftOrderChangesApplied() != null)
            .findFirst()
            .orElseThrow()
            .draftOrderChangesApplied()
            .changes();
    assertEquals(2, changes.get(0).lineItemChanged().quantity().diff());
    assertEquals("Item cup-c", changes.get(1).lineItemRemoved().name().original());
    assertEquals("Item pot-c", changes.get(2).lineItemAdded().name().original());
    assertEquals("8.00", changes.get(3).discountAdded().totalAmount().amount());
    assertEquals("Gift wrap", changes.get(4).additionalFeeAdded().name().original());
    assertEquals("86.70", changes.get(5).totalPriceChanged().newTotal().amount());
    assertEquals(6, changes.size());
    List<String> events = shop.base.events(after.id());
    assertTrue(events.containsAll(List.of("updated", "committed", "payment_status_updated")));
    assertEquals("created", shop.base.events(draft).get(0));
  }

  private void update(String draft, String changes) {
    shop.done(
        DraftOperations.UPDATE_LINE_ITEMS,
        "{'draftOrderId':'%s','lineItemChanges':[%s]}".formatted(draft, changes));
  }

  private void pay(Order order, String amount) {
    shop.done(
        OrderTransactionsApi.ADD_PAYMENTS,
        "{'orderId':'%s','payments':[{'amount':{'amount':'%s'},'regularPaymentDetails':{'offlinePayment':true,'status':'APPROVED'}}]}"
            .formatted(order.id(), amount));
  }

  private Future<Outcome<CommitDraftOrderResponse>> committing(String draft) {
    return shop.asked(
        shop.staff, DraftOperations.COMMIT_DRAFT_ORDER, "{\"draftOrderId\":\"" + draft + "\"}");
  }

  @Test
  void oneOfTwoCommitsWins() {
    sells("mug-d", 1_000);
    sells("cup-d", 2_000);
    Order order = placed("mug-d", "cup-d");
    String draft = shop.edit(order.id()).id();
    update(draft, "{'lineItemId':'%s','newQuantity':4}".formatted(lineId(order, 0)));
    List<String> codes =
        OrderFixture.awaitAll(List.of(committing(draft), committing(draft))).stream()
            .map(OrderFixture::code)
            .sorted()
            .toList();
    assertEquals(List.of("DRAFT_ORDER_ALREADY_COMMITTED", "done"), codes);
    assertEquals(4, shop.order(order.id()).lineItems().get(0).quantity());
  }

  @Test
  void oneOfTwoPeopleEditsAnOrder() {
    sells("mug-e", 1_000);
    sells("cup-e", 2_000);
    Order order = placed("mug-e", "cup-e");
    String ask = "{\"sourceOrderId\":\"" + order.id() + "\"}";
    List<Outcome<CreateDraftOrderResponse>> both =
        OrderFixture.awaitAll(
            List.of(
                shop.asked(shop.staff, DraftOperations.CREATE_DRAFT_ORDER, ask),
                shop.asked(shop.other, DraftOperations.CREATE_DRAFT_ORDER, ask)));
    assertEquals(
        List.of("ORDER_IS_ALREADY_EDITED", "done"),
        both.stream().map(OrderFixture::code).sorted().toList());
  }

  @Test
  void anEditEndsADayAfterItsLastChange() {
    sells("mug-f", 1_000);
    sells("cup-f", 2_000);
    Order order = placed("mug-f", "cup-f");
    String draft = shop.edit(order.id()).id();
    shop.base.clock.move(Duration.ofHours(25));
    assertEquals(
        "DRAFT_ORDER_DOES_NOT_EXIST",
        OrderFixture.code(
            shop.ask(DraftOperations.GET_DRAFT_ORDER, "{'draftOrderId':'" + draft + "'}")));
    String next = shop.edit(order.id()).id();
    assertTrue(!next.equals(draft));
    shop.base.clock.move(Duration.ofHours(25));
    OrderFixture.await(shop.expiry.expire());
    assertTrue(shop.base.events(next).contains("deleted"));
  }

  @Test
  void aRefundMeanwhileStopsTheEdit() {
    sells("mug-g", 1_000);
    sells("cup-g", 2_000);
    Order order = placed("mug-g", "cup-g");
    pay(order, "82.50");
    String draft = shop.edit(order.id()).id();
    update(draft, "{'lineItemId':'%s','newQuantity':4}".formatted(lineId(order, 0)));
    String payment =
        shop.done(
                OrderTransactionsApi.LIST_TRANSACTIONS_FOR_SINGLE_ORDER,
                "{'orderId':'" + order.id() + "'}")
            .orderTransactions()
            .payments()
            .get(0)
            .id();
    shop.done(
        io.cartwright.wire.orderbilling.OrderBillingApi.REFUND_PAYMENTS,
        "{'orderId':'%s','paymentRefunds':[{'paymentId':'%s','amount':{'amount':'10'},'externalRefund':true}]}"
            .formatted(order.id(), payment));
    Outcome<?> outcome = OrderFixture.await(committing(draft));
    assertEquals("DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS", OrderFixture.code(outcome));
    assertTrue(
        ((Outcome.Refused<?>) outcome).data().text().contains("PARTIALLY_OR_FULLY_REFUNDED"));
    assertEquals(3, shop.order(order.id()).lineItems().get(0).quantity());
  }

  @Test
  void whatIsSentCannotBeEditedAway() {
    sells("mug-h", 1_000);
    sells("cup-h", 2_000);
    Order order = placed("mug-h", "cup-h");
    String mug = lineId(order, 0);
    String draft = shop.edit(order.id()).id();
    update(draft, "{'lineItemId':'%s','newQuantity':1}".formatted(mug));
    shop.done(
        OrderFulfillmentsApi.CREATE_FULFILLMENT,
        "{'orderId':'%s','fulfillment':{'lineItems':[{'id':'%s','quantity':2}]}}"
            .formatted(order.id(), mug));
    assertEquals(
        "INVALID_ARGUMENT",
        OrderFixture.code(
            shop.ask(
                DraftOperations.UPDATE_LINE_ITEMS,
                "{'draftOrderId':'%s','lineItemChanges':[{'lineItemId':'%s','newQuantity':0}]}"
                    .formatted(draft, mug))));
    assertEquals(
        "DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS",
        OrderFixture.code(OrderFixture.await(committing(draft))));
    update(draft, "{'lineItemId':'%s','newQuantity':2}".formatted(mug));
    assertEquals("done", OrderFixture.code(OrderFixture.await(committing(draft))));
  }

  private static RuleBook halfOff(long version) {
    Rule rule =
        new Rule(
            "11111111-0000-4000-8000-000000000001",
            Baskets.NOW,
            "Half",
            null,
            null,
            null,
            new Target.Items(List.of(Scope.app(DraftFixture.APP)), List.of()),
            new Discount.Percentage(500_000),
            Rule.AppliesTo.ALL_ITEMS,
            true);
    return RuleBook.compile(version, List.of(rule), Baskets.NOW);
  }

  /** Has the rules change: the first version takes half, the second nothing. */
  private void whileRulesEnd(Supplier<String> begin, Consumer<String> end) {
    RuleBook before = shop.shop.rules;
    RuleBook half = halfOff(7);
    shop.shop.pastRules.put(7L, half);
    shop.shop.rules = half;
    try {
      String draft = begin.get();
      shop.shop.rules = RuleBook.empty(8);
      end.accept(draft);
    } finally {
      shop.shop.rules = before;
    }
  }

  private String made(String draft, String behavior) {
    return shop.done(
            DraftOperations.CREATE_ORDER_FROM_DRAFT,
            "{'draftOrderId':'%s','calculationBehavior':'%s'}".formatted(draft, behavior))
        .createdOrder()
        .priceSummary()
        .total()
        .amount();
  }

  @Test
  void aDraftIsMadeAnOrderAtItsLastPriceWhenThatIsAskedFor() {
    sells("mug-i", 1_000);
    String lines = "'catalogLineItems':[" + catalogLine("mug-i", 2) + "]";
    whileRulesEnd(
        () -> shop.scratch(lines).id(), draft -> assertEquals("10.00", made(draft, "REUSE_LAST")));
    whileRulesEnd(
        () -> shop.scratch(lines).id(), draft -> assertEquals("20.00", made(draft, "RECALCULATE")));
    whileRulesEnd(
        () -> shop.scratch(lines).id(),
        draft -> {
          shop.base.clock.move(KeptPrice.AGE_MAX.plusSeconds(1));
          assertEquals("20.00", made(draft, "REUSE_LAST"));
        });
  }

  @Test
  void anEditIsCommittedAtItsLastPriceWithTheBalanceOfNow() {
    sells("mug-j", 1_000);
    sells("cup-j", 2_000);
    sells("pot-j", 3_000);
    Order order = placed("mug-j", "cup-j");
    whileRulesEnd(
        () -> {
          String draft = shop.edit(order.id()).id();
          shop.done(
              DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER,
              "{'draftOrderId':'%s','catalogLineItems':[%s]}"
                  .formatted(draft, catalogLine("pot-j", 1)));
          return draft;
        },
        draft -> {
          pay(order, "82.50");
          Order after =
              shop.order(
                  shop.done(
                          DraftOperations.COMMIT_DRAFT_ORDER,
                          "{'draftOrderId':'%s','calculationBehavior':'REUSE_LAST'}"
                              .formatted(draft))
                      .orderAfterCommit()
                      .id());
          assertEquals("100.00 15.00 5.00 0.00 9.00 99.00", amounts(after.priceSummary()));
          assertEquals("16.50", after.balanceSummary().balance().amount());
          assertEquals("82.50", after.balanceSummary().paid().amount());
        });
  }

  @Test
  void theReasonStandsInTheDiaryOfTheNewOrder() {
    sells("mug-k", 1_000);
    String draft = shop.scratch("'catalogLineItems':[" + catalogLine("mug-k", 1) + "]").id();
    String id =
        shop.done(
                DraftOperations.CREATE_ORDER_FROM_DRAFT,
                "{'draftOrderId':'" + draft + "','reason':'told by phone'}")
            .createdOrder()
            .id();
    List<Activity> diary = shop.order(id).activities();
    assertEquals(ActivityType.ORDER_PLACED, diary.get(0).type());
    Activity last = diary.get(diary.size() - 1);
    assertEquals(ActivityType.DRAFT_ORDER_CHANGES_APPLIED, last.type());
    assertEquals("told by phone", last.draftOrderChangesApplied().reason());
    assertEquals(draft, last.draftOrderChangesApplied().draftOrderId());
    assertEquals(List.of(), last.draftOrderChangesApplied().changes());
  }
}
