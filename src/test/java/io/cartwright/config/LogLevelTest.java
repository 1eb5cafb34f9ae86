package io.cartwright.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLevelTest {
  /** What one configured context writes to its console appender. */
  private static String written(java.util.function.Consumer<LoggerContext> logging)
      throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLevelTest.class.getResource("/logback.xml"));
    var console =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    console.setOutputStream(out);
    context.setMDCAdapter(new LogbackMDCAdapter());
    logging.accept(context);
    context.stop();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsOneReadableLine() throws Exception {
    String plain = written(context -> context.getLogger("io.cartwright.X").info("started"));
    assertTrue(
        plain.matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z INFO  io\\.cartwright\\.X +started\\R"), plain);
    String pairs =
        written(
            context ->
                context
                    .getLogger("io.cartwright.X")
                    .atWarn()
                    .addKeyValue("requestId", "r-1")
                    .log("refused"));
    assertTrue(pairs.contains("refused (requestId=\"r-1\")"), pairs);
    assertEquals(1, pairs.lines().count(), pairs);
  }

  @Test
  void librariesAreQuiet() throws Exception {
    assertEquals(
        "",
        written(
            context -> {
              context.getLogger("org.flywaydb.core").info("x");
              context.getLogger("io.netty.channel").info("x");
              context.getLogger("io.cartwright.X").debug("x");
            }));
  }

  @Test
  void configuredLevelApplies() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    try {
      LogLevel.apply(new LoggingConfig("error"));
      assertEquals(Level.ERROR, root.getLevel());
    } finally {
      root.setLevel(before);
    }
  }
}
