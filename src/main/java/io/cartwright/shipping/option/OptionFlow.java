package io.cartwright.shipping.option;

import static io.cartwright.shipping.DeliveryMessages.atRevision;

import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.shipping.DeliveryCache;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.DeliveryWriteFlow.Plan;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.shipping.offer.SiteDelivery;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.shippingoptions.AddDeliveryRegionRequest;
import io.cartwright.wire.shippingoptions.AddDeliveryRegionResponse;
import io.cartwright.wire.shippingoptions.CreateShippingOptionRequest;
import io.cartwright.wire.shippingoptions.CreateShippingOptionResponse;
import io.cartwright.wire.shippingoptions.DeleteShippingOptionRequest;
import io.cartwright.wire.shippingoptions.DeleteShippingOptionResponse;
import io.cartwright.wire.shippingoptions.GetShippingOptionRequest;
import io.cartwright.wire.shippingoptions.GetShippingOptionResponse;
import io.cartwright.wire.shippingoptions.QueryShippingOptionsRequest;
import io.cartwright.wire.shippingoptions.QueryShippingOptionsResponse;
import io.cartwright.wire.shippingoptions.RemoveDeliveryRegionRequest;
import io.cartwright.wire.shippingoptions.RemoveDeliveryRegionResponse;
import io.cartwright.wire.shippingoptions.ShippingOption;
import io.cartwright.wire.shippingoptions.UpdateExtendedFieldsResponse;
import io.cartwright.wire.shippingoptions.UpdateShippingOptionRequest;
import io.cartwright.wire.shippingoptions.UpdateShippingOptionResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Creates, reads, changes and deletes shipping options. Regions are looked up before an option
 * names them; one that is removed in that moment stays named, and nothing is offered by it.
 */
final class OptionFlow {
  private final DeliveryStore store;
  private final DeliveryWriteFlow writes;
  private final OptionWriteFlow options;
  private final DeliveryCache cache;
  private final Ids ids;

  OptionFlow(DeliveryStore store, DeliveryWriteFlow writes, DeliveryCache cache, Ids ids) {
    this.store = store;
    this.writes = writes;
    this.options = new OptionWriteFlow(store, writes);
    this.cache = cache;
    this.ids = ids;
  }

  Future<Outcome<CreateShippingOptionResponse>> create(Call<CreateShippingOptionRequest> call) {
    UUID id = ids.next();
    return Options.create(id, call.body().shippingOption(), call.now())
        .thenAwait(
            option ->
                known(call, option.option().deliveryRegionIds())
                    .compose(
                        regions ->
                            regions.thenAwait(
                                ok ->
                                    writes.write(
                                        OptionOperations.CREATE_SHIPPING_OPTION,
                                        call,
                                        () ->
                                            Future.succeededFuture(
                                                Outcome.done(planCreation(call, id, option)))))));
  }

  private static Plan<CreateShippingOptionResponse> planCreation(
      Call<?> call, UUID id, StoredOption stored) {
    UUID siteId = call.caller().siteId();
    ShippingOption option = stored.option();
    Change change =
        DeliveryStore.change(siteId, call.now())
            .insert(DeliveryStore.OPTION_TABLE, siteId, id, stored)
            .emit(
                Options.events(siteId, call.now())
                    .created(id.toString(), 1, ShippingOption.CODEC, option));
    DeliveryStore.countOptions(change, siteId, 1);
    return new Plan<>(change, new CreateShippingOptionResponse(option));
  }

  /** Refuses a region that no profile of the site has. */
  private Future<Outcome<SiteDelivery>> known(Call<?> call, List<String> regionIds) {
    UUID siteId = call.caller().siteId();
    return cache
        .at(siteId)
        .compose(
            site ->
                unknown(site, regionIds).isEmpty()
                    ? Future.succeededFuture(site)
                    : cache.refresh(siteId))
        .map(
            site ->
                unknown(site, regionIds)
                    .<Outcome<SiteDelivery>>map(
                        id ->
                            Outcome.refused(
                                ShippingRefusal.DELIVERY_REGION_NOT_FOUND,
                                "there is no such region: " + id))
                    .orElseGet(() -> Outcome.done(site)));
  }

  private static Optional<String> unknown(SiteDelivery site, List<String> regionIds) {
    return regionIds.stream().filter(id -> !site.hasRegion(id)).findFirst();
  }

