package io.cartwright.site;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.ANONYMOUS;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.Route;
import io.cartwright.wire.own.site.GetSiteRequest;
import io.cartwright.wire.own.site.GetSiteResponse;
import io.cartwright.wire.own.site.JwksRequest;
import io.cartwright.wire.own.site.JwksResponse;
import io.cartwright.wire.own.site.SiteApi;
import io.cartwright.wire.own.site.TokenRequest;
import io.cartwright.wire.own.site.TokenResponse;
import io.cartwright.wire.own.site.UpdateSiteRequest;
import io.cartwright.wire.own.site.UpdateSiteResponse;
import io.cartwright.wire.sdkauth.SdkAuthApi;
import io.cartwright.wire.sdkauth.TokenInfoRequest;
import io.cartwright.wire.sdkauth.TokenInfoResponse;
import java.util.List;

/** Operations on tokens and sites. */
public final class SiteOperations {
  /**
   * The contract's operation with messages of our own: the contract knows some grant types in
   * camelCase bodies only and others in snake_case bodies only, and unknown ones must reach us to
   * be refused by their own code.
   */
  public static final Operation<TokenRequest, TokenResponse> TOKEN =
      Operation.of(
              Route.of(
                      SdkAuthApi.TOKEN.module(),
                      SdkAuthApi.TOKEN.operation(),
                      SdkAuthApi.TOKEN.verb(),
                      TokenRequest.CODEC,
                      TokenResponse.CODEC)
                  .paths("/oauth2/token", "/_api/oauth2/token"))
          .allow(ANONYMOUS, VISITOR, MEMBER, ADMIN);

  public static final Operation<TokenInfoRequest, TokenInfoResponse> TOKEN_INFO =
      Operation.of(SdkAuthApi.TOKEN_INFO).allow(ANONYMOUS, VISITOR, MEMBER, ADMIN);

  public static final Operation<JwksRequest, JwksResponse> JWKS =
      Operation.of(SiteApi.JWKS).allow(ANONYMOUS, VISITOR, MEMBER, ADMIN);

  public static final Operation<GetSiteRequest, GetSiteResponse> GET_SITE =
      Operation.of(SiteApi.GET_SITE).allow(ADMIN);

  public static final Operation<UpdateSiteRequest, UpdateSiteResponse> UPDATE_SITE =
      Operation.of(SiteApi.UPDATE_SITE).allow(ADMIN).writes();

  /** All of them. */
  public static final List<Operation<?, ?>> ALL =
      List.of(TOKEN, TOKEN_INFO, JWKS, GET_SITE, UPDATE_SITE);

  private SiteOperations() {}
}
