package io.cartwright.config;

import java.util.List;

/**
 * How this engine finds others.
 *
 * @param name only engines of the same name join
 * @param host address for traffic between engines; empty to choose one
 * @param port port for that traffic
 * @param members some others, as {@code host:port}
 */
public record ClusterConfig(
    boolean enabled, String name, String host, int port, List<String> members) {
  public ClusterConfig {
    members = List.copyOf(members);
  }
}
