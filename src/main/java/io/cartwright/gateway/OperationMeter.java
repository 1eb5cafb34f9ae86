package io.cartwright.gateway;

/** Told of every answered operation, for the metrics. Called on event loops: it must be quick. */
@FunctionalInterface
public interface OperationMeter {
  /**
   * @param operation {@code ecom.<module>.<operation>}
   * @param status HTTP status of the answer
   * @param nanos from the request's head to the answer
   */
  void answered(String operation, int status, long nanos);
}
