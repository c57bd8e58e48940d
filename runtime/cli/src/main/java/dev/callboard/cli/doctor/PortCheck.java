package dev.callboard.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks whether the port of the server is free. */
final class PortCheck {
  private PortCheck() {}

  static List<Finding> run(int port, boolean serverRuns) {
    if (port == 0) {
      return List.of(Finding.ok("machine", "the server takes a free port"));
    }
    if (isFree(port)) {
      return List.of(Finding.ok("machine", "port " + port + " is free"));
    }
    if (serverRuns) {
      return List.of(Finding.ok("machine", "port " + port + " is in use, as a server runs"));
    }
    return List.of(
        Finding.error(
            "machine",
            "port " + port + " cannot be listened on: another process has it, or it is reserved",
            "Stop that process, or choose another port with --port or backend.listen.port."));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
