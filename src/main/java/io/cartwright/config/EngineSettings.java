package io.cartwright.config;

import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param eventLoops event-loop threads, at least 1
 * @param stopTimeout how long a stop waits for accepted requests
 */
public record EngineSettings(int eventLoops, Duration stopTimeout) {

  static EngineSettings from(ConfigValues values) {
    int loops = values.integer("engine.eventLoops");
    return new EngineSettings(
        loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
        values.duration("engine.stopTimeout"));
  }
}
