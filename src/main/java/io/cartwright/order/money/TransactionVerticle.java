package io.cartwright.order.money;

import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.ADD_PAYMENTS;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.BULK_UPDATE_PAYMENT_STATUSES;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.LIST_TRANSACTIONS_FOR_MULTIPLE_ORDERS;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.LIST_TRANSACTIONS_FOR_SINGLE_ORDER;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.UPDATE_PAYMENTS;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.UPDATE_PAYMENT_STATUS;
import static io.cartwright.wire.ordertransactions.OrderTransactionsApi.UPDATE_REFUND_TRANSACTION;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.ordertransactions.AddPaymentsRequest;
import io.cartwright.wire.ordertransactions.AddPaymentsResponse;
import io.cartwright.wire.ordertransactions.BulkPaymentResult;
import io.cartwright.wire.ordertransactions.BulkUpdatePaymentStatusesRequest;
import io.cartwright.wire.ordertransactions.BulkUpdatePaymentStatusesResponse;
import io.cartwright.wire.ordertransactions.ListTransactionsForMultipleOrdersRequest;
import io.cartwright.wire.ordertransactions.ListTransactionsForMultipleOrdersResponse;
import io.cartwright.wire.ordertransactions.ListTransactionsForSingleOrderRequest;
import io.cartwright.wire.ordertransactions.ListTransactionsForSingleOrderResponse;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.PaymentAndOrderId;
import io.cartwright.wire.ordertransactions.UpdatePaymentStatusRequest;
import io.cartwright.wire.ordertransactions.UpdatePaymentStatusResponse;
import io.cartwright.wire.ordertransactions.UpdatePaymentsRequest;
import io.cartwright.wire.ordertransactions.UpdatePaymentsResponse;
import io.cartwright.wire.ordertransactions.UpdateRefundTransactionRequest;
import io.cartwright.wire.ordertransactions.UpdateRefundTransactionResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Serves the payments and refunds of orders as records. */
public final class TransactionVerticle extends VerticleBase {
  private final Bus bus;
  private final DeskFlow desk;

