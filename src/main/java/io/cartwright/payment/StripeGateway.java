package io.cartwright.payment;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.cartwright.config.StripeConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Stripe's API by Stripe's own library. Its calls block: call it from a worker. Every request that
 * moves money carries an idempotency key that follows from ours, so that Stripe acts on it once,
 * and our key as metadata, so that it is found again.
 */
final class StripeGateway {
  static final String SITE = "cartwright_site";
  static final String KEY = "cartwright_key";

  /** Payments that are looked through for one whose answer was lost. */
  private static final long LOOKED_THROUGH = 100;

  private final StripeClient stripe;

  StripeGateway(StripeConfig config, Duration timeout) {
    int limit = Math.toIntExact(timeout.toMillis());
    this.stripe =
        StripeClient.builder()
            .setApiKey(config.secretKey())
            .setApiBase(config.url())
            .setConnectTimeout(limit)
            .setReadTimeout(limit)
            .setMaxNetworkRetries(0)
            .build();
  }

  private static RequestOptions once(String purpose, UUID key) {
    return RequestOptions.builder().setIdempotencyKey("cartwright-" + purpose + "-" + key).build();
  }

  ProviderAnswer pay(ChargeRequest request, boolean hold) throws StripeException {
    PaymentIntentCreateParams params =
        PaymentIntentCreateParams.builder()
            .setAmount(StripeAmounts.toStripe(request.amount(), request.currency()))
            .setCurrency(request.currency().toLowerCase(Locale.ROOT))
            .setPaymentMethod(request.token())
            .setConfirm(true)
            .setCaptureMethod(hold ? CaptureMethod.MANUAL : CaptureMethod.AUTOMATIC)
            .setAutomaticPaymentMethods(
                AutomaticPaymentMethods.builder()
                    .setEnabled(true)
                    .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                    .build())
            .putMetadata(SITE, request.siteId().toString())
            .putMetadata(KEY, request.key().toString())
            .putMetadata("cartwright_order", String.valueOf(request.orderId()))
            .build();
    try {
      return answer(stripe.v1().paymentIntents().create(params, once("pay", request.key())));
    } catch (CardException declined) {
      return declined(declined);
    } catch (IdempotencyException void_) {
      return declined(void_);
    } catch (InvalidRequestException refused) {
      return declined(refused);
    }
  }

  private static ProviderAnswer declined(StripeException refused) {
    String words = Objects.requireNonNullElse(refused.getUserMessage(), "The payment failed.");
    return new ProviderAnswer(ProviderAnswer.State.DECLINED, null, words);
  }

  /** Where a payment stands. */
  static ProviderAnswer answer(PaymentIntent intent) {
    ProviderAnswer.State state =
        switch (intent.getStatus()) {
          case "succeeded" -> ProviderAnswer.State.APPROVED;
          case "requires_capture" -> ProviderAnswer.State.AUTHORIZED;
          case "processing" -> ProviderAnswer.State.PENDING;
          case "canceled" -> ProviderAnswer.State.UNDONE;
          default -> ProviderAnswer.State.DECLINED;
        };
    String failure =
        state == ProviderAnswer.State.DECLINED
            ? intent.getLastPaymentError() == null
                ? "The buyer's bank asks for a confirmation."
                : intent.getLastPaymentError().getMessage()
            : null;
    return new ProviderAnswer(state, intent.getId(), failure);
  }

  ProviderAnswer status(UUID key) throws StripeException {
    return find(key)
        .map(StripeGateway::answer)
        .orElse(ProviderAnswer.of(ProviderAnswer.State.NOT_FOUND));
  }

  /** Lists are up to date at once, searches are not. */
  private Optional<PaymentIntent> find(UUID key) throws StripeException {
    PaymentIntentListParams params =
        PaymentIntentListParams.builder().setLimit(LOOKED_THROUGH).build();
    return stripe.v1().paymentIntents().list(params).getData().stream()
        .filter(it -> it.getMetadata() != null)
        .filter(it -> key.toString().equals(it.getMetadata().get(KEY)))
        .findFirst();
  }

