package io.cartwright.order.money;

import static io.cartwright.order.money.MoneyOperations.reads;
import static io.cartwright.order.money.MoneyOperations.writes;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyQuestions.DisputeNews;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.orderbilling.AuthorizeChargeWithSavedPaymentMethodRequest;
import io.cartwright.wire.orderbilling.AuthorizeChargeWithSavedPaymentMethodResponse;
import io.cartwright.wire.orderbilling.CalculateRefundRequest;
import io.cartwright.wire.orderbilling.CalculateRefundResponse;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsResponse;
import io.cartwright.wire.orderbilling.ChargeMembershipsRequest;
import io.cartwright.wire.orderbilling.ChargeMembershipsResponse;
import io.cartwright.wire.orderbilling.ChargeOrderRequest;
import io.cartwright.wire.orderbilling.ChargeOrderResponse;
import io.cartwright.wire.orderbilling.GenerateReceiptsRequest;
import io.cartwright.wire.orderbilling.GenerateReceiptsResponse;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityRequest;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityResponse;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.ReceiptInfo;
import io.cartwright.wire.orderbilling.RedeemGiftCardRequest;
import io.cartwright.wire.orderbilling.RedeemGiftCardResponse;
import io.cartwright.wire.orderbilling.RefundPaymentsRequest;
import io.cartwright.wire.orderbilling.RefundPaymentsResponse;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsResponse;
import io.cartwright.wire.orderbilling.VoidMembershipsRequest;
import io.cartwright.wire.orderbilling.VoidMembershipsResponse;
import io.cartwright.wire.ordertransactions.Payment;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.UUID;

/** Serves billing, and takes what providers tell of money that moved. */
public final class BillingVerticle extends VerticleBase {
  private final Bus bus;
  private final DeskFlow desk;
  private final ChargeFlow charges;

