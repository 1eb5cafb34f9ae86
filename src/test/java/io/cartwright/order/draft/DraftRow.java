package io.cartwright.order.draft;

import io.cartwright.bus.Operation;
import java.util.function.Supplier;

/**
 * One refusal of one operation.
 *
 * @param body makes what gives the refusal, and answers the request
 * @param begin what else has to be so while it is asked; {@code end} takes it back
 */
record DraftRow(
    Operation<?, ?> operation, String code, Supplier<String> body, Runnable begin, Runnable end) {
  DraftRow(Operation<?, ?> operation, String code, Supplier<String> body) {
    this(operation, code, body, () -> {}, () -> {});
  }

  DraftRow during(Runnable begin, Runnable end) {
    return new DraftRow(operation, code, body, begin, end);
  }

  String operationName() {
    return operation.route().operation();
  }

  static String of(String draft, String fields) {
    return "{'draftOrderId':'" + draft + "'," + fields + "}";
  }
}
