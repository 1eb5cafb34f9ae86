package io.cartwright.payment;

import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import io.cartwright.config.StripeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Payments by Stripe. The buyer's browser gives the card to Stripe and gets a payment method
 * ({@code pm_...}), which is the token that is paid with here: no card number ever comes to us.
 * Stripe's library blocks, so that it runs on workers of its own.
 */
public final class StripeProvider implements PaymentProvider {
  static final String NAME = "stripe";
  private static final int WORKERS = 16;
  private static final long SIGNATURE_LIFE_SECONDS = 300;

  private final StripeGateway gateway;
  private final String webhookSecret;
  private final WorkerExecutor workers;

  StripeProvider(Vertx vertx, StripeConfig config, Duration timeout) {
    this.gateway = new StripeGateway(config, timeout);
    this.webhookSecret = config.webhookSecret();
    this.workers = vertx.createSharedWorkerExecutor(NAME, WORKERS);
  }

  @Override
  public String name() {
    return NAME;
  }

  private <T> Future<T> work(Callable<T> call) {
    return workers.executeBlocking(call, false);
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return work(() -> gateway.pay(request, false));
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return work(() -> gateway.pay(request, true));
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return work(() -> gateway.status(key));
  }

  @Override
  public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
    return work(() -> gateway.undo(key));
  }

  @Override
  public Future<ProviderAnswer> capture(MoveRequest request) {
    return work(() -> gateway.capture(request));
  }

  @Override
  public Future<ProviderAnswer> cancel(MoveRequest request) {
    return work(() -> gateway.cancel(request));
  }

  @Override
  public Future<ProviderAnswer> refund(MoveRequest request) {
    return work(() -> gateway.refund(request));
  }

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return work(() -> gateway.status(request));
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return work(() -> read(payload, signature));
  }

  private Optional<ProviderNews> read(String payload, String signature)
      throws StripeException, EventDataObjectDeserializationException {
    if (webhookSecret.isEmpty()) return Optional.empty();
    Event event;
    try {
      Webhook.Signature.verifyHeader(payload, signature, webhookSecret, SIGNATURE_LIFE_SECONDS);
      event = Webhook.constructEvent(payload, signature, webhookSecret);
    } catch (SignatureVerificationException forged) {
      return Optional.empty();
    }
    StripeObject about = event.getDataObjectDeserializer().deserializeUnsafe();
    if (about instanceof PaymentIntent intent) return Optional.of(news(intent));
    if (about instanceof Refund refund) return Optional.of(news(refund));
    if (about instanceof Dispute dispute) return Optional.of(news(event.getType(), dispute));
    return Optional.of(nothing());
  }

  private static ProviderNews nothing() {
    return new ProviderNews.OfNothing(new UUID(0, 0));
  }

  private static boolean isOurs(Map<String, String> metadata) {
    return metadata != null
        && metadata.containsKey(StripeGateway.SITE)
        && metadata.containsKey(StripeGateway.KEY);
  }

  private static UUID id(Map<String, String> metadata, String name) {
    return UUID.fromString(metadata.get(name));
  }

  private static ProviderNews news(PaymentIntent intent) {
    Map<String, String> metadata = intent.getMetadata();
    return isOurs(metadata)
        ? new ProviderNews.OfPayment(
            id(metadata, StripeGateway.SITE),
            id(metadata, StripeGateway.KEY),
            StripeGateway.answer(intent))
        : nothing();
  }

  private static ProviderNews news(Refund refund) {
    Map<String, String> metadata = refund.getMetadata();
    return isOurs(metadata)
        ? new ProviderNews.OfMove(
            id(metadata, StripeGateway.SITE),
            id(metadata, StripeGateway.KEY),
            StripeGateway.answer(refund))
        : nothing();
  }

  /** Money is gone when a dispute takes it, and back when the dispute is won. */
  private ProviderNews news(String type, Dispute dispute) throws StripeException {
    boolean taken = type.equals("charge.dispute.funds_withdrawn");
    boolean back = type.equals("charge.dispute.funds_reinstated");
    if (!taken && !back || dispute.getPaymentIntent() == null) return nothing();
    Map<String, String> metadata = gateway.intent(dispute.getPaymentIntent()).getMetadata();
    if (!isOurs(metadata)) return nothing();
    return new ProviderNews.OfDispute(
        id(metadata, StripeGateway.SITE),
        id(metadata, StripeGateway.KEY),
        UUID.nameUUIDFromBytes(dispute.getId().getBytes(StandardCharsets.US_ASCII)),
        StripeAmounts.fromStripe(dispute.getAmount(), dispute.getCurrency()),
        back,
        dispute.getId());
  }
}
