package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.SITE_MUST_ACCEPT_PAYMENTS;

import io.cartwright.basket.ExplanationView;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Changed;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.checkout.CheckoutFlow.Source;
import io.cartwright.pricing.Pricer;
import io.cartwright.site.SiteQuestions;
import io.cartwright.wire.Violation;
import io.cartwright.wire.checkout.AddToCheckoutResponse;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreateCheckoutRequest;
import io.cartwright.wire.checkout.CreateCheckoutResponse;
import io.cartwright.wire.checkout.CreateOrderRequest;
import io.cartwright.wire.checkout.CreateOrderResponse;
import io.cartwright.wire.checkout.GetCheckoutByCartIdRequest;
import io.cartwright.wire.checkout.GetCheckoutByCartIdResponse;
import io.cartwright.wire.checkout.GetCheckoutResponse;
import io.cartwright.wire.checkout.GetCheckoutURLRequest;
import io.cartwright.wire.checkout.GetCheckoutURLResponse;
import io.cartwright.wire.checkout.GetWixCheckoutURLRequest;
import io.cartwright.wire.checkout.GetWixCheckoutURLResponse;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedAndRedirectToUrlRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedResponse;
import io.cartwright.wire.checkout.RemoveCouponResponse;
import io.cartwright.wire.checkout.RemoveGiftCardResponse;
import io.cartwright.wire.checkout.RemoveLineItemsResponse;
import io.cartwright.wire.checkout.RemoveOverrideCheckoutUrlResponse;
import io.cartwright.wire.checkout.UpdateCheckoutResponse;
import io.cartwright.wire.checkout.UpdateLineItemsQuantityResponse;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.HeadersEntry;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.own.checkout.CreateCompletionTokenRequest;
import io.cartwright.wire.own.checkout.CreateCompletionTokenResponse;
import io.cartwright.wire.own.checkout.ExplainCheckoutRequest;
import io.cartwright.wire.own.checkout.ExplainCheckoutResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves checkouts. */
public final class CheckoutVerticle extends VerticleBase {
  private static final int FOUND = 302;

  private final Bus bus;
  private final CheckoutFlow checkouts;
  private final CompletionFlow completions;
  private final PlaceFlow placing;
  private final QuestionFlow questions;
  private final CheckoutUrls urls;

