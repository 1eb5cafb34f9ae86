package io.cartwright;

import io.cartwright.bus.Operation;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.function.Supplier;

/**
 * A domain as the engine runs it.
 *
 * @param operations all that it declares for callers
 * @param verticle makes an instance
 * @param single one instance in all, instead of one for each event loop
 */
record Domain(List<Operation<?, ?>> operations, Supplier<Deployable> verticle, boolean single) {
  Domain {
    operations = List.copyOf(operations);
  }

  static Domain of(List<Operation<?, ?>> operations, Supplier<Deployable> verticle) {
    return new Domain(operations, verticle, false);
  }

  /** One instance for a whole engine, which serves no callers. */
  static Domain single(Supplier<Deployable> verticle) {
    return new Domain(List.of(), verticle, true);
  }
}
