package dev.callboard.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the code under test and a server. It can cut all connections, and it can swallow
 * what is sent, as a network does that drops packets.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile boolean hole;

  /** Starts to listen on a free port, for a server on this machine. */
  public TcpProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Cuts what is open and refuses what comes. */
  public void down() {
    down = true;
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  /** Lets everything through again; what was swallowed stays lost. */
  public void up() {
    down = false;
    hole = false;
  }

  /** Keeps connections open and takes new ones, but passes nothing on. */
  public void swallow() {
    hole = true;
  }

  private void pass(Socket from, Socket to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.getInputStream().read(buffer);
        read >= 0;
        read = from.getInputStream().read(buffer)) {
      if (!hole) {
        to.getOutputStream().write(buffer, 0, read);
      }
    }
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
      start("up", () -> pass(client, server));
      start("down", () -> pass(server, client));
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