  /**
   * Makes one.
   *
   * @param pricer the evaluator of this event loop
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  public CheckoutVerticle(
      Bus bus,
      CheckoutStore store,
      Commits commits,
      Pricer pricer,
      Ids ids,
      Supplier<String> publicUrl) {
    this.bus = bus;
    this.urls = new CheckoutUrls(publicUrl);
    this.checkouts = new CheckoutFlow(bus, store, commits, new PricingFlow(bus, pricer), ids);
    this.completions = new CompletionFlow(bus, checkouts);
    this.placing = new PlaceFlow(bus, checkouts, completions, ids);
    this.questions = new QuestionFlow(bus, checkouts, urls, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(serveReads(), serveChanges(), serveEnds(), serveQuestions());
  }

  private Future<?> serveReads() {
    return Future.all(
        List.of(
            bus.serve(
                CheckoutOperations.GET_CHECKOUT,
                call -> show(call, byId(call, call.body().id()), GetCheckoutResponse::new)),
            bus.serve(CheckoutOperations.GET_CHECKOUT_BY_CART_ID, this::getCheckoutByCartId),
            bus.serve(CheckoutOperations.GET_CHECKOUT_URL, this::getCheckoutUrl),
            bus.serve(CheckoutOperations.GET_WIX_CHECKOUT_URL, this::getWixCheckoutUrl),
            bus.serve(CheckoutOperations.EXPLAIN_CHECKOUT, this::explainCheckout)));
  }

  private Future<?> serveChanges() {
    return Future.all(
        List.of(
            bus.serve(CheckoutOperations.CREATE_CHECKOUT, this::createCheckout),
            serve(
                CheckoutOperations.UPDATE_CHECKOUT,
                body -> body.checkout().id(),
                call -> CheckoutChange.update(call.caller(), call.body(), call.present()),
                UpdateCheckoutResponse::new),
            serve(
                CheckoutOperations.ADD_TO_CHECKOUT,
                body -> body.id(),
                call ->
                    CheckoutChange.add(
                        call.caller(), call.body().lineItems(), call.body().customLineItems()),
                AddToCheckoutResponse::new),
            serve(
                CheckoutOperations.REMOVE_LINE_ITEMS,
                body -> body.id(),
                call -> Outcome.done(CheckoutChange.remove(call.body().lineItemIds())),
                RemoveLineItemsResponse::new),
            serve(
                CheckoutOperations.UPDATE_LINE_ITEMS_QUANTITY,
                body -> body.id(),
                call -> CheckoutChange.quantities(call.body().lineItems()),
                UpdateLineItemsQuantityResponse::new),
            serve(
                CheckoutOperations.REMOVE_COUPON,
                body -> body.id(),
                call -> Outcome.done(CheckoutChange.removeCoupon(call.caller())),
                RemoveCouponResponse::new),
            serve(
                CheckoutOperations.REMOVE_GIFT_CARD,
                body -> body.id(),
                call -> Outcome.done(CheckoutChange.removeGiftCard(call.caller())),
                RemoveGiftCardResponse::new),
            serve(
                CheckoutOperations.REMOVE_OVERRIDE_CHECKOUT_URL,
                body -> body.id(),
                call -> Outcome.done(CheckoutChange.removeOverrideUrl()),
                RemoveOverrideCheckoutUrlResponse::new)));
  }

  private Future<?> serveEnds() {
    return Future.all(
        List.of(
            bus.serve(CheckoutOperations.CREATE_ORDER, this::createOrder),
            bus.serve(CheckoutOperations.CREATE_ORDER_AND_CHARGE, placing::placeAndCharge),
            bus.serve(CheckoutOperations.MARK_CHECKOUT_AS_COMPLETED, this::markAsCompleted),
            bus.serve(
                CheckoutOperations.MARK_CHECKOUT_AS_COMPLETED_AND_REDIRECT_TO_URL,
                this::markAsCompletedAndRedirect),
            bus.serve(CheckoutOperations.CREATE_COMPLETION_TOKEN, this::createCompletionToken)));
  }

  private Future<?> serveQuestions() {
    return Future.all(
        List.of(
            bus.serve(CheckoutQuestions.COMPLETION, completions::completion),
            bus.serve(CheckoutQuestions.FROM_CART, questions::fromCart),
            bus.serve(CheckoutQuestions.LOCATE, questions::locate),
            bus.serve(
                CheckoutQuestions.PRICE_ASK,
                call -> checkouts.priceAsk(call, byId(call, call.body().checkoutId()))),
            bus.serve(SiteQuestions.CHECKOUTS_LOGIN, questions::loggedIn),
            bus.serve(QuestionFlow.REFRESH, questions::refresh),
            bus.serve(QuestionFlow.MOVE, questions::move),
            bus.serve(CheckoutFlow.FORGET, this::forget),
            bus.serve(CheckoutFlow.LEAVE, this::leave),
            bus.serve(CompletionFlow.REDEEM, completions::redeem),
            bus.serve(
                QuestionFlow.SHOW,
                call -> show(call, byId(call, call.body().id()), shown -> shown))));
  }

  private Future<Outcome<Changed>> forget(Call<Changed> call) {
    checkouts.cache().drop(call.body().siteId(), call.body().id());
    return Future.succeededFuture(Outcome.done(call.body()));
  }

  private Future<Outcome<Changed>> leave(Call<Changed> call) {
    checkouts.cache().leaveToOthers(call.body().siteId(), call.body().id(), call.now());
    return Future.succeededFuture(Outcome.done(call.body()));
  }

  /** Serves an operation that changes the checkout of this id and shows it. */
  private <Q, A> Future<Void> serve(
      Operation<Q, A> operation,
      Function<Q, String> id,
      Function<Call<Q>, Outcome<CheckoutChange>> change,
      Function<Checkout, A> reply) {
    return bus.serve(
        operation,
        call ->
            checkouts.change(
                operation, call, byId(call, id.apply(call.body())), change.apply(call), reply));
  }

  private Source byId(Call<?> call, String id) {
    return checkouts.byId(call, id);
  }

  private <A> Future<Outcome<A>> show(Call<?> call, Source source, Function<Checkout, A> reply) {
    return checkouts.show(call, source).map(outcome -> outcome.map(reply));
  }

