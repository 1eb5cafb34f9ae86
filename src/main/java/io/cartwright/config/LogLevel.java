package io.cartwright.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Sets how much is logged; where and in which form is in {@code logback.xml}. */
public final class LogLevel {
  private LogLevel() {}

  /**
   * Applies the configured level to all loggers that {@code logback.xml} gives no level of their
   * own.
   */
  public static void apply(LoggingConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(config.level()));
    }
  }
}
