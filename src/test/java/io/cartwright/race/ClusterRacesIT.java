package io.cartwright.race;

import io.cartwright.TestEngine;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The races on two engines of a cluster, which share nothing but the database and the network. */
class ClusterRacesIT extends RacesBase {
  private static final int ENGINES = 2;

  @Override
  List<TestEngine> engines() throws IOException {
    DatabaseConfig database = TestDatabase.fresh();
    Path key = Files.createTempDirectory(Path.of("target"), "cluster").resolve("tokens.pem");
    List<Integer> ports = freePorts();
    String members = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
    List<TestEngine> engines = new ArrayList<>();
    for (int port : ports) {
      Map<String, String> settings =
          Map.of(
              "payment.sandboxDelay",
              "20ms",
              "cluster.enabled",
              "true",
              "cluster.name",
              "races-" + ports.get(0),
              "cluster.host",
              "127.0.0.1",
              "cluster.port",
              String.valueOf(port),
              "cluster.members",
              members,
              "tokens.keyFile",
              key.toAbsolutePath().toString());
      engines.add(TestEngine.start(database, settings));
    }
    return engines;
  }

  private static List<Integer> freePorts() throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < ENGINES; i++) held.add(new ServerSocket(0));
    for (ServerSocket socket : held) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
    return ports;
  }

  @Override
  int times(int onOneEngine) {
    return onOneEngine / 3;
  }
}
