package io.cartwright;

import io.cartwright.config.EngineConfig;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Migrations;
import io.cartwright.store.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.util.Optional;

/**
 * The database of a command: the external one, that of an engine that runs, else the embedded one,
 * started for as long as the command works.
 */
final class CommandDatabase {
  private CommandDatabase() {}

  /** What is done with the database; answers the exit code. */
  interface Work {
    int run(DatabaseConfig database) throws Exception;
  }

  static int use(EngineConfig config, Work work) throws Exception {
    if (!config.database().embedded()) {
      var database = config.database();
      return work.run(new DatabaseConfig(database.url(), database.user(), database.password()));
    }
    if (!EmbeddedDatabase.exists(config.data())) {
      throw new IOException("there is no database in " + config.data());
    }
    Optional<DatabaseConfig> running = EmbeddedDatabase.running(config.data());
    if (running.isPresent()) return work.run(running.get());
    try (EmbeddedDatabase started = EmbeddedDatabase.start(config.data(), 0)) {
      Migrations.run(started.config());
      return work.run(started.config());
    }
  }
}
