package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS;

import io.cartwright.basket.ordered.OrderTakes;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.fulfillment.FulfillmentQuestions;
import io.cartwright.fulfillment.FulfillmentQuestions.SentOf;
import io.cartwright.order.Activities;
import io.cartwright.order.OrderEvents;
import io.cartwright.order.OrderStatuses;
import io.cartwright.order.OrderStore;
import io.cartwright.order.StockDueFlow;
import io.cartwright.order.Uses;
import io.cartwright.order.draft.DraftWriteFlow.Current;
import io.cartwright.order.draft.DraftWriteFlow.Shown;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.DraftOrderChangesApplied;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.draftorders.CommitDraftOrderRequest;
import io.cartwright.wire.draftorders.CommitDraftOrderResponse;
import io.cartwright.wire.draftorders.DraftOrderCommitSettings;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderDeltasCommitted;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Applies edits to their orders. One transaction holds the order with its new lines, amounts,
 * statuses and diary, the draft, the moves of stock, the uses of rules, and the events. It stands
 * or falls with the revisions of order and draft: a refund, a parcel or another edit that is
 * written meanwhile makes it decide again, by what is true then.
 */
final class CommitFlow {
  private final Bus bus;
  private final DraftWriteFlow writes;
  private final StockFlow stock;
  private final StockDueFlow stockDue;
  private final Ids ids;

  CommitFlow(Bus bus, OrderStore orders, DraftWriteFlow writes, Ids ids) {
    this.bus = bus;
    this.writes = writes;
    this.stock = new StockFlow(bus, orders, ids);
    this.stockDue = new StockDueFlow(orders, ids);
    this.ids = ids;
  }

  /** What a commit is decided by. */
  private record Facts(
      Stored<StoredDraft> draft, Current current, Map<String, Integer> sent, SiteSettings site) {}

