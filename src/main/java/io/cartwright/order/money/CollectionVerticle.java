package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyQuestions.Collectable;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.Prepare;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.common.UserDefinedPaymentMethodName;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orders.BulkMarkOrdersAsPaidRequest;
import io.cartwright.wire.orders.BulkMarkOrdersAsPaidResponse;
import io.cartwright.wire.orders.BulkOrderResult;
import io.cartwright.wire.orders.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orders.CaptureAuthorizedPaymentsResponse;
import io.cartwright.wire.orders.ChargeMembershipsRequest;
import io.cartwright.wire.orders.ChargeMembershipsResponse;
import io.cartwright.wire.orders.CreatePaymentGatewayOrderRequest;
import io.cartwright.wire.orders.CreatePaymentGatewayOrderResponse;
import io.cartwright.wire.orders.GetPaymentCollectabilityStatusRequest;
import io.cartwright.wire.orders.GetPaymentCollectabilityStatusResponse;
import io.cartwright.wire.orders.GetRefundabilityStatusRequest;
import io.cartwright.wire.orders.GetRefundabilityStatusResponse;
import io.cartwright.wire.orders.MarkOrderAsPaidRequest;
import io.cartwright.wire.orders.MarkOrderAsPaidResponse;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.orders.PreparePaymentCollectionRequest;
import io.cartwright.wire.orders.PreparePaymentCollectionResponse;
import io.cartwright.wire.orders.RecordManuallyCollectedPaymentRequest;
import io.cartwright.wire.orders.RecordManuallyCollectedPaymentResponse;
import io.cartwright.wire.orders.TriggerRefundRequest;
import io.cartwright.wire.orders.TriggerRefundResponse;
import io.cartwright.wire.orders.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orders.VoidAuthorizedPaymentsResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Serves what the module of orders has about payments and refunds. */
public final class CollectionVerticle extends VerticleBase {
  private final Bus bus;
  private final DeskFlow desk;