  private Future<Outcome<GetCheckoutByCartIdResponse>> getCheckoutByCartId(
      Call<GetCheckoutByCartIdRequest> call) {
    return checkouts
        .byCart(call, call.body().id())
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        bus.ask(
                            QuestionFlow.SHOW,
                            call,
                            new QuestionFlow.ShowOf(stored.id().toString()))))
        .map(shown -> shown.map(GetCheckoutByCartIdResponse::new));
  }

  private Future<Outcome<GetCheckoutURLResponse>> getCheckoutUrl(Call<GetCheckoutURLRequest> call) {
    return byId(call, call.body().id())
        .get()
        .map(
            found ->
                found.map(
                    stored -> new GetCheckoutURLResponse(urls.of(stored.id(), stored.value()))));
  }

  private Future<Outcome<GetWixCheckoutURLResponse>> getWixCheckoutUrl(
      Call<GetWixCheckoutURLRequest> call) {
    return byId(call, call.body().id())
        .get()
        .map(found -> found.map(stored -> new GetWixCheckoutURLResponse(urls.hosted(stored.id()))));
  }

  private Future<Outcome<ExplainCheckoutResponse>> explainCheckout(
      Call<ExplainCheckoutRequest> call) {
    return byId(call, call.body().checkoutId())
        .get()
        .compose(found -> found.thenAwait(stored -> checkouts.price(call, stored)))
        .map(
            outcome ->
                outcome.map(
                    shown ->
                        new ExplainCheckoutResponse(
                            shown.stored().id().toString(), ExplanationView.of(shown.priced()))));
  }

  private Future<Outcome<CreateCheckoutResponse>> createCheckout(Call<CreateCheckoutRequest> call) {
    ChannelType channel = call.body().channelType();
    if (channel == null || channel == ChannelType.UNSPECIFIED) {
      return Future.succeededFuture(
          Outcome.invalid(
              "channelType", Violation.Rule.REQUIRED_FIELD, "must name the sales channel"));
    }
    return checkouts
        .settings(call)
        .map(
            known ->
                known.then(
                    site ->
                        site.acceptsPayments()
                            ? CheckoutChange.create(call.caller(), call.body())
                            : Outcome.<CheckoutChange>refused(
                                SITE_MUST_ACCEPT_PAYMENTS, "the site takes no payments")))
        .compose(
            change ->
                checkouts.change(
                    CheckoutOperations.CREATE_CHECKOUT,
                    call,
                    checkouts.brandNew(call, channel),
                    change,
                    CreateCheckoutResponse::new));
  }

  private Future<Outcome<CreateOrderResponse>> createOrder(Call<CreateOrderRequest> call) {
    return placing
        .place(
            call,
            call.body().id(),
            Boolean.TRUE.equals(call.body().savePaymentMethod()),
            (change, result) ->
                Commits.remember(CheckoutOperations.CREATE_ORDER, call, change, response(result)))
        .map(outcome -> outcome.map(CheckoutVerticle::response));
  }

  private static CreateOrderResponse response(PlaceFlow.Result result) {
    return CreateOrderResponse.builder()
        .orderId(result.orderId().toString())
        .paymentGatewayOrderId(result.paymentGatewayOrderId())
        .build();
  }

  private Future<Outcome<MarkCheckoutAsCompletedResponse>> markAsCompleted(
      Call<MarkCheckoutAsCompletedRequest> call) {
    return completions.markCompleted(
        CheckoutOperations.MARK_CHECKOUT_AS_COMPLETED,
        call,
        call.body().id(),
        call.body().orderId(),
        new MarkCheckoutAsCompletedResponse());
  }

  private Future<Outcome<RawHttpResponse>> markAsCompletedAndRedirect(
      Call<MarkCheckoutAsCompletedAndRedirectToUrlRequest> call) {
    return completions
        .redeem(call, call.body().token())
        .map(
            outcome ->
                outcome.map(
                    url ->
                        RawHttpResponse.builder()
                            .statusCode(FOUND)
                            .headers(List.of(new HeadersEntry("Location", url)))
                            .build()));
  }

  private Future<Outcome<CreateCompletionTokenResponse>> createCompletionToken(
      Call<CreateCompletionTokenRequest> call) {
    String url = call.body().redirectUrl();
    return CheckoutInput.url("redirectUrl", url)
        .thenAwait(
            ok ->
                byId(call, call.body().checkoutId())
                    .get()
                    .map(
                        found ->
                            found
                                .then(stored -> Checkouts.open(stored.value()).map(open -> stored))
                                .map(
                                    stored ->
                                        new CreateCompletionTokenResponse(
                                            CompletionToken.mint(
                                                call.caller().siteId(),
                                                stored.id(),
                                                url,
                                                stored.value().completionSecret(),
                                                call.now())))));
  }
}
