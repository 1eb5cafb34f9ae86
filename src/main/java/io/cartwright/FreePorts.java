package io.cartwright;

import io.cartwright.config.EngineConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports for those that are configured as "any free one". */
final class FreePorts {
  private FreePorts() {}

  static EngineConfig resolve(EngineConfig config) throws IOException {
    int port = config.http().port();
    int httpsPort = config.http().httpsPort();
    if (port != 0 && httpsPort != 0) return config;
    InetAddress host = InetAddress.getByName(config.http().host());
    // Both are held at once, so that they differ.
    try (ServerSocket first = new ServerSocket();
        ServerSocket second = new ServerSocket()) {
      return config.withPorts(
          port == 0 ? bind(first, host) : port, httpsPort == 0 ? bind(second, host) : httpsPort);
    }
  }

  private static int bind(ServerSocket socket, InetAddress host) throws IOException {
    socket.bind(new InetSocketAddress(host, 0));
    return socket.getLocalPort();
  }
}