  /**
   * Gives the money back, or lets it go. A payment that Stripe does not know is begun there under
   * its key and called off, so that a request which is still on its way finds the key used.
   */
  ProviderAnswer undo(UUID key) throws StripeException {
    Optional<PaymentIntent> found = find(key);
    if (found.isEmpty()) {
      PaymentIntentCreateParams blank =
          PaymentIntentCreateParams.builder()
              .setAmount(100L)
              .setCurrency("usd")
              .putMetadata(KEY, key.toString())
              .build();
      found = Optional.of(stripe.v1().paymentIntents().create(blank, once("pay", key)));
    }
    PaymentIntent intent = found.get();
    if (intent.getStatus().equals("canceled")) return undone(intent);
    if (intent.getStatus().equals("succeeded")) {
      RefundCreateParams all =
          RefundCreateParams.builder().setPaymentIntent(intent.getId()).build();
      stripe.v1().refunds().create(all, once("undo", key));
    } else {
      stripe.v1().paymentIntents().cancel(intent.getId(), once("undo", key));
    }
    return undone(intent);
  }

  private static ProviderAnswer undone(PaymentIntent intent) {
    return new ProviderAnswer(ProviderAnswer.State.UNDONE, intent.getId(), null);
  }

  ProviderAnswer capture(MoveRequest request) throws StripeException {
    PaymentIntentCaptureParams params =
        PaymentIntentCaptureParams.builder()
            .setAmountToCapture(StripeAmounts.toStripe(request.amount(), request.currency()))
            .build();
    try {
      return captured(
          stripe
              .v1()
              .paymentIntents()
              .capture(request.paymentReference(), params, once("move", request.key())));
    } catch (InvalidRequestException refused) {
      return declined(refused);
    }
  }

  private static ProviderAnswer captured(PaymentIntent intent) {
    ProviderAnswer.State state =
        switch (intent.getStatus()) {
          case "succeeded" -> ProviderAnswer.State.APPROVED;
          case "processing" -> ProviderAnswer.State.PENDING;
          case "requires_capture" -> ProviderAnswer.State.NOT_FOUND;
          default -> ProviderAnswer.State.DECLINED;
        };
    return new ProviderAnswer(state, intent.getId(), null);
  }

  ProviderAnswer cancel(MoveRequest request) throws StripeException {
    try {
      return canceled(
          stripe
              .v1()
              .paymentIntents()
              .cancel(request.paymentReference(), once("move", request.key())));
    } catch (InvalidRequestException refused) {
      return declined(refused);
    }
  }

  private static ProviderAnswer canceled(PaymentIntent intent) {
    ProviderAnswer.State state =
        switch (intent.getStatus()) {
          case "canceled" -> ProviderAnswer.State.APPROVED;
          case "requires_capture" -> ProviderAnswer.State.NOT_FOUND;
          default -> ProviderAnswer.State.DECLINED;
        };
    return new ProviderAnswer(state, intent.getId(), null);
  }

  ProviderAnswer refund(MoveRequest request) throws StripeException {
    RefundCreateParams params =
        RefundCreateParams.builder()
            .setPaymentIntent(request.paymentReference())
            .setAmount(StripeAmounts.toStripe(request.amount(), request.currency()))
            .putMetadata(SITE, request.siteId().toString())
            .putMetadata(KEY, request.key().toString())
            .build();
    try {
      return answer(stripe.v1().refunds().create(params, once("move", request.key())));
    } catch (InvalidRequestException refused) {
      return declined(refused);
    }
  }

  /** Where a refund stands. */
  static ProviderAnswer answer(Refund refund) {
    ProviderAnswer.State state =
        switch (String.valueOf(refund.getStatus())) {
          case "succeeded" -> ProviderAnswer.State.APPROVED;
          case "failed", "canceled" -> ProviderAnswer.State.DECLINED;
          default -> ProviderAnswer.State.PENDING;
        };
    return new ProviderAnswer(state, refund.getId(), refund.getFailureReason());
  }

  ProviderAnswer status(MoveRequest request) throws StripeException {
    String reference = request.paymentReference();
    return switch (request.kind()) {
      case CAPTURE -> captured(stripe.v1().paymentIntents().retrieve(reference));
      case VOID -> canceled(stripe.v1().paymentIntents().retrieve(reference));
      case REFUND -> refundStatus(request);
    };
  }

  private ProviderAnswer refundStatus(MoveRequest request) throws StripeException {
    RefundListParams params =
        RefundListParams.builder()
            .setPaymentIntent(request.paymentReference())
            .setLimit(LOOKED_THROUGH)
            .build();
    return stripe.v1().refunds().list(params).getData().stream()
        .filter(it -> it.getMetadata() != null)
        .filter(it -> request.key().toString().equals(it.getMetadata().get(KEY)))
        .findFirst()
        .map(StripeGateway::answer)
        .orElse(ProviderAnswer.of(ProviderAnswer.State.NOT_FOUND));
  }

  PaymentIntent intent(String id) throws StripeException {
    return stripe.v1().paymentIntents().retrieve(id);
  }
}