  public TransactionVerticle(Bus bus, Pools pools, Committer committer, Ids ids) {
    this.bus = bus;
    this.desk = new DeskFlow(bus, pools, committer, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(MoneyOperations.writes(ADD_PAYMENTS), this::addPayments),
            bus.serve(
                MoneyOperations.writes(BULK_UPDATE_PAYMENT_STATUSES),
                this::bulkUpdatePaymentStatuses),
            bus.serve(
                MoneyOperations.reads(LIST_TRANSACTIONS_FOR_MULTIPLE_ORDERS),
                this::listTransactionsForMultipleOrders),
            bus.serve(
                MoneyOperations.reads(LIST_TRANSACTIONS_FOR_SINGLE_ORDER),
                this::listTransactionsForSingleOrder),
            bus.serve(MoneyOperations.writes(UPDATE_PAYMENT_STATUS), this::updatePaymentStatus),
            bus.serve(MoneyOperations.writes(UPDATE_PAYMENTS), this::updatePayments),
            bus.serve(
                MoneyOperations.writes(UPDATE_REFUND_TRANSACTION), this::updateRefundTransaction)));
  }

  private Future<Outcome<AddPaymentsResponse>> addPayments(Call<AddPaymentsRequest> call) {
    AddPaymentsRequest ask = call.body();
    int count = ask.payments().size();
    return desk.change(
        MoneyOperations.writes(ADD_PAYMENTS),
        call,
        Shown.id(ask.orderId()),
        posting -> Records.add(posting, ask.payments(), desk.ids::next),
        books -> {
          List<Payment> all = books.payments();
          return AddPaymentsResponse.builder()
              .orderTransactions(books.shown())
              .paymentsIds(
                  all.subList(all.size() - count, all.size()).stream().map(Payment::id).toList())
              .build();
        });
  }

  private Future<Outcome<UpdatePaymentStatusResponse>> updatePaymentStatus(
      Call<UpdatePaymentStatusRequest> call) {
    UpdatePaymentStatusRequest ask = call.body();
    return desk.change(
        MoneyOperations.writes(UPDATE_PAYMENT_STATUS),
        call,
        Shown.id(ask.orderId()),
        posting -> Records.status(posting, ask.paymentId(), ask.status()),
        books -> UpdatePaymentStatusResponse.builder().orderTransactions(books.shown()).build());
  }

  private Future<Outcome<UpdatePaymentsResponse>> updatePayments(Call<UpdatePaymentsRequest> call) {
    UpdatePaymentsRequest ask = call.body();
    if (ask.payments() == null || ask.payments().isEmpty()) {
      return Future.succeededFuture(required("payments"));
    }
    return desk.change(
        MoneyOperations.writes(UPDATE_PAYMENTS),
        call,
        Shown.id(ask.orderId()),
        posting -> Records.update(posting, ask.payments()),
        books -> UpdatePaymentsResponse.builder().orderTransactions(books.shown()).build());
  }

  private static <T> Outcome<T> required(String field) {
    return Outcome.invalid(field, Violation.Rule.REQUIRED_FIELD, "must be given");
  }

  private Future<Outcome<UpdateRefundTransactionResponse>> updateRefundTransaction(
      Call<UpdateRefundTransactionRequest> call) {
    UpdateRefundTransactionRequest ask = call.body();
    return desk.change(
        MoneyOperations.writes(UPDATE_REFUND_TRANSACTION),
        call,
        Shown.id(ask.orderId()),
        posting -> Records.refund(posting, ask.refundId(), ask.transaction()),
        books ->
            UpdateRefundTransactionResponse.builder().orderTransactions(books.shown()).build());
  }

  private Future<Outcome<ListTransactionsForSingleOrderResponse>> listTransactionsForSingleOrder(
      Call<ListTransactionsForSingleOrderRequest> call) {
    return desk.books(call, Shown.id(call.body().orderId()), MoneyRefusal.ORDER_NOT_FOUND)
        .map(
            found ->
                found.map(
                    books ->
                        ListTransactionsForSingleOrderResponse.builder()
                            .orderTransactions(books.shown())
                            .build()));
  }

  /** In the order of the question; orders that do not exist are left out. */
  private Future<Outcome<ListTransactionsForMultipleOrdersResponse>>
      listTransactionsForMultipleOrders(Call<ListTransactionsForMultipleOrdersRequest> call) {
    UUID siteId = call.caller().siteId();
    List<UUID> ids =
        call.body().orderIds().stream().map(Shown::id).filter(Objects::nonNull).distinct().toList();
    return Future.all(desk.store.known(siteId, ids), desk.store.transactions(siteId, ids))
        .map(
            both -> {
              Collection<UUID> known = both.resultAt(0);
              Map<UUID, Stored<OrderTransactions>> found = both.resultAt(1);
              List<OrderTransactions> shown =
                  ids.stream()
                      .filter(known::contains)
                      .map(id -> found.containsKey(id) ? found.get(id).value() : none(id))
                      .toList();
              return Outcome.done(
                  ListTransactionsForMultipleOrdersResponse.builder()
                      .orderTransactions(shown)
                      .build());
            });
  }

  private static OrderTransactions none(UUID orderId) {
    return OrderTransactions.builder()
        .orderId(orderId.toString())
        .payments(List.of())
        .refunds(List.of())
        .build();
  }

  /** One after the other; each by itself is done or refused. */
  private Future<Outcome<BulkUpdatePaymentStatusesResponse>> bulkUpdatePaymentStatuses(
      Call<BulkUpdatePaymentStatusesRequest> call) {
    BulkUpdatePaymentStatusesRequest ask = call.body();
    Future<List<BulkPaymentResult>> all = Future.succeededFuture(new ArrayList<>());
    for (int i = 0; i < ask.paymentAndOrderIds().size(); i++) {
      int index = i;
      all =
          all.compose(
              results ->
                  update(call, index)
                      .map(
                          result -> {
                            results.add(result);
                            return results;
                          }));
    }
    return all.compose(results -> remembered(call, results));
  }

  private Future<Outcome<BulkUpdatePaymentStatusesResponse>> remembered(
      Call<BulkUpdatePaymentStatusesRequest> call, List<BulkPaymentResult> results) {
    long done = results.stream().filter(it -> it.itemMetadata().success()).count();
    BulkUpdatePaymentStatusesResponse reply =
        BulkUpdatePaymentStatusesResponse.builder()
            .results(results)
            .bulkActionMetadata(Shown.counted(results.size(), done))
            .build();
    Change change = Change.at(call.now());
    Commits.remember(MoneyOperations.writes(BULK_UPDATE_PAYMENT_STATUSES), call, change, reply);
    return desk.store.commit(change).map(stored -> Outcome.done(reply));
  }

  private Future<BulkPaymentResult> update(Call<BulkUpdatePaymentStatusesRequest> call, int index) {
    BulkUpdatePaymentStatusesRequest ask = call.body();
    PaymentAndOrderId which = ask.paymentAndOrderIds().get(index);
    UUID orderId = Shown.id(which.orderId());
    Future<Outcome<Posted>> changed =
        orderId == null
            ? Future.succeededFuture(DeskFlow.unknown(MoneyRefusal.ORDER_NOT_FOUND))
            : desk.money.change(
                call,
                orderId,
                MoneyRefusal.ORDER_NOT_FOUND,
                posting -> Records.status(posting, which.paymentId(), ask.status()),
                MoneyFlow.Join.NOTHING);
    return changed.map(
        outcome -> {
          ItemMetadata.Builder item =
              ItemMetadata.builder()
                  .id(which.paymentId())
                  .originalIndex(index)
                  .success(outcome.isDone());
          if (outcome instanceof Outcome.Refused<Posted> refused) {
            item.error(
                new ApplicationError(
                    refused.refusal().name(), refused.description(), refused.data()));
            return new BulkPaymentResult(item.build(), null);
          }
          boolean whole = Boolean.TRUE.equals(ask.returnFullEntity());
          return new BulkPaymentResult(
              item.build(), whole ? outcome.orNull().after().payment(which.paymentId()) : null);
        });
  }
}
