package io.cartwright.order.draft;

import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.basket.ordered.OrderTakes;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.Activities;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.Placed;
import io.cartwright.order.OrderStore;
import io.cartwright.order.Prices;
import io.cartwright.order.draft.DraftWriteFlow.Shown;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.ChannelInfo;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.DraftOrderChangesApplied;
import io.cartwright.wire.common.OrderSettings;
import io.cartwright.wire.draftorders.CreateOrderFromDraftRequest;
import io.cartwright.wire.draftorders.CreateOrderFromDraftResponse;
import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.draftorders.OrderCreateSettings;
import io.cartwright.wire.draftorders.OrderStatus;
import io.cartwright.wire.orders.CreatedBy;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.own.draft.StoredDraft;
import io.cartwright.wire.own.site.StockDecrement;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Makes orders of drafts from scratch. The order domain places the order; the draft's own end, what
 * the order was priced by and the reply are part of its transaction.
 */
final class MakeFlow {
  private static final Set<String> ASIDE =
      Set.of(CommonRefusal.INVALID_REVISION.name(), CommonRefusal.COMMAND_REPEATED.name());

  private final Bus bus;
  private final OrderStore orders;
  private final DraftWriteFlow writes;
  private final Ids ids;

  MakeFlow(Bus bus, OrderStore orders, DraftWriteFlow writes, Ids ids) {
    this.bus = bus;
    this.orders = orders;
    this.writes = writes;
    this.ids = ids;
  }

  /** Refuses as {@link DraftWriteFlow#open}, then as {@link CommitChecks#ofNew}. */
  Future<Outcome<CreateOrderFromDraftResponse>> make(Call<CreateOrderFromDraftRequest> call) {
    return Retries.whileStale(() -> attempt(call), DraftWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<CreateOrderFromDraftResponse>> attempt(
      Call<CreateOrderFromDraftRequest> call) {
    return writes
        .open(call, call.body().draftOrderId())
        .compose(
            found ->
                found.thenAwait(
                    draft ->
                        writes
                            .settings(call)
                            .compose(known -> known.thenAwait(site -> decide(call, draft, site)))));
  }

  private Future<Outcome<CreateOrderFromDraftResponse>> decide(
      Call<CreateOrderFromDraftRequest> call, Stored<StoredDraft> draft, SiteSettings site) {
    UUID orderId = ids.next();
    boolean scratch = draft.value().source() == null;
    StoredDraft last =
        draft.value().toBuilder()
            .committed(true)
            .orderId(scratch ? orderId.toString() : draft.value().orderId())
            .updatedDate(call.now())
            .build();
    return writes
        .last(call, draft.id(), last, call.body().calculationBehavior())
        .compose(
            priced ->
                priced.thenAwait(
                    shown ->
                        CommitChecks.ofNew(shown.calculated(), site)
                            .thenAwait(ready -> place(call, draft, shown, site, orderId))));
  }

  private Future<Outcome<CreateOrderFromDraftResponse>> place(
      Call<CreateOrderFromDraftRequest> call,
      Stored<StoredDraft> draft,
      Shown shown,
      SiteSettings site,
      UUID orderId) {
    UUID siteId = call.caller().siteId();
    DraftOrder committed = shown.view().draftOrder();
    Change change = Change.at(call.now());
    DraftStore.update(change, siteId, draft, shown.stored(), call.now());
    change.append(OrderPricing.TABLE, shown.calculated().pricing(siteId, orderId));
    Place ask =
        new Place(
            orderId,
            order(call.body(), shown.calculated(), site).toBuilder()
                .activities(diary(call, draft.id()))
                .build(),
            OrderTakes.stock(shown.calculated().priced()),
            site.stockDecrement() == StockDecrement.ON_PAYMENT,
            OrderTakes.uses(shown.calculated().priced()),
            change,
            (into, numbered) ->
                Commits.rememberWith(
                    DraftOperations.CREATE_ORDER_FROM_DRAFT,
                    call,
                    into,
                    taken -> reply(committed, numbered.apply(taken))));
    return bus.call(OrderQuestions.PLACE, call.asSystem(ask))
        .compose(
            outcome ->
                refused(outcome)
                    .thenAwait(
                        placed ->
                            orders
                                .find(siteId, orderId)
                                .map(
                                    found -> Outcome.done(reply(committed, found.get().value())))));
  }

  /** Why the order is made, where the merchant says so. */
  private List<Activity> diary(Call<CreateOrderFromDraftRequest> call, UUID draftId) {
    String reason = call.body().reason();
    if (reason == null || reason.isBlank()) return null;
    return new Activities(null, call.now(), ids::next)
        .add(
            ActivityType.DRAFT_ORDER_CHANGES_APPLIED,
            Activity.builder()
                .draftOrderChangesApplied(
                    new DraftOrderChangesApplied(draftId.toString(), reason, List.of())))
        .list();
  }

  private static CreateOrderFromDraftResponse reply(DraftOrder committed, Order order) {
    return new CreateOrderFromDraftResponse(committed, CommitFlow.shape(order));
  }

  /** What the order domain refuses is why the draft cannot be an order. */
  private static Outcome<Placed> refused(Outcome<Placed> outcome) {
    if (!(outcome instanceof Outcome.Refused<Placed> refused)) return outcome;
    String code = refused.refusal().name();
    return ASIDE.contains(code)
        ? outcome
        : CommitChecks.refused(
            DraftRefusal.CREATE_ORDER_FAILED_VALIDATIONS,
            List.of(CommitChecks.error(code, refused.description())));
  }

  /** The merchant takes the order at once, whatever is paid, unless the call says otherwise. */
  private static Order order(
      CreateOrderFromDraftRequest ask, Calculated calculated, SiteSettings site) {
    StoredDraft draft = calculated.draft();
    OrderCreateSettings settings = ask.createSettings();
    boolean waits = settings != null && settings.orderStatus() == OrderStatus.INITIALIZED;
    PriceSummary deposit = OrderAfter.deposit(calculated);
    PriceSummary nothing =
        PriceSummary.builder().total(Prices.of(calculated.quote().currency(), 0)).build();
    return OrderAfter.made(calculated).toBuilder()
        .payNow(waits ? deposit : nothing)
        .channelInfo(
            ask.channelInfo() == null
                ? ChannelInfo.builder().type(ChannelType.BACKOFFICE_MERCHANT).build()
                : ask.channelInfo())
        .createdBy(
            draft.createdBy() == null
                ? null
                : CreatedBy.builder()
                    .appId(draft.createdBy().appId())
                    .userId(draft.createdBy().userId())
                    .build())
        .siteLanguage(site.language())
        .buyerLanguage(site.language())
        .settings(settings(settings))
        .build();
  }

  private static OrderSettings settings(OrderCreateSettings asked) {
    OrderSettings.Builder settings = OrderSettings.builder();
    if (asked == null) return settings.editableByEveryone(true).build();
    settings.createInvoice(asked.createInvoice());
    return asked.editableByOwnerApps() == null
        ? settings.editableByEveryone(true).build()
        : settings.editableByOwnerApps(asked.editableByOwnerApps()).build();
  }
}
