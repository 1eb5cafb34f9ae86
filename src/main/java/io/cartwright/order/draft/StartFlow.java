package io.cartwright.order.draft;

import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Stored;
import io.cartwright.wire.draftorders.CalculatedDraftOrder;
import io.cartwright.wire.draftorders.CreateDraftOrderRequest;
import io.cartwright.wire.draftorders.CreateDraftOrderResponse;
import io.cartwright.wire.draftorders.CreateEmptyDraftOrderRequest;
import io.cartwright.wire.draftorders.CreateEmptyDraftOrderResponse;
import io.cartwright.wire.draftorders.DraftOrderInput;
import io.cartwright.wire.draftorders.GetOrderDraftabilityStatusRequest;
import io.cartwright.wire.draftorders.GetOrderDraftabilityStatusResponse;
import io.cartwright.wire.draftorders.NonDraftableReason;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.draft.DraftProblems;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Begins drafts. An order is edited by one draft at a time, which a unique index decides: whoever
 * loses that race is shown the winner's draft, or told that another edits the order.
 */
final class StartFlow {
  private final DraftStore drafts;
  private final DraftWriteFlow writes;
  private final DraftPricingFlow pricing;
  private final Committer committer;
  private final Ids ids;

  StartFlow(
      DraftStore drafts,
      DraftWriteFlow writes,
      DraftPricingFlow pricing,
      Committer committer,
      Ids ids) {
    this.drafts = drafts;
    this.writes = writes;
    this.pricing = pricing;
    this.committer = committer;
    this.ids = ids;
  }

