package dev.callboard.identity.oauth;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** An identity provider of JSON answers, in this process. */
final class FakeServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, Function<Request, Object>> answers = new ConcurrentHashMap<>();
  final Map<String, Request> last = new ConcurrentHashMap<>();

  /** What came. */
  record Request(Map<String, String> form, String body, String authorization) {}

  /** An answer that is not 200. */
  record Status(int code, Object json) {}

  FakeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a method and path, such as {@code GET /user}. */
  void on(String route, Function<Request, Object> answer) {
    answers.put(route, answer);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Request request =
        new Request(form(body), body, exchange.getRequestHeaders().getFirst("Authorization"));
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    last.put(route, request);
    Function<Request, Object> known = answers.get(route);
    Object answer = known == null ? new Status(404, Map.of()) : known.apply(request);
    int status = answer instanceof Status other ? other.code() : 200;
    Object json = answer instanceof Status other ? other.json() : answer;
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
