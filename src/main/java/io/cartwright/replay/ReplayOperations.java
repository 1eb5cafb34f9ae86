package io.cartwright.replay;

import static io.cartwright.bus.Role.ADMIN;

import io.cartwright.bus.Operation;
import io.cartwright.wire.own.replay.ReplayApi;
import io.cartwright.wire.own.replay.ReplayOrderRequest;
import io.cartwright.wire.own.replay.ReplayOrderResponse;
import java.util.List;

/** The operation of replay: administrators only. */
public final class ReplayOperations {
  /** Prices an order again as it was priced when it was placed, and compares. Changes nothing. */
  public static final Operation<ReplayOrderRequest, ReplayOrderResponse> REPLAY_ORDER =
      Operation.of(ReplayApi.REPLAY_ORDER).allow(ADMIN);

  public static final List<Operation<?, ?>> ALL = List.of(REPLAY_ORDER);

  private ReplayOperations() {}
}