  Future<Outcome<GetOrderDraftabilityStatusResponse>> draftability(
      Call<GetOrderDraftabilityStatusRequest> call) {
    return writes
        .settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        order(call, call.body().orderId())
                            .map(order -> Outcome.done(draftability(call, order, site)))));
  }

  private static GetOrderDraftabilityStatusResponse draftability(
      Call<GetOrderDraftabilityStatusRequest> call, Order order, SiteSettings site) {
    List<NonDraftableReason> reasons = Draftability.reasons(order, site);
    return new GetOrderDraftabilityStatusResponse(
        call.body().orderId(), reasons.isEmpty(), reasons);
  }

  private Future<Order> order(Call<?> call, String orderId) {
    UUID id = DraftWriteFlow.parsed(orderId);
    return id == null
        ? Future.succeededFuture()
        : writes
            .current(call.caller().siteId(), id)
            .map(current -> current == null ? null : current.order());
  }

  /** Refuses FAILED_TO_FETCH_SETTINGS, ORDER_CANNOT_BE_EDITED, ORDER_IS_ALREADY_EDITED, lines. */
  Future<Outcome<CreateDraftOrderResponse>> create(Call<CreateDraftOrderRequest> call) {
    CreateDraftOrderRequest ask = call.body();
    String source = ask.sourceOrderId() == null ? ask.orderId() : ask.sourceOrderId();
    UUID id = ids.next();
    return writes
        .settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        source == null
                            ? scratch(call, id, site)
                            : Retries.whileStale(
                                () -> edit(call, id, source, site), DraftWriteFlow.TRIES_MAX)));
  }

  private Future<Outcome<CreateDraftOrderResponse>> scratch(
      Call<CreateDraftOrderRequest> call, UUID id, SiteSettings site) {
    StoredDraft empty = Starts.empty(call.caller(), site, call.now(), ids::next);
    DraftOrderInput input = call.body().draftOrder();
    Future<Outcome<StoredDraft>> begun =
        input == null ? Future.succeededFuture(Outcome.done(empty)) : filled(call, empty, input);
    return begun.compose(
        made ->
            made.thenAwait(
                draft ->
                    insert(
                        DraftOperations.CREATE_DRAFT_ORDER,
                        call,
                        id,
                        draft,
                        view -> new CreateDraftOrderResponse(view, false))));
  }

  private Future<Outcome<StoredDraft>> filled(
      Call<?> call, StoredDraft empty, DraftOrderInput input) {
    NewLines.Ask ask = new NewLines.Ask(input.catalogLineItems(), input.customLineItems());
    Outcome<StoredDraft> parts = DraftParts.filled(empty, input);
    if (!parts.isDone()) return Future.succeededFuture(parts);
    Outcome<NewLines.Ask> checked = NewLines.checked(ask, "draftOrder.");
    if (!checked.isDone()) return Future.succeededFuture(checked.retype());
    return pricing
        .basket()
        .resolve(call, ask.references())
        .map(
            answer ->
                answer
                    .then(items -> NewLines.first(parts.orNull(), ask, items, ids::next))
                    .then(draft -> DraftFees.created(draft, input.additionalFees(), ids::next))
                    .then(draft -> DraftDiscounts.created(draft, input.discounts(), ids::next)));
  }

  private <Q, A> Future<Outcome<A>> insert(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      StoredDraft draft,
      Function<CalculatedDraftOrder, A> reply) {
    return writes
        .shown(call, id, draft)
        .compose(
            priced ->
                priced.thenAwait(
                    shown -> {
                      Change change = Change.at(call.now());
                      DraftStore.insert(
                          change, call.caller().siteId(), id, shown.stored(), call.now());
                      return writes.commit(operation, call, change, reply.apply(shown.view()));
                    }));
  }

  private Future<Outcome<CreateDraftOrderResponse>> edit(
      Call<CreateDraftOrderRequest> call, UUID id, String orderId, SiteSettings site) {
    return order(call, orderId)
        .compose(
            order -> {
              List<NonDraftableReason> reasons = Draftability.reasons(order, site);
              if (!reasons.isEmpty()) return Future.succeededFuture(notDraftable(reasons));
              return drafts
                  .ofOrder(call.caller().siteId(), UUID.fromString(order.id()))
                  .compose(
                      found ->
                          found.isPresent()
                              ? existing(call, id, found.get(), order, site)
                              : begin(call, id, order, site));
            });
  }

  private static <T> Outcome<T> notDraftable(List<NonDraftableReason> reasons) {
    DraftProblems data =
        DraftProblems.builder()
            .nonDraftableReasons(reasons.stream().map(NonDraftableReason::wire).toList())
            .build();
    return Outcome.refused(
        DraftRefusal.ORDER_CANNOT_BE_EDITED,
        "the order cannot be edited: " + reasons,
        DraftProblems.CODEC.toJson(data));
  }

  private Future<Outcome<CreateDraftOrderResponse>> begin(
      Call<CreateDraftOrderRequest> call, UUID id, Order order, SiteSettings site) {
    return insert(
        DraftOperations.CREATE_DRAFT_ORDER,
        call,
        id,
        Starts.edit(order, call.caller(), site, call.now(), ids::next),
        view -> new CreateDraftOrderResponse(view, false));
  }

  /** One's own draft goes on, another's stands in the way, and one that has expired is deleted. */
  private Future<Outcome<CreateDraftOrderResponse>> existing(
      Call<CreateDraftOrderRequest> call,
      UUID id,
      Stored<StoredDraft> found,
      Order order,
      SiteSettings site) {
    if (DraftStore.isExpired(found.value(), call.now())) {
      Change change = Change.at(call.now());
      DraftStore.delete(change, call.caller().siteId(), found, call.now());
      return committer.commit(change).compose(deleted -> begin(call, id, order, site));
    }
    String owner = Starts.owner(call.caller());
    if (owner == null || !owner.equals(found.value().ownerId())) {
      return Future.succeededFuture(
          Outcome.refused(DraftRefusal.ORDER_IS_ALREADY_EDITED, "another edits the order"));
    }
    return writes
        .shown(call, found.id(), found.value())
        .map(shown -> shown.map(it -> new CreateDraftOrderResponse(it.view(), true)));
  }

  Future<Outcome<CreateEmptyDraftOrderResponse>> createEmpty(
      Call<CreateEmptyDraftOrderRequest> call) {
    UUID id = ids.next();
    return writes
        .settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        insert(
                            DraftOperations.CREATE_EMPTY_DRAFT_ORDER,
                            call,
                            id,
                            Starts.empty(call.caller(), site, call.now(), ids::next),
                            CreateEmptyDraftOrderResponse::new)));
  }
}
