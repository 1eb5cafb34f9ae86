package io.cartwright.bus;

import io.vertx.core.Future;

/** Carries out one operation. A failed future is a fault, not a refusal. */
@FunctionalInterface
public interface Handler<Q, A> {
  Future<Outcome<A>> handle(Call<Q> call);
}
