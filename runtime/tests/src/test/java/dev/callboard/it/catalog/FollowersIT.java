package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who follow the catalog of the built product: pages, streams and webhooks. */
class FollowersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "it-secret-0123456789";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path temp;
  private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean failing = new AtomicBoolean();
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Set<String>> room = new ConcurrentHashMap<>();
  private final AtomicReference<CountDownLatch> answering =
      new AtomicReference<>(new CountDownLatch(0));
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private ExecutorService threads;
  private Path catalog;
  private HttpServer receiver;
  private ServerProcess server;

  @BeforeEach
  void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/in",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
          String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
          if (!sign(id + "." + time + ".", body).equals(signature)) {
            wrong.add("signature of " + id);
          }
          boolean fail = failing.get();
          if (!fail) {
            JSON.readTree(body).get("changes").forEach(c -> told.add(c.get("seq").asLong()));
          }
          exchange.sendResponseHeaders(fail ? 500 : 204, -1);
          exchange.close();
        });
    receiver.createContext(
        "/room",
        exchange -> {
          JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
          String title = event.at("/data/title").asText();
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          room.computeIfAbsent(title, key -> ConcurrentHashMap.newKeySet()).add(id);
          try {
            // Nobody knows now whether it has arrived.
            answering.get().await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    threads = Executors.newCachedThreadPool();
    receiver.setExecutor(threads);
    receiver.start();
    mail.start();
    catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    String host = "127.0.0.1:" + receiver.getAddress().getPort();
    server =
        ServerProcess.in(temp.resolve("server"))
            .environment("HOOK_SECRET", SECRET)
            .config(
                """
                backend: {outbound: {allow: [{host: "%1$s"}]}}
                notifications:
                  deliveries: {firstRetry: 200ms}
                  processors:
                    email:
                      transportConfig: {transport: smtp, hostname: 127.0.0.1, port: %2$d}
                      sender: Portal <portal@example.com>
                    webhook:
                      - {id: room, url: "http://%1$s/room", secret: 0123456789abcdef}
                catalog:
                  webhookDelivery: {firstRetry: 200ms, longestRetry: 1s, changes: 3}
                  webhooks:
                    - name: it
                      url: http://%1$s/in
                      secret: ${HOOK_SECRET}
                """
                    .formatted(host, mail.getSmtp().getPort()))
            .catalog(catalog.toString())
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    receiver.stop(0);
    threads.shutdownNow();
    mail.stop();
  }

  private static String sign(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String name, String owner) throws IOException {
    Path file = temp.resolve(name + ".tmp");
    Files.writeString(
        file,
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: %s}
        spec: {type: service, lifecycle: production, owner: %s}
        """
            .formatted(name, owner));
    Files.move(
        file, catalog.resolve(name + ".yaml"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private long cursor() throws Exception {
    return server.json("/api/catalog/changes").get("cursor").asLong();
  }

  /** Waits until the last change that was told is the last there is, for a moment at least. */
  private void awaitTold() {
    Poll.until(
        "the webhook to be told of everything",
        SOON,
        () -> server.json("/api/catalog/webhooks").at("/items/0"),
        item -> item.get("lag").asLong() == 0 && item.get("attempts").asInt() == 0);
  }

  /** Repetitions are allowed; a gap, or a step back to what was never told, is not. */
  private void assertToldInOrder(long from) {
    // The webhook may have begun before the first answer told where it stood.
    long first = told.get(0);
    assertTrue(first <= from + 1, "the first of " + told + " comes too late, after " + from);
    long highest = first - 1;
    for (long seq : List.copyOf(told)) {
      assertTrue(seq <= highest + 1, seq + " came after " + highest);
      highest = Math.max(highest, seq);
    }
    assertEquals(
        new TreeSet<>(told).size(), highest - first + 1, "something is missing of " + told);
  }

  @Test
  void aPageAndAStreamTellOfAnEditAndGoOnAfterARestart() throws Exception {
    long before = cursor();
    write("a", "one");
    JsonNode page =
        Poll.until(
            "a change",
            SOON,
            () -> server.json("/api/catalog/changes?after=" + before),
            json -> json.get("items").toString().contains("component:default/a"));
    JsonNode change = page.get("items").get(page.get("items").size() - 1);
    assertEquals("Component", change.at("/entity/kind").asText());
    long last = page.get("cursor").asLong();
    try (Stream stream = new Stream("?after=" + before, null)) {
      assertEquals(page.get("items").get(0).get("seq").asLong(), stream.next());
    }
    assertEquals(0, server.stop());
    server.start();
    write("b", "two");
    try (Stream stream = new Stream("?after=0", "" + last)) {
      long next = stream.next();
      assertEquals(last + 1, next, "the id of the last event counts more than the address");
    }
    assertEquals(
        410, server.get("/api/catalog/changes?after=999999", ServerProcess.TOKEN).statusCode());
  }

  private void person() throws Exception {
    Files.writeString(
        catalog.resolve("ann.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: ann}
        spec: {memberOf: [], profile: {email: ann@example.com}}
        """);
    Poll.until(
        "ann",
        SOON,
        () ->
            server
                .get("/api/catalog/entities/by-name/user/default/ann", ServerProcess.TOKEN)
                .statusCode(),
        status -> status == 200);
  }

  private void notifyAnn(String title) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            "/api/notifications/notifications",
            ServerProcess.TOKEN,
            "{\"recipients\": {\"type\": \"entity\", \"entityRef\": \"user:default/ann\"},"
                + " \"payload\": {\"title\": \""
                + title
                + "\"}}");
    assertEquals(200, answer.statusCode(), answer.body());
    sent.add(title);
  }

  /** Each came, and what came twice had the id that it had before. */
  private void assertEachDelivered() throws Exception {
    Poll.until("all in the room", SOON, room::keySet, titles -> titles.containsAll(sent));
    Map<String, Set<String>> mails =
        Poll.until("all mails", SOON, this::mails, found -> found.keySet().containsAll(sent));
    for (Map<String, Set<String>> found : List.of(room, mails)) {
      assertEquals(new TreeSet<>(sent), new TreeSet<>(found.keySet()));
      Set<String> ids = new TreeSet<>();
      found.forEach((title, each) -> assertEquals(1, each.size(), title + " " + each));
      found.values().forEach(ids::addAll);
      assertEquals(sent.size(), ids.size());
    }
  }

  private Map<String, Set<String>> mails() throws Exception {
    Map<String, Set<String>> found = new HashMap<>();
    for (MimeMessage each : mail.getReceivedMessages()) {
      found.computeIfAbsent(each.getSubject(), key -> new TreeSet<>()).add(each.getMessageID());
    }
    return found;
  }

  @Test
  void F02_aWebhookLosesNothingWhenTheServerIsKilledAgainAndAgain() throws Exception {
    person();
    long from = server.json("/api/catalog/webhooks").at("/items/0/position").asLong();
    for (int round = 0; round < Product.times(2, 20); round++) {
      failing.set(round % 2 == 1);
      for (int i = 0; i < 8; i++) {
        write("c" + round + "-" + i, "x");
      }
      int atLeast = round % 2 == 1 ? 0 : told.size() + 1;
      Poll.until("a delivery to begin", SOON, told::size, size -> size >= atLeast);
      Poll.until("the others in the room", SOON, room::keySet, all -> all.containsAll(sent));
      answering.set(new CountDownLatch(1));
      for (int i = 0; i < 5; i++) {
        notifyAnn("n" + round + "-" + i);
      }
      int before = round * 5;
      Poll.until("a notification on its way", SOON, room::size, size -> size > before);
      server.kill();
      answering.get().countDown();
      failing.set(false);
      server.start();
    }
    for (int i = 0; i < 8; i++) {
      write("last-" + i, "x");
    }
    Poll.until(
        "the last entity",
        SOON,
        () ->
            server
                .get("/api/catalog/entities/by-name/component/default/last-7", ServerProcess.TOKEN)
                .statusCode(),
        status -> status == 200);
    awaitTold();
    assertEquals(List.of(), wrong);
    assertToldInOrder(from);
    assertEquals(cursor(), Collections.max(told));
    assertEachDelivered();
  }

  @Test
  void aWebhookThatFailsIsShownWithoutItsSecretAndGoesOnLater() throws Exception {
    failing.set(true);
    write("a", "one");
    JsonNode item =
        Poll.until(
            "a failure",
            SOON,
            () -> server.json("/api/catalog/webhooks").at("/items/0"),
            json -> json.get("attempts").asInt() > 1);
    assertEquals("the host answered 500", item.get("lastError").asText());
    assertTrue(item.get("lag").asLong() > 0);
    failing.set(false);
    awaitTold();
    assertFalse(server.json("/api/catalog/webhooks").toString().contains(SECRET));
    assertFalse(server.log().contains(SECRET));
  }

  /** A reader of the stream. */
  private final class Stream implements AutoCloseable {
    private final BufferedReader lines;

    Stream(String query, String lastEventId) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:" + server.port() + "/api/catalog/changes/stream" + query))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + ServerProcess.TOKEN);
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      HttpResponse<java.io.InputStream> response =
          HttpClient.newHttpClient()
              .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
              .get(20, TimeUnit.SECONDS);
      assertEquals(200, response.statusCode());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Returns the id of the next event. */
    long next() throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          return Long.parseLong(line.substring(4));
        }
      }
      throw new AssertionError("the stream has ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
