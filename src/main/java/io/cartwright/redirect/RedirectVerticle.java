package io.cartwright.redirect;

import static io.cartwright.redirect.RedirectRefusal.REDIRECT_INTENT_NOT_SUPPORTED;
import static io.cartwright.redirect.RedirectRefusal.REDIRECT_SESSION_NOT_FOUND;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.Locate;
import io.cartwright.checkout.CheckoutQuestions.Located;
import io.cartwright.redirect.RedirectQuestions.Consume;
import io.cartwright.redirect.RedirectQuestions.Session;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.OnSite;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.redirect.StoredRedirect;
import io.cartwright.wire.redirects.CallbackParams;
import io.cartwright.wire.redirects.CreateRedirectSessionRequest;
import io.cartwright.wire.redirects.CreateRedirectSessionResponse;
import io.cartwright.wire.redirects.RedirectSession;
import io.cartwright.wire.redirects.URLDetails;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Serves redirect sessions. */
public final class RedirectVerticle extends VerticleBase {
  /** How long a session waits for its buyer. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final String SESSION = "session";

  private final Bus bus;
  private final RedirectStore store;
  private final Commits commits;
  private final Ids ids;
  private final Supplier<String> publicUrl;

  /**
   * Makes one.
   *
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  public RedirectVerticle(
      Bus bus, RedirectStore store, Commits commits, Ids ids, Supplier<String> publicUrl) {
    this.bus = bus;
    this.store = store;
    this.commits = commits;
    this.ids = ids;
    this.publicUrl = publicUrl;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(RedirectOperations.CREATE_REDIRECT_SESSION, this::createRedirectSession),
        bus.serve(RedirectQuestions.CONSUME, this::consume));
  }

  private Future<Outcome<CreateRedirectSessionResponse>> createRedirectSession(
      Call<CreateRedirectSessionRequest> call) {
    return checkoutOf(call.body())
        .thenAwait(
            checkoutId ->
                bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
                    .map(
                        known ->
                            known.then(
                                site ->
                                    new RedirectTargets(publicUrl.get(), site.redirectDomains())
                                        .check(call.body().callbacks())))
                    .compose(checked -> checked.thenAwait(callbacks -> locate(call, checkoutId))));
  }

  private static Outcome<String> checkoutOf(CreateRedirectSessionRequest ask) {
    if (ask.ecomCheckout() != null) {
      return ask.ecomCheckout().checkoutId() == null
          ? Outcome.invalid("ecomCheckout.checkoutId", Violation.Rule.REQUIRED_FIELD, "must be set")
          : Outcome.done(ask.ecomCheckout().checkoutId());
    }
    boolean other =
        ask.bookingsCheckout() != null
            || ask.eventsCheckout() != null
            || ask.paidPlansCheckout() != null
            || ask.login() != null
            || ask.logout() != null
            || ask.auth() != null
            || ask.storesProduct() != null
            || ask.bookingsBook() != null
            || ask.ecomOrderPaymentRequest() != null;
    return other
        ? Outcome.refused(REDIRECT_INTENT_NOT_SUPPORTED, "this engine redirects to checkouts only")
        : Outcome.invalid(
            "ecomCheckout", Violation.Rule.REQUIRED_ONE_OF_FIELD, "say where to redirect to");
  }

  private Future<Outcome<CreateRedirectSessionResponse>> locate(
      Call<CreateRedirectSessionRequest> call, String checkoutId) {
    return bus.ask(CheckoutQuestions.LOCATE, call, new Locate(checkoutId))
        .compose(found -> found.thenAwait(page -> create(call, page)));
  }

  private Future<Outcome<CreateRedirectSessionResponse>> create(
      Call<CreateRedirectSessionRequest> call, Located page) {
    UUID id = ids.next();
    String token = RedirectToken.of(ids.next(), ids.next());
    CallbackParams callbacks = call.body().callbacks();
    StoredRedirect session =
        StoredRedirect.builder()
            .tokenHash(RedirectToken.hash(token))
            .checkoutId(page.checkoutId().toString())
            .callbacks(callbacks)
            .visitorId(subject(call, Role.VISITOR))
            .memberId(subject(call, Role.MEMBER))
            .expires(call.now().plus(LIFETIME))
            .build();
    Change change =
        Change.at(call.now()).insert(RedirectStore.REDIRECTS, call.caller().siteId(), id, session);
    return commits.commit(
        RedirectOperations.CREATE_REDIRECT_SESSION,
        call,
        change,
        new CreateRedirectSessionResponse(shown(id, page, token)));
  }

  private static String subject(Call<?> call, Role role) {
    return call.caller().role() == role ? call.caller().subjectId().toString() : null;
  }

  /** A page of the merchant's own gets no token of ours. */
  private static RedirectSession shown(UUID id, Located page, String token) {
    String fullUrl = page.hosted() ? page.url() + "?" + SESSION + "=" + token : page.url();
    return RedirectSession.builder()
        .id(id.toString())
        .fullUrl(fullUrl)
        .urlDetails(new URLDetails(page.url(), page.hosted() ? Map.of(SESSION, token) : Map.of()))
        .sessionToken(token)
        .shortUrl(fullUrl)
        .build();
  }

  private Future<Outcome<Session>> consume(Call<Consume> call) {
    return store
        .findByHash(RedirectToken.hash(call.body().token()))
        .compose(
            found ->
                found.isEmpty() || !call.now().isBefore(found.get().stored().value().expires())
                    ? Future.succeededFuture(notFound())
                    : store
                        .delete(found.get(), call.now())
                        .map(
                            committed ->
                                committed.ok() ? Outcome.done(session(found.get())) : notFound()));
  }

  private static Session session(OnSite<StoredRedirect> found) {
    StoredRedirect session = found.stored().value();
    return new Session(
        found.siteId(),
        UUID.fromString(session.checkoutId()),
        session.callbacks(),
        session.visitorId() == null ? null : UUID.fromString(session.visitorId()),
        session.memberId() == null ? null : UUID.fromString(session.memberId()));
  }

  private static <T> Outcome<T> notFound() {
    return Outcome.refused(
        REDIRECT_SESSION_NOT_FOUND, "the session has expired, or was used before");
  }
}