  public BillingVerticle(Bus bus, Pools pools, Committer committer, Ids ids) {
    this.bus = bus;
    this.desk = new DeskFlow(bus, pools, committer, ids);
    this.charges = new ChargeFlow(bus, desk);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(
                writes(OrderBillingApi.AUTHORIZE_CHARGE_WITH_SAVED_PAYMENT_METHOD),
                this::authorizeSaved),
            bus.serve(reads(OrderBillingApi.CALCULATE_REFUND), this::calculateRefund),
            bus.serve(writes(OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS), this::capture),
            bus.serve(writes(OrderBillingApi.CHARGE_MEMBERSHIPS), this::chargeMemberships),
            bus.serve(writes(OrderBillingApi.CHARGE_ORDER), this::chargeOrder),
            bus.serve(writes(OrderBillingApi.GENERATE_RECEIPTS), this::generateReceipts),
            bus.serve(reads(OrderBillingApi.GET_ORDER_REFUNDABILITY), this::refundability),
            bus.serve(writes(OrderBillingApi.REDEEM_GIFT_CARD), this::redeemGiftCard),
            bus.serve(writes(OrderBillingApi.REFUND_PAYMENTS), this::refundPayments),
            bus.serve(writes(OrderBillingApi.VOID_AUTHORIZED_PAYMENTS), this::cancel),
            bus.serve(writes(OrderBillingApi.VOID_MEMBERSHIPS), this::voidMemberships),
            bus.serve(MoneyQuestions.MOVED, call -> desk.moves.settle(call, call.body())),
            bus.serve(MoneyQuestions.DISPUTED, this::disputed)));
  }

  private Future<Outcome<AuthorizeChargeWithSavedPaymentMethodResponse>> authorizeSaved(
      Call<AuthorizeChargeWithSavedPaymentMethodRequest> call) {
    return charges
        .authorizeSaved(call)
        .compose(
            outcome ->
                outcome.thenAwait(
                    charged ->
                        remembered(
                            writes(OrderBillingApi.AUTHORIZE_CHARGE_WITH_SAVED_PAYMENT_METHOD),
                            call,
                            new AuthorizeChargeWithSavedPaymentMethodResponse(
                                Shown.inBilling(charged.payment()),
                                Shown.inBilling(charged.books())))));
  }

  private <Q, A> Future<Outcome<A>> remembered(Operation<Q, A> operation, Call<Q> call, A reply) {
    Change change = Change.at(call.now());
    Commits.remember(operation, call, change, reply);
    return desk.store.commit(change).map(stored -> Outcome.done(reply));
  }

  private Future<Outcome<CalculateRefundResponse>> calculateRefund(
      Call<CalculateRefundRequest> call) {
    return books(call, call.body().orderId())
        .map(found -> found.map(books -> RefundCalculation.of(books, call.body().refundItems())));
  }

  private Future<Outcome<Books>> books(Call<?> call, String orderId) {
    return desk.books(call, Shown.id(orderId), MoneyRefusal.ORDER_NOT_FOUND);
  }

  private Future<Outcome<CaptureAuthorizedPaymentsResponse>> capture(
      Call<CaptureAuthorizedPaymentsRequest> call) {
    return desk.change(
        writes(OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS),
        call,
        Shown.id(call.body().orderId()),
        desk.capture(call.body().payments()),
        books -> new CaptureAuthorizedPaymentsResponse(Shown.inBilling(books)));
  }

  private Future<Outcome<VoidAuthorizedPaymentsResponse>> cancel(
      Call<VoidAuthorizedPaymentsRequest> call) {
    return desk.change(
        writes(OrderBillingApi.VOID_AUTHORIZED_PAYMENTS),
        call,
        Shown.id(call.body().orderId()),
        desk.cancel(call.body().paymentIds(), MoneyRefusal.GATEWAY_TRANSACTION_NOT_FOUND),
        books -> new VoidAuthorizedPaymentsResponse(Shown.inBilling(books)));
  }

  /** Nobody grants memberships here, so that none covers a line. */
  private Future<Outcome<ChargeMembershipsResponse>> chargeMemberships(
      Call<ChargeMembershipsRequest> call) {
    return books(call, call.body().orderId())
        .map(
            found ->
                found.then(
                    books ->
                        Outcome.refused(
                            MoneyRefusal.MEMBERSHIP_NOT_ELIGIBLE, "no membership covers it")));
  }

  private Future<Outcome<ChargeOrderResponse>> chargeOrder(Call<ChargeOrderRequest> call) {
    return charges
        .chargeOrder(call)
        .compose(
            outcome ->
                outcome.thenAwait(
                    reply -> remembered(writes(OrderBillingApi.CHARGE_ORDER), call, reply)));
  }

  /** Each receipt is a document, issued in the transaction that gives it to its payment. */
  private Future<Outcome<GenerateReceiptsResponse>> generateReceipts(
      Call<GenerateReceiptsRequest> call) {
    List<String> ids = call.body().paymentIds();
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        desk.change(
                            writes(OrderBillingApi.GENERATE_RECEIPTS),
                            call,
                            Shown.id(call.body().orderId()),
                            posting -> Receipts.generate(posting, ids, desk.ids::next),
                            (change, posted) -> Receipts.issue(change, call, posted, ids, site),
                            books ->
                                new GenerateReceiptsResponse(
                                    ids.stream()
                                        .map(books::payment)
                                        .map(
                                            it ->
                                                new ReceiptInfo(
                                                    it.id(), it.wixReceipt().receiptId()))
                                        .toList()))));
  }

  private Future<Outcome<GetOrderRefundabilityResponse>> refundability(
      Call<GetOrderRefundabilityRequest> call) {
    return books(call, call.body().orderId()).map(found -> found.map(RefundabilityView::inBilling));
  }

  /**
   * Refused, in this order: ORDER_NOT_FOUND, ORDER_CANCELED, ORDER_PAID, CURRENCY_MISMATCH,
   * GIFT_CARD_NOT_FOUND; nobody issues gift cards here, so that no code is one of theirs.
   */
  private Future<Outcome<RedeemGiftCardResponse>> redeemGiftCard(Call<RedeemGiftCardRequest> call) {
    return books(call, call.body().orderId())
        .map(
            found ->
                found.then(
                    books -> Outcome.refused(refusal(books, call.body()), "not redeemable here")));
  }

  private static MoneyRefusal refusal(Books books, RedeemGiftCardRequest ask) {
    if (Records.isClosed(books.order())) return MoneyRefusal.ORDER_CANCELED;
    if (books.leftMinor() == 0) return MoneyRefusal.ORDER_PAID;
    return books.currency().code().equals(ask.currency())
        ? MoneyRefusal.GIFT_CARD_NOT_FOUND
        : MoneyRefusal.CURRENCY_MISMATCH;
  }

  private Future<Outcome<RefundPaymentsResponse>> refundPayments(Call<RefundPaymentsRequest> call) {
    UUID refundId = desk.ids.next();
    return desk.change(
        writes(OrderBillingApi.REFUND_PAYMENTS),
        call,
        Shown.id(call.body().orderId()),
        desk.refund(RefundAsks.of(call.body()), refundId),
        books -> new RefundPaymentsResponse(Shown.refund(books, refundId), Shown.inBilling(books)));
  }

  /**
   * Refused, in this order: ORDER_NOT_FOUND, PAYMENT_NOT_FOUND, INVALID_PAYMENT_TYPE,
   * STATUS_NOT_ALLOWED.
   */
  private Future<Outcome<VoidMembershipsResponse>> voidMemberships(
      Call<VoidMembershipsRequest> call) {
    List<String> ids = call.body().paymentIds() == null ? List.of() : call.body().paymentIds();
    return desk.change(
        writes(OrderBillingApi.VOID_MEMBERSHIPS),
        call,
        Shown.id(call.body().orderId()),
        posting -> voided(posting, ids.stream().distinct().toList()),
        books -> VoidMembershipsResponse.builder().build());
  }

  private static Outcome<Posting> voided(Posting posting, List<String> ids) {
    for (String id : ids) {
      Payment payment = posting.before().payment(id);
      if (payment == null) {
        return Outcome.refused(MoneyRefusal.PAYMENT_NOT_FOUND, "payment " + id);
      }
      if (Means.of(payment) != Means.MEMBERSHIP) {
        return Outcome.refused(MoneyRefusal.INVALID_PAYMENT_TYPE, "payment " + id);
      }
    }
    Outcome<Posting> all = Outcome.done(posting);
    for (String id : ids) {
      all = all.then(before -> Records.status(before, id, TransactionStatus.VOIDED));
    }
    return all;
  }

  private Future<Outcome<DisputeNews>> disputed(Call<DisputeNews> call) {
    DisputeNews news = call.body();
    return desk.money
        .change(
            call,
            news.orderId(),
            MoneyRefusal.ORDER_NOT_FOUND,
            posting ->
                Disputes.dispute(
                    posting,
                    news.paymentId(),
                    news.disputeId(),
                    posting.before().currency().parse(news.amount()),
                    news.reversed(),
                    news.reference()),
            MoneyFlow.Join.NOTHING)
        .map(outcome -> outcome.map(posted -> news));
  }
}
