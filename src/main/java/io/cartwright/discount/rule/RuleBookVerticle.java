package io.cartwright.discount.rule;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Has the rule books of this node made before the engine serves, and kept fresh. One instance. */
public final class RuleBookVerticle extends VerticleBase {
  private final RuleBookCache books;

  public RuleBookVerticle(RuleBookCache books) {
    this.books = books;
  }

  @Override
  public Future<?> start() {
    return books.start();
  }

  @Override
  public Future<?> stop() {
    return books.stop();
  }
}
