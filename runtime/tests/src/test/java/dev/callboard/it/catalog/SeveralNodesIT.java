package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of the built product on one PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesIT {
  private static final String CATALOG = "/api/catalog";
  private static final String COMPONENTS = CATALOG + "/entities/by-name/component/default/";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final int WRITES = 20;
  private static final int REGISTRATIONS = 9;
  private static final List<String> FOUND = List.of("aardvark", "bittern", "cormorant", "dotterel");

  @TempDir static Path temp;
  private static final CountDownLatch FETCHED = new CountDownLatch(1);
  private static final CountDownLatch GO_ON = new CountDownLatch(1);
  private static final ExecutorService ANSWERS = Executors.newCachedThreadPool();
  private static EmbeddedPostgres postgres;
  private static HttpServer web;
  private static ServerProcess first;
  private static ServerProcess second;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(ANSWERS);
    web.createContext("/quick/", SeveralNodesIT::answerQuickly);
    web.createContext("/slow.yaml", SeveralNodesIT::answerSlowly);
    web.start();
    first = server("first");
    second = server("second");
  }

  @AfterAll
  static void stop() throws Exception {
    GO_ON.countDown();
    first.close();
    second.close();
    web.stop(0);
    ANSWERS.shutdownNow();
    postgres.close();
  }

  private static ServerProcess server(String name) throws IOException {
    return ServerProcess.in(temp.resolve(name))
        .config(
            """
            backend:
              database:
                client: pg
                connection: {host: 127.0.0.1, port: %d, user: postgres, database: postgres}
              reading: {allow: [{host: '127.0.0.1:%d'}]}
            catalog:
              ingestion: {lease: %ds}
            """
                .formatted(postgres.getPort(), web.getAddress().getPort(), LEASE.toSeconds()))
        .start();
  }

  private static void answerQuickly(HttpExchange exchange) throws IOException {
    answer(exchange, exchange.getRequestURI().getPath().substring("/quick/".length()));
  }

  /** Whoever asks first waits until he is dead. */
  private static void answerSlowly(HttpExchange exchange) throws IOException {
    if (FETCHED.getCount() > 0) {
      FETCHED.countDown();
      try {
        GO_ON.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    answer(exchange, "slow");
  }

  private static void answer(HttpExchange exchange, String name) throws IOException {
    String text =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: %s}
        spec: {type: service, lifecycle: production, owner: x}
        """
            .formatted(name);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void register(ServerProcess server, String file) throws Exception {
    String target = "http://127.0.0.1:" + web.getAddress().getPort() + "/" + file;
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            CATALOG + "/locations",
            ServerProcess.TOKEN,
            "{\"type\": \"url\", \"target\": \"" + target + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private static String owner(ServerProcess server, String name) throws Exception {
    return server.json(COMPONENTS + name).at("/spec/owner").asText();
  }

  private static void awaitOwner(ServerProcess server, String name, String owner) {
    Poll.until(name + " of " + owner, SOON, () -> owner(server, name), owner::equals);
  }

  @Test
  @Order(1)
  void whatIsRegisteredOnOneNodeIsSoonServedByTheOther() throws Exception {
    List<Long> shown = new ArrayList<>();
    List<Long> followed = new ArrayList<>();
    // The first request of all makes a server load classes; that is another matter.
    for (ServerProcess server : List.of(first, second)) {
      assertEquals(404, server.get(COMPONENTS + "none", ServerProcess.TOKEN).statusCode());
    }
    for (int i = 0; i < REGISTRATIONS; i++) {
      String name = "quick" + i;
      long sent = System.nanoTime();
      register(first, "quick/" + name);
      awaitOwner(first, name, "x");
      long served = System.nanoTime();
      shown.add(TimeUnit.NANOSECONDS.toMillis(served - sent));
      awaitOwner(second, name, "x");
      followed.add(since(served));
    }
    System.out.printf(
        "several nodes: registrations were served after %s ms, by the other node after %s ms"
            + " more%n",
        shown, followed);
    assertEquals(
        first.json(COMPONENTS + "quick0"),
        second.json(COMPONENTS + "quick0"),
        "one entity, one etag");
    Collections.sort(followed);
    long median = followed.get(REGISTRATIONS / 2);
    assertTrue(median <= 200, "the other node follows after " + followed);
  }

  @Test
  @Order(2)
  void whatIsWrittenIsReadAtOnceOnTheNodeThatAcknowledgedAndSoonOnTheOther() throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      String owner = "o" + i;
      HttpResponse<String> answer =
          first.sendJson(
              "PUT", COMPONENTS + "written", ServerProcess.TOKEN, entity("written", owner));
      long acknowledged = System.nanoTime();
      assertTrue(answer.statusCode() < 300, answer.body());
      assertEquals(owner, owner(first, "written"));
      awaitOwner(second, "written", owner);
      times.add(since(acknowledged));
    }
    Collections.sort(times);
    long median = times.get(WRITES / 2);
    System.out.printf(
        "several nodes: the other node follows a write within %d ms (median), %d ms (most)%n",
        median, times.get(WRITES - 1));
    assertTrue(median <= 200, "the other node follows after " + times);
  }

  @Test
  @Order(3)
  void whatIsWrittenOnOneNodeIsSoonFoundOnTheOther() throws Exception {
    awaitFound(first, "quick0");
    awaitFound(second, "quick0");
    List<Long> times = new ArrayList<>();
    for (String name : FOUND) {
      HttpResponse<String> answer =
          first.sendJson("PUT", COMPONENTS + name, ServerProcess.TOKEN, entity(name, "x"));
      long acknowledged = System.nanoTime();
      assertEquals(201, answer.statusCode(), answer.body());
      awaitFound(second, name);
      times.add(since(acknowledged));
    }
    System.out.printf("several nodes: written on one, found on the other after %s ms%n", times);
    Collections.sort(times);
    assertTrue(times.get(FOUND.size() / 2) <= 1_000, "found on the other node after " + times);
  }

  @Test
  @Order(4)
  void theSearchIndexOfOneNodeIsMadeAnewWithoutTheOther() throws Exception {
    Path rebuilt = index(first);
    Path kept = index(second);
    String path = "/api/search/indexes/software-catalog/rebuild";
    HttpResponse<String> answer = first.sendJson("POST", path, ServerProcess.TOKEN, "{}");
    assertEquals(202, answer.statusCode(), answer.body());
    Poll.until("a new index", SOON, () -> index(first), index -> !index.equals(rebuilt));
    assertEquals(kept, index(second));
    for (ServerProcess server : List.of(first, second)) {
      FOUND.forEach(name -> awaitFound(server, name));
    }
    first.sendJson(
        "PUT", COMPONENTS + "afterwards", ServerProcess.TOKEN, entity("afterwards", "x"));
    awaitFound(first, "afterwards");
    awaitFound(second, "afterwards");
    assertEquals(kept, index(second));
  }

  /** Returns the newest index of a node, which is on its own disk. */
  private static Path index(ServerProcess server) throws IOException {
    try (Stream<Path> all = Files.list(server.data().resolve("search/software-catalog"))) {
      return all.max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  private static void awaitFound(ServerProcess server, String name) {
    Poll.until(
        name + " to be found",
        SOON,
        () ->
            server
                .json("/api/search/query?types[0]=software-catalog&term=" + name)
                .at("/results/0/document/title")
                .asText(),
        name::equals);
  }

  @Test
  @Order(5)
  void F18_whatANodeWasReadingWhenItWasKilledIsReadByTheOther() throws Exception {
    register(first, "slow.yaml");
    assertTrue(FETCHED.await(20, TimeUnit.SECONDS), "the location is not read");
    first.kill();
    long killed = System.nanoTime();
    GO_ON.countDown();
    Poll.until(
        "the other node to take over",
        Duration.ofSeconds(35),
        () -> owner(second, "slow"),
        "x"::equals);
    System.out.printf(
        "F18: taken over %d ms after the kill, with a lease of %d ms%n",
        since(killed), LEASE.toMillis());
    first.start();
    awaitOwner(first, "slow", "x");
    awaitOwner(first, "written", "o" + (WRITES - 1));
  }

  private static String entity(String name, String owner) {
    return """
    {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "%s"},
     "spec": {"type": "service", "lifecycle": "production", "owner": "%s"}}
    """
        .formatted(name, owner);
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
