package dev.callboard.it.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalog that the recordings were made with: as files, and served as they are. Left out are
 * files that are broken in part, of which the reference serves nothing and we serve the rest.
 */
public final class FixtureCatalog implements AutoCloseable {
  /** Where the files were served when the recordings were made. */
  static final String RECORDED_HOST = "127.0.0.1:7090";

  private final Path folder;
  private final HttpServer web;
  private final Map<String, String> replaced = new ConcurrentHashMap<>();

  /** Serves the files on a free port. */
  public FixtureCatalog() throws IOException {
    folder =
        Product.root().resolve("runtime/tests/src/test/resources/recordings/files").toRealPath();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", this::serve);
    web.start();
  }

  /** Returns the folder of the files. */
  public Path folder() {
    return folder;
  }

  /** Returns host and port of the files. */
  public String host() {
    return "127.0.0.1:" + web.getAddress().getPort();
  }

  /** Serves another file at a path from now on; null serves the own one again. */
  void replace(String path, String other) {
    if (other == null) {
      replaced.remove(path);
    } else {
      replaced.put(path, other);
    }
  }

  /** Describes a server that reads what the recorded one read. */
  public ServerProcess.Builder server(Path directory) throws IOException {
    return ServerProcess.in(directory)
        .config(
            """
            backend:
              reading: {allow: [{host: '%1$s'}]}
            permission: {admins: ['user:development/guest']}
            auth:
              environment: development
              providers: {guest: {}}
            catalog:
              orphanStrategy: keep
              rules:
                - allow:
                    [Component, API, Resource, System, Domain, User, Group, Location, Template]
              locations:
                - {type: file, target: '%2$s/all.yaml'}
                - {type: file, target: '%2$s/bad-missing-target.yaml'}
                - {type: url, target: 'http://%1$s/apis.yaml'}
            """
                .formatted(host(), folder));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = folder.resolve(replaced.getOrDefault(path, path).substring(1));
    boolean found = file.startsWith(folder) && Files.isRegularFile(file);
    byte[] body = found ? Files.readAllBytes(file) : new byte[0];
    exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    web.stop(0);
  }
}
