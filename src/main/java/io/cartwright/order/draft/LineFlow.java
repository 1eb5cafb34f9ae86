package io.cartwright.order.draft;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.fulfillment.FulfillmentQuestions;
import io.cartwright.fulfillment.FulfillmentQuestions.SentOf;
import io.cartwright.order.draft.LineEdits.By;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.draftorders.AddLineItemsToDraftOrderRequest;
import io.cartwright.wire.draftorders.AddLineItemsToDraftOrderResponse;
import io.cartwright.wire.draftorders.UpdateLineItemsRequest;
import io.cartwright.wire.draftorders.UpdateLineItemsResponse;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds and changes the lines of drafts, by what the catalog says and what was sent. */
final class LineFlow {
  private final Bus bus;
  private final DraftWriteFlow writes;
  private final DraftPricingFlow pricing;
  private final Ids ids;

  LineFlow(Bus bus, DraftWriteFlow writes, DraftPricingFlow pricing, Ids ids) {
    this.bus = bus;
    this.writes = writes;
    this.pricing = pricing;
    this.ids = ids;
  }

  Future<Outcome<AddLineItemsToDraftOrderResponse>> add(
      Call<AddLineItemsToDraftOrderRequest> call) {
    AddLineItemsToDraftOrderRequest body = call.body();
    NewLines.Ask ask = new NewLines.Ask(body.catalogLineItems(), body.customLineItems());
    if (ask.isEmpty()) return Future.succeededFuture(Given.missing("catalogLineItems"));
    return NewLines.checked(ask, "")
        .thenAwait(
            checked ->
                pricing
                    .basket()
                    .resolve(call, checked.references())
                    .compose(
                        answer ->
                            answer.thenAwait(
                                items ->
                                    writes.change(
                                        DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER,
                                        call,
                                        body.draftOrderId(),
                                        DraftWriteFlow.Move.of(
                                            (draft, site) ->
                                                DraftParts.inCurrency(draft, site, body.currency())
                                                    .then(
                                                        open ->
                                                            NewLines.added(
                                                                open, checked, items, ids::next))),
                                        AddLineItemsToDraftOrderResponse::new))));
  }

  Future<Outcome<UpdateLineItemsResponse>> update(Call<UpdateLineItemsRequest> call) {
    UpdateLineItemsRequest body = call.body();
    return writes.change(
        DraftOperations.UPDATE_LINE_ITEMS,
        call,
        body.draftOrderId(),
        (draft, site) ->
            DraftParts.inCurrency(draft, site, body.currency())
                .thenAwait(open -> updated(call, open, site)),
        UpdateLineItemsResponse::new);
  }

  private Future<Outcome<StoredDraft>> updated(
      Call<UpdateLineItemsRequest> call, StoredDraft draft, SiteSettings site) {
    var changes = call.body().lineItemChanges();
    Map<String, CatalogReference> references = LineEdits.references(draft, changes);
    return sent(call, draft)
        .compose(
            known ->
                known.thenAwait(
                    sent ->
                        pricing
                            .basket()
                            .resolve(call, new ArrayList<>(references.values()))
                            .map(
                                answer ->
                                    answer.then(
                                        items ->
                                            LineEdits.changed(
                                                draft,
                                                changes,
                                                new By(
                                                    DraftParts.isForeign(draft, site),
                                                    sent,
                                                    byLine(references, items)))))));
  }

  private static Map<String, ResolvedItem> byLine(
      Map<String, CatalogReference> references, List<ResolvedItem> items) {
    Map<String, ResolvedItem> byLine = new HashMap<>();
    int next = 0;
    for (String id : references.keySet()) byLine.put(id, items.get(next++));
    return byLine;
  }

  private Future<Outcome<Map<String, Integer>>> sent(Call<?> call, StoredDraft draft) {
    if (draft.source() == null) return Future.succeededFuture(Outcome.done(Map.of()));
    SentOf ask = new SentOf(UUID.fromString(draft.orderId()));
    return bus.call(FulfillmentQuestions.SENT, call.asSystem(ask));
  }
}
