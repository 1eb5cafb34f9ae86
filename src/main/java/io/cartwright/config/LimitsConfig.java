package io.cartwright.config;

/**
 * What the engine takes before it says no.
 *
 * @param bodyBytes largest request body
 * @param jsonDepth deepest nesting in a body
 * @param requestsPerSecond for each caller, after its burst; 0 for no limit
 * @param burst requests at once for each caller
 * @param inFlightMax requests in work at once
 * @param commitQueueMax changes waiting for the committer
 */
public record LimitsConfig(
    int bodyBytes,
    int jsonDepth,
    int requestsPerSecond,
    int burst,
    int inFlightMax,
    int commitQueueMax) {

  static LimitsConfig from(ConfigValues values) {
    return new LimitsConfig(
        values.integer("limits.bodyBytes"),
        values.integer("limits.jsonDepth"),
        values.integer("limits.requestsPerSecond"),
        values.integer("limits.burst"),
        values.integer("limits.inFlightMax"),
        values.integer("limits.commitQueueMax"));
  }
}