  Future<Outcome<GetShippingOptionResponse>> get(Call<GetShippingOptionRequest> call) {
    return options
        .load(call, call.body().shippingOptionId())
        .map(found -> found.map(it -> new GetShippingOptionResponse(it.value().option())));
  }

  Future<Outcome<QueryShippingOptionsResponse>> query(Call<QueryShippingOptionsRequest> call) {
    return store
        .queryOptions(call.caller().siteId(), DeliveryMessages.request(call.body().query()))
        .map(
            queried ->
                QueryAnswers.of("query", queried)
                    .map(
                        page -> {
                          List<ShippingOption> found =
                              page.items().stream().map(it -> it.value().option()).toList();
                          return new QueryShippingOptionsResponse(
                              found, DeliveryMessages.paging(page));
                        }));
  }

  Future<Outcome<UpdateShippingOptionResponse>> update(Call<UpdateShippingOptionRequest> call) {
    ShippingOption patch = call.body().shippingOption();
    Fields present = call.present() == null ? null : call.present().child("shippingOption");
    return options.move(
        OptionOperations.UPDATE_SHIPPING_OPTION,
        call,
        patch.id(),
        before ->
            atRevision(patch.revision(), before.option().revision(), before)
                .then(current -> Options.update(current, patch, present, call.now())),
        UpdateShippingOptionResponse::new);
  }

  Future<Outcome<AddDeliveryRegionResponse>> addRegion(Call<AddDeliveryRegionRequest> call) {
    AddDeliveryRegionRequest ask = call.body();
    return known(call, List.of(ask.deliveryRegionId()))
        .compose(
            region ->
                region.thenAwait(
                    ok ->
                        options.move(
                            OptionOperations.ADD_DELIVERY_REGION,
                            call,
                            ask.shippingOptionId(),
                            before ->
                                atRevision(ask.revision(), before.option().revision(), before)
                                    .then(
                                        current ->
                                            Options.addRegion(
                                                current, ask.deliveryRegionId(), call.now())),
                            AddDeliveryRegionResponse::new)));
  }

  Future<Outcome<RemoveDeliveryRegionResponse>> removeRegion(
      Call<RemoveDeliveryRegionRequest> call) {
    RemoveDeliveryRegionRequest ask = call.body();
    Set<String> gone = Set.of(ask.deliveryRegionId().toLowerCase(Locale.ROOT));
    return options.move(
        OptionOperations.REMOVE_DELIVERY_REGION,
        call,
        ask.shippingOptionId(),
        before ->
            atRevision(ask.revision(), before.option().revision(), before)
                .map(current -> Options.withoutRegions(current, gone, call.now())),
        RemoveDeliveryRegionResponse::new);
  }

  Future<Outcome<UpdateExtendedFieldsResponse>> extend(Call<UpdateExtendedFieldsRequest> call) {
    UpdateExtendedFieldsRequest ask = call.body();
    return options.move(
        OptionOperations.UPDATE_EXTENDED_FIELDS,
        call,
        ask.id(),
        before ->
            Outcome.done(Options.extend(before, ask.namespace(), ask.namespaceData(), call.now())),
        UpdateExtendedFieldsResponse::new);
  }

  Future<Outcome<DeleteShippingOptionResponse>> delete(Call<DeleteShippingOptionRequest> call) {
    return writes.write(
        OptionOperations.DELETE_SHIPPING_OPTION,
        call,
        () ->
            options
                .load(call, call.body().shippingOptionId())
                .map(found -> found.map(before -> planDeletion(call, before))));
  }

  private static Plan<DeleteShippingOptionResponse> planDeletion(
      Call<?> call, Stored<StoredOption> before) {
    UUID siteId = call.caller().siteId();
    Change change =
        DeliveryStore.change(siteId, call.now())
            .delete(DeliveryStore.OPTION_TABLE, siteId, before.id(), before.revision())
            .emit(
                Options.events(siteId, call.now())
                    .deleted(
                        before.id().toString(),
                        before.revision() + 1,
                        ShippingOption.CODEC,
                        before.value().option()));
    DeliveryStore.countOptions(change, siteId, -1);
    return new Plan<>(change, new DeleteShippingOptionResponse());
  }
}