  /** Refuses as {@link DraftWriteFlow#open}, then DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS. */
  Future<Outcome<CommitDraftOrderResponse>> commit(Call<CommitDraftOrderRequest> call) {
    return Retries.whileStale(() -> attempt(call), DraftWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<CommitDraftOrderResponse>> attempt(Call<CommitDraftOrderRequest> call) {
    return writes
        .open(call, call.body().draftOrderId())
        .compose(
            found ->
                found.thenAwait(
                    draft ->
                        writes
                            .settings(call)
                            .compose(known -> known.thenAwait(site -> facts(call, draft, site)))))
        .compose(known -> known.thenAwait(facts -> decide(call, facts)));
  }

  private Future<Outcome<Facts>> facts(Call<?> call, Stored<StoredDraft> draft, SiteSettings site) {
    if (draft.value().source() == null) {
      return Future.succeededFuture(Outcome.done(new Facts(draft, null, Map.of(), site)));
    }
    UUID orderId = UUID.fromString(draft.value().orderId());
    return writes
        .current(call.caller().siteId(), orderId)
        .compose(
            current ->
                bus.call(FulfillmentQuestions.SENT, call.asSystem(new SentOf(orderId)))
                    .map(sent -> sent.map(units -> new Facts(draft, current, units, site))));
  }

  private Future<Outcome<CommitDraftOrderResponse>> decide(
      Call<CommitDraftOrderRequest> call, Facts facts) {
    StoredDraft draft = facts.draft().value();
    Order current = facts.current() == null ? null : facts.current().order();
    List<ApplicationError> errors = CommitChecks.ofEdit(draft, current, facts.sent(), facts.site());
    if (!errors.isEmpty()) {
      return Future.succeededFuture(
          CommitChecks.refused(DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS, errors));
    }
    StoredDraft last =
        draft.toBuilder()
            .committed(true)
            .commitSettings(call.body().commitSettings())
            .updatedDate(call.now())
            .build();
    return writes
        .last(call, facts.draft().id(), last, call.body().calculationBehavior())
        .compose(
            priced ->
                priced.thenAwait(
                    shown ->
                        shown.calculated().optionGone()
                            ? Future.succeededFuture(unpriced())
                            : write(call, facts, shown)));
  }

  private static <T> Outcome<T> unpriced() {
    return CommitChecks.refused(
        DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS,
        List.of(
            CommitChecks.error(
                "SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND", "the delivery option has no price")));
  }

  private Future<Outcome<CommitDraftOrderResponse>> write(
      Call<CommitDraftOrderRequest> call, Facts facts, Shown shown) {
    Order before = facts.current().order();
    UUID siteId = call.caller().siteId();
    Order derived = facts.current().withMoney(OrderAfter.edited(before, shown.calculated()));
    Order sent = OrderStatuses.withFulfillment(derived, facts.sent());
    Order after =
        sent.toBuilder()
            .activities(diary(call, facts.draft().id(), before, sent))
            .updatedDate(call.now())
            .build();
    Change change = Change.at(call.now());
    Stored<Order> stored = facts.current().stored();
    change.update(OrderStore.ORDERS, siteId, stored.id(), stored.revision(), after);
    DraftStore.update(change, siteId, facts.draft(), shown.stored(), call.now());
    emit(change, call, facts, after);
    Uses.take(
        change,
        siteId,
        stored.id(),
        OrderTakes.uses(shown.calculated().priced()),
        call.now(),
        kind -> DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS);
    CommitDraftOrderResponse reply =
        new CommitDraftOrderResponse(shown.view().draftOrder(), shape(after));
    DraftOrderCommitSettings settings = call.body().commitSettings();
    boolean becomesPaid =
        after.paymentStatus() == PaymentStatusEnumPaymentStatus.PAID
            && before.paymentStatus() != PaymentStatusEnumPaymentStatus.PAID;
    return stock
        .move(
            change,
            call,
            facts.draft().value(),
            settings == null ? null : settings.updateInventory(),
            becomesPaid)
        .compose(moved -> stockDue.paid(change, siteId, before, after, call.now()))
        .compose(taken -> writes.commit(DraftOperations.COMMIT_DRAFT_ORDER, call, change, reply));
  }

  static io.cartwright.wire.draftorders.Order shape(Order order) {
    return Shapes.as(io.cartwright.wire.draftorders.Order.CODEC, Order.CODEC, order);
  }

  private List<Activity> diary(
      Call<CommitDraftOrderRequest> call, UUID draftId, Order before, Order after) {
    Activities activities = new Activities(before.activities(), call.now(), ids::next);
    DraftOrderCommitSettings settings = call.body().commitSettings();
    if (settings == null || !Boolean.FALSE.equals(settings.addActivitiesToOrder())) {
      activities.add(
          ActivityType.DRAFT_ORDER_CHANGES_APPLIED,
          Activity.builder()
              .draftOrderChangesApplied(
                  new DraftOrderChangesApplied(
                      draftId.toString(), call.body().reason(), ChangeList.of(before, after))));
    }
    if (after.paymentStatus() != before.paymentStatus()) {
      if (after.paymentStatus() == PaymentStatusEnumPaymentStatus.PAID) {
        activities.add(ActivityType.ORDER_PAID);
      } else if (after.paymentStatus() == PaymentStatusEnumPaymentStatus.PARTIALLY_PAID) {
        activities.add(ActivityType.ORDER_PARTIALLY_PAID);
      }
    }
    boolean was = before.fulfillmentStatus() == FulfillmentStatus.FULFILLED;
    boolean is = after.fulfillmentStatus() == FulfillmentStatus.FULFILLED;
    if (is && !was) activities.add(ActivityType.ORDER_FULFILLED);
    if (was && !is) activities.add(ActivityType.ORDER_NOT_FULFILLED);
    return activities.list();
  }

  private static void emit(
      Change change, Call<CommitDraftOrderRequest> call, Facts facts, Order after) {
    Order before = facts.current().order();
    OrderEvents events = OrderEvents.of(call.caller().siteId(), facts.current().stored(), after);
    change.emit(events.updated());
    change.emit(
        events.committed(
            OrderDeltasCommitted.builder()
                .order(after)
                .draftOrderId(facts.draft().id().toString())
                .changes(CommittedChanges.of(before, after))
                .commitSettings(settings(call.body().commitSettings()))
                .commitDate(call.now())
                .build()));
    if (after.paymentStatus() != before.paymentStatus()) {
      change.emit(events.paymentStatusUpdated(before.paymentStatus()));
    }
    boolean fulfilled =
        after.fulfillmentStatus() != before.fulfillmentStatus()
            && after.fulfillmentStatus() == FulfillmentStatus.FULFILLED;
    if (fulfilled) change.emit(events.fulfilled(before.fulfillmentStatus()));
  }

  private static io.cartwright.wire.orders.DraftOrderCommitSettings settings(
      DraftOrderCommitSettings settings) {
    return settings == null
        ? null
        : io.cartwright.wire.orders.DraftOrderCommitSettings.builder()
            .sendNotificationsToBuyer(settings.sendNotificationsToBuyer())
            .sendNotificationsToBusiness(settings.sendNotificationsToBusiness())
            .addActivitiesToOrder(settings.addActivitiesToOrder())
            .sendNotificationsToCustomFulfillers(settings.sendNotificationsToCustomFulfillers())
            .build();
  }
}
