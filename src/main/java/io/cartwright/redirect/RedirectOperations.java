package io.cartwright.redirect;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.redirects.CreateRedirectSessionRequest;
import io.cartwright.wire.redirects.CreateRedirectSessionResponse;
import io.cartwright.wire.redirects.RedirectsApi;
import java.util.List;

/** The operation of redirects. */
public final class RedirectOperations {
  public static final Operation<CreateRedirectSessionRequest, CreateRedirectSessionResponse>
      CREATE_REDIRECT_SESSION =
          Operation.of(RedirectsApi.CREATE_REDIRECT_SESSION).allow(VISITOR, MEMBER, ADMIN).writes();

  public static final List<Operation<?, ?>> ALL = List.of(CREATE_REDIRECT_SESSION);

  private RedirectOperations() {}
}
