package io.cartwright;

import io.cartwright.order.OrderVerticle;
import io.cartwright.store.KeptTexts;

/** What the verticles of orders share on one node: made when the first of them is deployed. */
final class OrderParts {
  private final Services services;
  private KeptTexts texts;

  OrderParts(Services services) {
    this.services = services;
  }

  private synchronized KeptTexts texts() {
    if (texts == null) texts = OrderVerticle.texts(services.pools(), services.committer());
    return texts;
  }

  OrderVerticle orders() {
    return new OrderVerticle(
        services.bus(),
        services.pools(),
        services.queries(),
        texts(),
        services.committer(),
        services.ids());
  }
}
