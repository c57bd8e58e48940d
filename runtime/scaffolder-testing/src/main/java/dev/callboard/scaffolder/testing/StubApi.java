package dev.callboard.scaffolder.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.testing.GitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON API on the loopback address whose routes a test writes, and which remembers what it was
 * asked. Routes added later go before those added earlier.
 */
public final class StubApi implements AutoCloseable {
  /**
   * A request.
   *
   * @param method such as GET
   * @param path without query, as it was sent
   * @param query or null
   * @param headers by name in lower case, the first value of each
   * @param body a JSON value, or null
   * @param parts what the groups of the route's pattern matched, in their order
   */
  public record Request(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      Object body,
      List<String> parts) {
    /** Returns a member of the body. */
    public Object get(String name) {
      return body instanceof Map<?, ?> map ? map.get(name) : null;
    }

    @Override
    public String toString() {
      return method + " " + path + (query == null ? "" : "?" + query);
    }
  }

  /**
   * An answer.
   *
   * @param status the status code
   * @param body a JSON value, bytes that go as they are, or null for none
   * @param headers more headers
   */
  public record Answer(int status, Object body, Map<String, String> headers) {
    /** Returns an answer without more headers. */
    public static Answer of(int status, Object body) {
      return new Answer(status, body, Map.of());
    }
  }

  private record Route(String method, Pattern path, Function<Request, Answer> answer) {}

  private final ObjectMapper json = new ObjectMapper();
  private final List<Request> seen = new CopyOnWriteArrayList<>();
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Failing failing;
  private volatile GitServer git;

  /** What goes wrong in a handler, for the test. */
  private record Failing(Throwable cause) {}

  /** Starts an API without routes, which answers 404. */
  public StubApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the address of a path. */
  public String url(String path) {
    return "http://" + authority() + path;
  }

  /** Returns the requests so far. */
  public List<Request> seen() {
    if (failing != null) {
      throw new AssertionError("a route failed", failing.cause());
    }
    return List.copyOf(seen);
  }

  /** Returns the requests with a method, other than GET for instance. */
  public List<Request> seen(String method) {
    return seen().stream().filter(request -> request.method().equals(method)).toList();
  }

  /** Returns the only request with a method and a path. */
  public Request only(String method, String path) {
    List<Request> found =
        seen(method).stream().filter(request -> request.path().equals(path)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          method + " " + path + " was asked " + found.size() + " times of " + seen);
    }
    return found.get(0);
  }

  /** Has git served below paths that end with {@code .git}. */
  public StubApi git(GitServer repositories) {
    git = repositories;
    return this;
  }

  /** Answers requests whose path matches a pattern. */
  public StubApi on(String method, String pattern, Function<Request, Answer> answer) {
    routes.add(0, new Route(method, Pattern.compile(pattern), answer));
    return this;
  }

  /** Answers requests whose path matches a pattern with the same each time. */
  public StubApi on(String method, String pattern, int status, Object body) {
    return on(method, pattern, request -> Answer.of(status, body));
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (git != null && exchange.getRequestURI().getPath().contains(".git/")) {
      git.serve(exchange);
      return;
    }
    try {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      boolean isJson = String.valueOf(headers.get("content-type")).contains("json");
      Object body = isJson ? json.readValue(bytes, Object.class) : null;
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestURI().getRawQuery(),
              headers,
              body,
              List.of());
      Answer answer = answer(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] out = bytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(answer.status(), out.length == 0 ? -1 : out.length);
      exchange.getResponseBody().write(out);
    } catch (RuntimeException | Error e) {
      failing = new Failing(e);
      exchange.sendResponseHeaders(599, -1);
    } finally {
      exchange.close();
    }
  }

  private byte[] bytes(Object body) throws IOException {
    if (body instanceof byte[] raw) {
      return raw;
    }
    return body == null ? new byte[0] : json.writeValueAsBytes(body);
  }

  private Answer answer(Request request) {
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(request.path());
      if (route.method().equals(request.method()) && matcher.matches()) {
        List<String> parts =
            java.util.stream.IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toList();
        Request matched =
            new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.body(),
                parts);
        seen.add(matched);
        return route.answer().apply(matched);
      }
    }
    seen.add(request);
    return Answer.of(404, Map.of("message", "Not Found"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
