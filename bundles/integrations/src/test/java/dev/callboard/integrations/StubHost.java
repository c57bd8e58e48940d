package dev.callboard.integrations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback address that answers what it was told, and remembers the requests. */
final class StubHost implements AutoCloseable {
  /** One request, as it came. */
  record Seen(String target, Map<String, List<String>> headers) {
    String header(String name) {
      List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
      return values == null ? null : values.get(0);
    }
  }

  /** An answer. */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer text(String body) {
      return new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer status(int status, String... headers) {
      return new Answer(status, map(headers), new byte[0]);
    }

    Answer with(String... more) {
      Map<String, String> all = new java.util.HashMap<>(headers);
      all.putAll(map(more));
      return new Answer(status, all, body);
    }

    private static Map<String, String> map(String... pairs) {
      Map<String, String> map = new java.util.HashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        map.put(pairs[i], pairs[i + 1]);
      }
      return map;
    }
  }

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  StubHost() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + authority() + path;
  }

  /** Has a request answered; the target is path and query as they are sent. */
  StubHost on(String target, Answer answer) {
    answers.put(target, answer);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    Map<String, List<String>> headers = new java.util.HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
    seen.add(new Seen(target, headers));
    Answer answer = answers.getOrDefault(target, Answer.status(404));
    String etag = answer.headers().get("ETag");
    if (etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      answer = Answer.status(304, "ETag", etag);
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