  public CollectionVerticle(Bus bus, Pools pools, Committer committer, Ids ids) {
    this.bus = bus;
    this.desk = new DeskFlow(bus, pools, committer, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(MoneyOperations.writes(OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS), this::capture),
            bus.serve(MoneyOperations.writes(OrdersApi.VOID_AUTHORIZED_PAYMENTS), this::cancel),
            bus.serve(MoneyOperations.writes(OrdersApi.CHARGE_MEMBERSHIPS), this::memberships),
            bus.serve(
                MoneyOperations.reads(OrdersApi.GET_PAYMENT_COLLECTABILITY_STATUS),
                this::collectability),
            bus.serve(
                MoneyOperations.reads(OrdersApi.GET_REFUNDABILITY_STATUS), this::refundability),
            bus.serve(
                MoneyOperations.writes(OrdersApi.PAYMENT_COLLECTION_BULK_MARK_ORDERS_AS_PAID),
                this::bulkMarkOrdersAsPaid),
            bus.serve(
                MoneyOperations.writes(OrdersApi.PAYMENT_COLLECTION_CREATE_PAYMENT_GATEWAY_ORDER),
                this::createPaymentGatewayOrder),
            bus.serve(
                MoneyOperations.writes(OrdersApi.PAYMENT_COLLECTION_MARK_ORDER_AS_PAID),
                this::markOrderAsPaid),
            bus.serve(
                MoneyOperations.writes(OrdersApi.PREPARE_PAYMENT_COLLECTION),
                this::preparePaymentCollection),
            bus.serve(
                MoneyOperations.writes(OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT),
                this::recordManuallyCollectedPayment),
            bus.serve(MoneyOperations.writes(OrdersApi.TRIGGER_REFUND), this::triggerRefund),
            bus.serve(MoneyQuestions.COLLECTABLE, this::collectable)));
  }

  private Future<Outcome<CaptureAuthorizedPaymentsResponse>> capture(
      Call<CaptureAuthorizedPaymentsRequest> call) {
    CaptureAuthorizedPaymentsRequest ask = call.body();
    List<PaymentCapture> captures =
        ask.payments().stream().map(it -> new PaymentCapture(it.paymentId(), it.amount())).toList();
    return desk.change(
        MoneyOperations.writes(OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS),
        call,
        Shown.id(ask.ecomOrderId()),
        desk.capture(captures),
        books -> new CaptureAuthorizedPaymentsResponse(Shown.inOrders(books)));
  }

  private Future<Outcome<VoidAuthorizedPaymentsResponse>> cancel(
      Call<VoidAuthorizedPaymentsRequest> call) {
    VoidAuthorizedPaymentsRequest ask = call.body();
    return desk.change(
        MoneyOperations.writes(OrdersApi.VOID_AUTHORIZED_PAYMENTS),
        call,
        Shown.id(ask.ecomOrderId()),
        desk.cancel(ask.paymentIds(), MoneyRefusal.PAYMENT_GATEWAY_ID_NOT_FOUND),
        books -> new VoidAuthorizedPaymentsResponse(Shown.inOrders(books)));
  }

  /** Nobody grants memberships here, so that none covers a line. */
  private Future<Outcome<ChargeMembershipsResponse>> memberships(
      Call<ChargeMembershipsRequest> call) {
    return desk.books(call, Shown.id(call.body().ecomOrderId()), MoneyRefusal.ORDER_NOT_FOUND)
        .map(
            found ->
                found.then(
                    books ->
                        Outcome.refused(
                            MoneyRefusal.MEMBERSHIP_NOT_ELIGIBLE, "no membership covers it")));
  }

  private Future<Outcome<GetPaymentCollectabilityStatusResponse>> collectability(
      Call<GetPaymentCollectabilityStatusRequest> call) {
    return desk.books(call, Shown.id(call.body().ecomOrderId()), MoneyRefusal.ORDER_NOT_FOUND)
        .map(
            found ->
                found.map(
                    books ->
                        GetPaymentCollectabilityStatusResponse.builder()
                            .status(Collectability.of(books))
                            .amount(books.price(books.leftMinor()))
                            .authorizationSupported(true)
                            .customAmountSupported(true)
                            .build()));
  }

  private Future<Outcome<GetRefundabilityStatusResponse>> refundability(
      Call<GetRefundabilityStatusRequest> call) {
    return desk.books(call, Shown.id(call.body().ecomOrderId()), MoneyRefusal.ORDER_NOT_FOUND)
        .map(
            found ->
                found.map(
                    books ->
                        GetRefundabilityStatusResponse.builder()
                            .refundabilities(RefundabilityView.inOrders(books))
                            .refundablePerItem(true)
                            .build()));
  }

  private Future<Outcome<MarkOrderAsPaidResponse>> markOrderAsPaid(
      Call<MarkOrderAsPaidRequest> call) {
    UserDefinedPaymentMethodName name = call.body().userDefinedPaymentMethodName();
    return desk.change(
        MoneyOperations.writes(OrdersApi.PAYMENT_COLLECTION_MARK_ORDER_AS_PAID),
        call,
        Shown.id(call.body().ecomOrderId()),
        posting -> paid(posting, null, name),
        books -> new MarkOrderAsPaidResponse(books.order()));
  }

  private Outcome<Posting> paid(Posting posting, Price amount, UserDefinedPaymentMethodName name) {
    return Collectability.amount(posting.before(), amount, true)
        .map(
            minor -> {
              Records.offline(posting, minor, name, desk.ids.next());
              return posting;
            });
  }

  private Future<Outcome<RecordManuallyCollectedPaymentResponse>> recordManuallyCollectedPayment(
      Call<RecordManuallyCollectedPaymentRequest> call) {
    RecordManuallyCollectedPaymentRequest ask = call.body();
    if (ask.amount() == null) return Future.succeededFuture(required("amount"));
    return desk.change(
        MoneyOperations.writes(OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT),
        call,
        Shown.id(ask.orderId()),
        posting -> paid(posting, ask.amount(), ask.userDefinedPaymentMethodName()),
        books -> RecordManuallyCollectedPaymentResponse.builder().build());
  }

  private static <T> Outcome<T> required(String field) {
    return Outcome.invalid(field, Violation.Rule.REQUIRED_FIELD, "must be given");
  }

  /** One after the other; each by itself is done or refused. */
  private Future<Outcome<BulkMarkOrdersAsPaidResponse>> bulkMarkOrdersAsPaid(
      Call<BulkMarkOrdersAsPaidRequest> call) {
    List<String> orderIds = call.body().ecomOrderIds();
    if (orderIds == null || orderIds.isEmpty()) {
      return Future.succeededFuture(required("ecomOrderIds"));
    }
    Future<List<BulkOrderResult>> all = Future.succeededFuture(new ArrayList<>());
    for (int i = 0; i < orderIds.size(); i++) {
      int index = i;
      all =
          all.compose(
              results ->
                  markAsPaid(call, orderIds.get(index), index)
                      .map(
                          result -> {
                            results.add(result);
                            return results;
                          }));
    }
    return all.compose(
        results -> {
          long done = results.stream().filter(it -> it.itemMetadata().success()).count();
          BulkMarkOrdersAsPaidResponse reply =
              BulkMarkOrdersAsPaidResponse.builder()
                  .results(results)
                  .bulkActionMetadata(Shown.counted(results.size(), done))
                  .build();
          return remembered(
              MoneyOperations.writes(OrdersApi.PAYMENT_COLLECTION_BULK_MARK_ORDERS_AS_PAID),
              call,
              reply);
        });
  }

  private <Q, A> Future<Outcome<A>> remembered(Operation<Q, A> operation, Call<Q> call, A reply) {
    Change change = Change.at(call.now());
    Commits.remember(operation, call, change, reply);
    return desk.store.commit(change).map(stored -> Outcome.done(reply));
  }

  private Future<BulkOrderResult> markAsPaid(
      Call<BulkMarkOrdersAsPaidRequest> call, String orderId, int index) {
    UUID id = Shown.id(orderId);
    Future<Outcome<Posted>> changed =
        id == null
            ? Future.succeededFuture(DeskFlow.unknown(MoneyRefusal.ORDER_NOT_FOUND))
            : desk.money.change(
                call,
                id,
                MoneyRefusal.ORDER_NOT_FOUND,
                posting -> paid(posting, null, null),
                MoneyFlow.Join.NOTHING);
    return changed.map(
        outcome -> {
          ItemMetadata.Builder item =
              ItemMetadata.builder().id(orderId).originalIndex(index).success(outcome.isDone());
          if (outcome instanceof Outcome.Refused<Posted> refused) {
            item.error(
                new ApplicationError(
                    refused.refusal().name(), refused.description(), refused.data()));
            return new BulkOrderResult(item.build(), null);
          }
          return new BulkOrderResult(item.build(), outcome.orNull().order());
        });
  }

  private Future<Outcome<CreatePaymentGatewayOrderResponse>> createPaymentGatewayOrder(
      Call<CreatePaymentGatewayOrderRequest> call) {
    CreatePaymentGatewayOrderRequest ask = call.body();
    boolean delayed = Boolean.TRUE.equals(ask.delayedCapture());
    return prepare(call, ask.ecomOrderId(), MoneyRefusal.ORDER_NOT_FOUND, null, delayed)
        .compose(
            outcome ->
                outcome.thenAwait(
                    id ->
                        remembered(
                            MoneyOperations.writes(
                                OrdersApi.PAYMENT_COLLECTION_CREATE_PAYMENT_GATEWAY_ORDER),
                            call,
                            new CreatePaymentGatewayOrderResponse(id))));
  }

  private Future<Outcome<PreparePaymentCollectionResponse>> preparePaymentCollection(
      Call<PreparePaymentCollectionRequest> call) {
    PreparePaymentCollectionRequest ask = call.body();
    boolean delayed =
        Boolean.TRUE.equals(ask.delayedCapture()) || ask.delayedCaptureSettings() != null;
    return prepare(
            call, ask.ecomOrderId(), MoneyRefusal.NO_ASSOCIATED_ECOM_ORDER, ask.amount(), delayed)
        .compose(
            outcome ->
                outcome.thenAwait(
                    id ->
                        remembered(
                            MoneyOperations.writes(OrdersApi.PREPARE_PAYMENT_COLLECTION),
                            call,
                            new PreparePaymentCollectionResponse(id))));
  }

  private Future<Outcome<String>> prepare(
      Call<?> call, String orderId, MoneyRefusal whenUnknown, Price amount, boolean delayed) {
    return desk.books(call, Shown.id(orderId), whenUnknown)
        .compose(
            found ->
                found.thenAwait(
                    books ->
                        Collectability.amount(books, amount, false)
                            .thenAwait(minor -> payable(call, minor))
                            .compose(
                                payable ->
                                    payable.thenAwait(
                                        minor -> {
                                          String text = books.currency().format(minor);
                                          Prepare ask = new Prepare(books.orderId(), text, delayed);
                                          return bus.call(
                                              PaymentQuestions.PREPARE, call.asSystem(ask));
                                        }))))
        .map(prepared -> prepared.map(it -> it.gatewayOrderId().toString()));
  }

  /** Refuses PAYMENT_METHODS_NOT_FOUND where the site accepts no payments. */
  private Future<Outcome<Long>> payable(Call<?> call, long minor) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .map(
            known ->
                known.then(
                    site ->
                        site.acceptsPayments()
                            ? Outcome.done(minor)
                            : Outcome.refused(
                                MoneyRefusal.PAYMENT_METHODS_NOT_FOUND,
                                "the site accepts no payments")));
  }

  private Future<Outcome<String>> collectable(Call<Collectable> call) {
    Collectable ask = call.body();
    return desk.books(call, ask.orderId(), MoneyRefusal.ORDER_NOT_FOUND)
        .map(
            found ->
                found.then(
                    books ->
                        Collectability.amount(books, ask.amount(), false)
                            .map(minor -> books.currency().format(minor))));
  }

  private Future<Outcome<TriggerRefundResponse>> triggerRefund(Call<TriggerRefundRequest> call) {
    TriggerRefundRequest ask = call.body();
    if (ask.payments() == null || ask.payments().isEmpty()) {
      return Future.succeededFuture(required("payments"));
    }
    UUID refundId = desk.ids.next();
    return desk.change(
        MoneyOperations.writes(OrdersApi.TRIGGER_REFUND),
        call,
        Shown.id(ask.ecomOrderId()),
        desk.refund(RefundAsks.of(ask), refundId),
        books ->
            TriggerRefundResponse.builder()
                .orderTransactions(Shown.inOrders(books))
                .refundId(refundId.toString())
                .failedPaymentIds(failed(books, refundId))
                .build());
  }

  private static List<ItemMetadata> failed(Books books, UUID refundId) {
    List<ItemMetadata> failed = new ArrayList<>();
    for (Refund refund : books.refunds()) {
      if (!refund.id().equals(refundId.toString())) continue;
      for (int i = 0; i < refund.transactions().size(); i++) {
        RefundTransaction part = refund.transactions().get(i);
        if (part.refundStatus() != RefundStatus.FAILED) continue;
        String why = part.refundStatusInfo() == null ? null : part.refundStatusInfo().description();
        failed.add(
            ItemMetadata.builder()
                .id(part.paymentId())
                .originalIndex(i)
                .success(false)
                .error(new ApplicationError("REFUND_FAILED", why, null))
                .build());
      }
    }
    return failed;
  }
}
