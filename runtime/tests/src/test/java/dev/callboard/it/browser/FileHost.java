package dev.callboard.it.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files at addresses that the server of the browser tests may read. Thread-safe. */
public final class FileHost implements AutoCloseable {
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final HttpServer server;

  FileHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String text = files.get(exchange.getRequestURI().getPath());
          byte[] body = (text == null ? "none" : text).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(text == null ? 404 : 200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  /** Returns the host with its port, as configuration names it. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Offers a text at a path and returns its address. */
  public String put(String path, String text) {
    files.put(path, text);
    return "http://" + host() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
