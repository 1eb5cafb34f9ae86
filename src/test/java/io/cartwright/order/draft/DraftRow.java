package io.cartwright.order.draft;

import io.cartwright.bus.Operation;
import java.util.function.Supplier;

/**
 * One refusal of one operation.
 *
 * @param other what it could be refused for as well, and is checked later; or null
 * @param body makes what gives the refusal, and answers the request
 * @param begin what else has to be so while it is asked; {@code end} takes it back
 */
record DraftRow(
    Operation<?, ?> operation,
    String code,
    String other,
    Supplier<String> body,
    Runnable begin,
    Runnable end) {
  DraftRow(Operation<?, ?> operation, String code, Supplier<String> body) {
    this(operation, code, null, body, () -> {}, () -> {});
  }

  DraftRow during(Runnable begin, Runnable end) {
    return new DraftRow(operation, code, other, body, begin, end);
  }

  DraftRow before(String later) {
    return new DraftRow(operation, code, later, body, begin, end);
  }

  String operationName() {
    return operation.route().operation();
  }

  static String of(String draft, String fields) {
    return "{'draftOrderId':'" + draft + "'," + fields + "}";
  }
}
