package dev.callboard.it.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A stub that answers as the APIs of Gitea, Bitbucket Server and Azure DevOps do. */
public final class OtherHosts implements AutoCloseable {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String GITEA = "/api/v1/repos/acme/shop";
  private static final String BITBUCKET = "/rest/api/1.0/projects/SHOP/repos/web";
  private static final String AZURE = "/acme/shop/_apis/git/repositories/web";

  private final Set<String> wanted;
  private final Map<String, String> files;
  private final List<String> unsigned = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Starts with a token and files by path, which may be added to. */
  public OtherHosts(String token, Map<String, String> files) throws IOException {
    this.files = files;
    String basic = Base64.getEncoder().encodeToString((":" + token).getBytes(UTF_8));
    wanted = Set.of("token " + token, "Bearer " + token, "Basic " + basic);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns where it is. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns what was asked for without the token. */
  List<String> unsigned() {
    return unsigned;
  }

  void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    if (!wanted.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
      unsigned.add(path);
    }
    String body = path.endsWith("/commits") ? commits(path) : files.get(file(path, query));
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String commits(String path) {
    if (path.startsWith(GITEA)) {
      return "[{\"sha\":\"" + COMMIT + "\"}]";
    }
    return path.startsWith(BITBUCKET)
        ? "{\"values\":[{\"id\":\"" + COMMIT + "\"}]}"
        : "{\"value\":[{\"commitId\":\"" + COMMIT + "\"}]}";
  }

  private static String file(String path, String query) {
    if (path.equals(AZURE + "/items") && query.contains("versionDescriptor.version=main")) {
      return URLDecoder.decode(query.replaceFirst(".*\\bpath=([^&]*).*", "$1"), UTF_8).substring(1);
    }
    boolean main = query.contains("ref=main") || query.contains("at=main");
    return main ? path.replaceFirst("^(" + GITEA + "|" + BITBUCKET + ")/raw/", "") : "";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
