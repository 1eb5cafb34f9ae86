package io.cartwright.whatif;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.own.whatif.ExplainPriceRequest;
import io.cartwright.wire.own.whatif.ExplainPriceResponse;
import io.cartwright.wire.own.whatif.NearestDiscountsRequest;
import io.cartwright.wire.own.whatif.NearestDiscountsResponse;
import io.cartwright.wire.own.whatif.WhatIfRequest;
import io.cartwright.wire.own.whatif.WhatIfResponse;
import io.cartwright.wire.own.whatif.WhatifApi;
import java.util.List;

/** Operations of our own on what prices would be. None of them changes anything. */
public final class WhatIfOperations {
  /** A basket at another instant, by rules that are added, changed or switched off. */
  public static final Operation<WhatIfRequest, WhatIfResponse> WHAT_IF =
      Operation.of(WhatifApi.WHAT_IF).allow(ADMIN);

  /** A basket now, with the reason for every cent. */
  public static final Operation<ExplainPriceRequest, ExplainPriceResponse> EXPLAIN_PRICE =
      Operation.of(WhatifApi.EXPLAIN_PRICE).allow(ADMIN);

  /**
   * What a basket lacks for discounts: of the calling buyer's current cart, or of a cart or
   * checkout that the caller may read.
   */
  public static final Operation<NearestDiscountsRequest, NearestDiscountsResponse>
      NEAREST_DISCOUNTS = Operation.of(WhatifApi.NEAREST_DISCOUNTS).allow(VISITOR, MEMBER, ADMIN);

  public static final List<Operation<?, ?>> ALL =
      List.of(WHAT_IF, EXPLAIN_PRICE, NEAREST_DISCOUNTS);

  private WhatIfOperations() {}
}
