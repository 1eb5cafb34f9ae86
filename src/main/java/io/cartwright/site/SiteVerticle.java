package io.cartwright.site;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.site.SiteQuestions.SetStockDecrement;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.site.GetSiteRequest;
import io.cartwright.wire.own.site.GetSiteResponse;
import io.cartwright.wire.own.site.JwksRequest;
import io.cartwright.wire.own.site.JwksResponse;
import io.cartwright.wire.own.site.Site;
import io.cartwright.wire.own.site.TokenRequest;
import io.cartwright.wire.own.site.TokenResponse;
import io.cartwright.wire.own.site.UpdateSiteRequest;
import io.cartwright.wire.own.site.UpdateSiteResponse;
import io.cartwright.wire.sdkauth.TokenInfoRequest;
import io.cartwright.wire.sdkauth.TokenInfoResponse;
import io.cartwright.wire.sdkauth.TokenInfoResponseSubjectType;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Serves tokens and site settings. To be deployed once on each event loop. */
public final class SiteVerticle extends VerticleBase {
  private final Bus bus;
  private final Identities identities;
  private final Tokens tokens;
  private final Sites sites;
  private final Commits commits;
  private final TokenGrants grants;

  public SiteVerticle(
      Bus bus, Identities identities, Tokens tokens, Sites sites, Commits commits, Ids ids) {
    this.bus = bus;
    this.identities = identities;
    this.tokens = tokens;
    this.sites = sites;
    this.commits = commits;
    this.grants = new TokenGrants(tokens, sites, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(SiteOperations.TOKEN, this::token),
            bus.serve(SiteOperations.TOKEN_INFO, this::tokenInfo),
            bus.serve(SiteOperations.JWKS, this::jwks),
            bus.serve(SiteOperations.GET_SITE, this::getSite),
            bus.serve(SiteOperations.UPDATE_SITE, this::updateSite),
            bus.serve(SiteQuestions.SETTINGS, this::settings),
            bus.serve(SiteQuestions.SET_STOCK_DECREMENT, this::setStockDecrement)));
  }

  private Future<Outcome<TokenResponse>> token(Call<TokenRequest> call) {
    String grantType = TokenGrants.grantType(call.body());
    return switch (grantType) {
      case TokenGrants.ANONYMOUS -> Future.succeededFuture(grants.anonymous(call.body()));
      case TokenGrants.REFRESH_TOKEN -> Future.succeededFuture(grants.refresh(call.body()));
      case TokenGrants.AUTHORIZED_CLIENT -> authorizedClient(call);
      default -> Future.succeededFuture(TokenGrants.unsupported(grantType));
    };
  }

  /**
   * A member's tokens, for whoever holds an API key; the visitor of the token beside the key
   * becomes that member.
   */
  private Future<Outcome<TokenResponse>> authorizedClient(Call<TokenRequest> call) {
    return identities
        .authenticate(call.credential(), null)
        .compose(
            found ->
                found
                    .then(SiteVerticle::administrator)
                    .thenAwait(
                        admin ->
                            TokenGrants.memberOf(call.body())
                                .thenAwait(member -> login(call, admin.siteId(), member))));
  }

  private static Outcome<Caller> administrator(Caller caller) {
    return caller.role() == Role.ADMIN
        ? Outcome.done(caller)
        : Outcome.refused(
            CommonRefusal.UNAUTHENTICATED, "An API key must stand in the Authorization header.");
  }

  private Future<Outcome<TokenResponse>> login(Call<TokenRequest> call, UUID siteId, UUID member) {
    Optional<BuyerLogin> login =
        identities
            .tokenIn(call.credential())
            .filter(claims -> claims.siteId().equals(siteId))
            .filter(claims -> claims.subjectType() == TokenClaims.SubjectType.VISITOR)
            .map(claims -> new BuyerLogin(claims.subjectId(), member));
    if (login.isEmpty()) {
      return Future.succeededFuture(Outcome.done(grants.member(siteId, member)));
    }
    Call<BuyerLogin> told =
        new Call<>(
            Caller.system(siteId), call.id(), login.get(), null, call.now(), call.requestId());
    return tell(SiteQuestions.BUYER_LOGIN, told)
        .compose(carts -> carts.thenAwait(ok -> tell(SiteQuestions.CHECKOUTS_LOGIN, told)))
        .map(outcome -> outcome.map(merged -> grants.member(siteId, member)));
  }

  private Future<Outcome<BuyerLogin>> tell(
      Operation<BuyerLogin, BuyerLogin> keeper, Call<BuyerLogin> told) {
    return isServed(keeper)
        ? bus.call(keeper, told)
        : Future.succeededFuture(Outcome.done(told.body()));
  }

  private boolean isServed(Operation<?, ?> wanted) {
    for (Operation<?, ?> operation : bus.operations()) {
      if (operation.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private Future<Outcome<SiteSettings>> settings(Call<SettingsWanted> call) {
    return Future.succeededFuture(Outcome.done(sites.settings(call.caller().siteId())));
  }

  private Future<Outcome<TokenInfoResponse>> tokenInfo(Call<TokenInfoRequest> call) {
    String token = call.body().token() == null ? "" : call.body().token();
    return Future.succeededFuture(
        Outcome.done(
            tokens
                .verifyAccess(token)
                .or(() -> tokens.verifyRefresh(token))
                .filter(claims -> sites.has(claims.siteId()))
                .map(SiteVerticle::info)
                .orElseGet(() -> TokenInfoResponse.builder().active(false).build())));
  }

  private static TokenInfoResponse info(TokenClaims claims) {
    return TokenInfoResponse.builder()
        .active(true)
        .subjectType(
            switch (claims.subjectType()) {
              case VISITOR -> TokenInfoResponseSubjectType.VISITOR;
              case MEMBER -> TokenInfoResponseSubjectType.MEMBER;
            })
        .subjectId(claims.subjectId().toString())
        .exp(Long.toString(claims.expiresAt().getEpochSecond()))
        .iat(Long.toString(claims.issuedAt().getEpochSecond()))
        .clientId(claims.clientId().toString())
        .siteId(claims.siteId().toString())
        .build();
  }

  private Future<Outcome<JwksResponse>> jwks(Call<JwksRequest> call) {
    return Future.succeededFuture(Outcome.done(JwksResponse.CODEC.fromText(tokens.jwks())));
  }

  private Future<Outcome<GetSiteResponse>> getSite(Call<GetSiteRequest> call) {
    Site site = SiteDocument.shown(sites.stored(call.caller().siteId()));
    return Future.succeededFuture(Outcome.done(GetSiteResponse.builder().site(site).build()));
  }

  private Future<Outcome<UpdateSiteResponse>> updateSite(Call<UpdateSiteRequest> call) {
    Stored<Site> before = sites.stored(call.caller().siteId());
    return SiteDocument.updated(before, call.body().site(), call.present())
        .thenAwait(site -> save(call, before, site));
  }

  private Future<Outcome<UpdateSiteResponse>> save(
      Call<UpdateSiteRequest> call, Stored<Site> before, Site site) {
    Stored<Site> after =
        new Stored<>(before.id(), before.revision() + 1, before.createdAt(), call.now(), site);
    UpdateSiteResponse reply = UpdateSiteResponse.builder().site(SiteDocument.shown(after)).build();
    return commits
        .commit(SiteOperations.UPDATE_SITE, call, SiteStore.replacement(before, after), reply)
        .compose(outcome -> sites.refresh().map(read -> outcome));
  }

  private Future<Outcome<SetStockDecrement>> setStockDecrement(Call<SetStockDecrement> call) {
    Stored<Site> before = sites.stored(call.caller().siteId());
    SetStockDecrement ask = call.body();
    Site site = before.value().toBuilder().stockDecrement(ask.when()).build();
    Stored<Site> after =
        new Stored<>(before.id(), before.revision() + 1, before.createdAt(), call.now(), site);
    Change change =
        site.equals(before.value()) ? Change.at(call.now()) : SiteStore.replacement(before, after);
    ask.join().accept(change);
    return commits
        .commit(change)
        .map(committed -> Commits.outcome(committed, ask, constraint -> null))
        .compose(outcome -> sites.refresh().map(read -> outcome));
  }
}
