package dev.callboard.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the code under test and a server, and can cut all connections. */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean down;

  TcpProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts what is open and refuses what comes. */
  void down() {
    down = true;
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  void up() {
    down = false;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      if (down) {
        close(client);
        continue;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(server);
      start("up", () -> client.getInputStream().transferTo(server.getOutputStream()));
      start("down", () -> server.getInputStream().transferTo(client.getOutputStream()));
    }
  }

  private static void start(String name, Copy copy) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copy.run();
              } catch (IOException e) {
                // A cut connection is what this is for.
                Thread.yield();
              }
            },
            "proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Already closed.
      Thread.yield();
    }
  }

  @Override
  public void close() throws IOException {
    down();
    listener.close();
  }

  private interface Copy {
    void run() throws IOException;
  }
}
