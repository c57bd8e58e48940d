package dev.callboard.it.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product, a stub of a GitHub, and the webhooks that it would send. */
class WebhooksIT {
  private static final String SECRET = "canary-webhook-0123456789abcdef";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path temp;
  private static final Map<String, String> files = new ConcurrentHashMap<>();
  private static final List<String> reads = new CopyOnWriteArrayList<>();
  private static final AtomicInteger deliveries = new AtomicInteger();
  private static HttpServer hub;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.setExecutor(Executors.newCachedThreadPool());
    hub.createContext("/", WebhooksIT::answer);
    hub.start();
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                integrations:
                  github:
                    - {host: '%1$s', apiBaseUrl: 'http://%1$s/api/v3', token: t}
                  gitea:
                    - {host: '%3$s', baseUrl: 'http://%3$s', token: t}
                events:
                  http: {topics: [open, bare], unsigned: [open]}
                  modules: {github: {webhookSecret: %2$s}, gitea: {webhookSecret: %2$s}}
                catalog: {scmEvents: true, processingInterval: {hours: 1}}
                """
                    .formatted(host(), SECRET, gitea()))
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    hub.stop(0);
  }

  private static String host() {
    return "127.0.0.1:" + hub.getAddress().getPort();
  }

  /** The same stub by another name, as hosts of two types have two. */
  private static String gitea() {
    return "localhost:" + hub.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v[13]/repos/", "");
    String body = null;
    if (path.endsWith("/commits")) {
      body = "[{\"sha\":\"0123456789abcdef0123456789abcdef01234567\"}]";
    } else {
      String file = path.replaceFirst("/(contents|raw)/", "/");
      reads.add(file);
      body = files.get(file);
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String page(String repository, String path) {
    return "http://" + host() + "/acme/" + repository + "/blob/main/" + path;
  }

  private static String component(String name) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: %s}
    spec: {type: service, lifecycle: production, owner: a}
    """
        .formatted(name);
  }

  private static void register(String target) throws Exception {
    HttpResponse<String> answer =
        server.sendJson(
            "POST",
            "/api/catalog/locations",
            ServerProcess.TOKEN,
            "{\"type\":\"url\",\"target\":\"" + target + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private static void await(String name, int status) {
    String path = "/api/catalog/entities/by-name/component/default/" + name;
    Poll.until(
        name + " is " + status,
        SOON,
        () -> server.get(path, ServerProcess.TOKEN).statusCode(),
        found -> found == status);
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  private static HttpResponse<String> post(String topic, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/events/http/" + topic))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> deliver(String event, String body) throws Exception {
    return post(
        "github",
        body.getBytes(UTF_8),
        "X-GitHub-Event",
        event,
        "X-GitHub-Delivery",
        "d-" + deliveries.incrementAndGet(),
        "X-Hub-Signature-256",
        hmac(body));
  }

  private static String push(String repository, String lists) {
    return """
    {"ref":"refs/heads/main","before":"1","after":"%s","base_ref":null,
     "repository":{"html_url":"http://%s/acme/%s","default_branch":"main"},
     "commits":[{"id":"%s",%s}]}
    """
        .formatted(System.nanoTime(), host(), repository, System.nanoTime(), lists);
  }

  private static String changed(String repository, String path) {
    return push(repository, "\"added\":[],\"removed\":[],\"modified\":[\"" + path + "\"]");
  }

  /** What the catalog has read. Whoever looks at a repository's other files reads its archive. */
  private static List<String> descriptors() {
    return reads.stream().filter(file -> file.endsWith(".yaml")).toList();
  }

  @Test
  void whatIsPushedIsVisibleWithinASecond() throws Exception {
    files.put("acme/shop/all.yaml", all("./a.yaml", "./b.yaml"));
    files.put("acme/shop/a.yaml", component("shop-a"));
    files.put("acme/shop/b.yaml", component("shop-b-0"));
    register(page("shop", "all.yaml"));
    await("shop-a", 200);
    await("shop-b-0", 200);
    int times = 20;
    long[] millis = new long[times];
    for (int i = 1; i <= times; i++) {
      files.put("acme/shop/b.yaml", component("shop-b-" + i));
      reads.clear();
      long start = System.nanoTime();
      assertEquals(202, deliver("push", changed("shop", "b.yaml")).statusCode());
      await("shop-b-" + i, 200);
      millis[i - 1] = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertEquals(List.of("acme/shop/b.yaml"), descriptors(), "exactly what changed is read");
    }
    Arrays.sort(millis);
    System.out.printf("push to visible: p50 %d ms, max %d ms%n", millis[10], millis[times - 1]);
    assertTrue(millis[times / 2] < 1_000, "p50 " + millis[times / 2] + " ms");
    await("shop-b-0", 404);
    assertFalse(server.log().contains(SECRET));
  }

  @Test
  void aPushToABranchWithASlashOnAGiteaIsVisible() throws Exception {
    files.put("acme/cup/catalog-info.yaml", component("cup-1"));
    register("http://" + gitea() + "/acme/cup/src/branch/feat%2Fx/catalog-info.yaml");
    await("cup-1", 200);
    files.put("acme/cup/catalog-info.yaml", component("cup-2"));
    String body =
        """
        {"ref":"refs/heads/feat/x","before":"%1$s","after":"%2$s","total_commits":1,
         "commits":[{"id":"%2$s","added":[],"removed":[],"modified":["catalog-info.yaml"]}],
         "repository":{"html_url":"http://%3$s/acme/cup","default_branch":"main"}}
        """
            .formatted("1".repeat(40), "2".repeat(40), gitea());
    HttpResponse<String> answer =
        post(
            "gitea",
            body.getBytes(UTF_8),
            "X-Gitea-Event",
            "push",
            "X-Gitea-Delivery",
            "g-" + deliveries.incrementAndGet(),
            "X-Gitea-Signature",
            hmac(body).substring("sha256=".length()));
    assertEquals(202, answer.statusCode(), answer.body());
    await("cup-2", 200);
    await("cup-1", 404);
  }

  private static String all(String... targets) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all}
    spec: {type: url, targets: ['%s']}
    """
        .formatted(String.join("', '", targets));
  }

  @Test
  void F49_duplicatesAndReorderingEndInWhatTheHostHas() throws Exception {
    files.put("acme/late/catalog-info.yaml", component("late-1"));
    register(page("late", "catalog-info.yaml"));
    await("late-1", 200);
    String removed =
        push("late", "\"added\":[],\"removed\":[\"catalog-info.yaml\"],\"modified\":[]");
    String first = changed("late", "catalog-info.yaml");
    files.put("acme/late/catalog-info.yaml", component("late-2"));
    for (int i = 0; i < 3; i++) {
      assertEquals(202, deliver("push", first).statusCode());
    }
    await("late-2", 200);
    // It was removed and came back; that it was removed is told an hour later.
    assertEquals(202, deliver("push", removed).statusCode());
    files.put("acme/late/catalog-info.yaml", component("late-3"));
    assertEquals(202, deliver("push", changed("late", "catalog-info.yaml")).statusCode());
    await("late-3", 200);
  }

  @Test
  void aFileThatIsMovedIsFollowedAndOneThatIsDeletedGoes() throws Exception {
    files.put("acme/move/old/catalog-info.yaml", component("mover"));
    register(page("move", "old/catalog-info.yaml"));
    await("mover", 200);
    files.put("acme/move/new/catalog-info.yaml", files.remove("acme/move/old/catalog-info.yaml"));
    String moved =
        push(
            "move",
            "\"added\":[\"new/catalog-info.yaml\"],\"removed\":[\"old/catalog-info.yaml\"]"
                + ",\"modified\":[]");
    assertEquals(202, deliver("push", moved).statusCode());
    Poll.until(
        "the location",
        SOON,
        () -> server.get("/api/catalog/locations", ServerProcess.TOKEN).body(),
        body -> body.contains("move/tree/main/new/catalog-info.yaml"));
    await("mover", 200);
    files.remove("acme/move/new/catalog-info.yaml");
    String deleted =
        push("move", "\"added\":[],\"removed\":[\"new/catalog-info.yaml\"],\"modified\":[]");
    assertEquals(202, deliver("push", deleted).statusCode());
    await("mover", 404);
  }

  @Test
  void U11_whatIsNotSignedIsRefusedWhateverItSays() throws Exception {
    String admin = server.adminToken();
    byte[] body = changed("shop", "a.yaml").getBytes(UTF_8);
    String right = hmac(new String(body, UTF_8));
    assertEquals(403, post("github", body).statusCode());
    assertEquals(403, post("github", body, "X-Hub-Signature-256", "sha256=00").statusCode());
    byte[] spaced = (new String(body, UTF_8) + " ").getBytes(UTF_8);
    assertEquals(403, post("github", spaced, "X-Hub-Signature-256", right).statusCode());
    assertEquals(403, post("gitlab", body).statusCode());
    assertEquals(403, post("bare", body).statusCode());
    assertEquals(404, post("unknown", body).statusCode());
    assertEquals(202, post("open", body).statusCode());
    assertTrue(
        server.log().isEmpty() || !server.log().contains(right.substring(10)), "no signature");
    Poll.until(
        "the audit record",
        SOON,
        () -> server.get("/api/audit/events?limit=100", admin).body(),
        events -> events.contains("webhook-receive") && events.contains("signature"));
  }

  @Test
  void U11_aBodyMayHaveFiveMebibytes() throws Exception {
    int limit = 5 * 1024 * 1024;
    for (int size : new int[] {limit - 1, limit, limit + 1}) {
      byte[] body = new byte[size];
      Arrays.fill(body, (byte) ' ');
      body[0] = '{';
      body[size - 1] = '}';
      assertEquals(size > limit ? 413 : 202, post("open", body).statusCode(), "" + size);
    }
  }

  @Test
  void aServiceElsewhereReadsFromTheBusWhatIsSentHere() throws Exception {
    String bus = "/api/events/bus/v1";
    String subscription = bus + "/subscriptions/elsewhere";
    String topics = "{\"topics\":[\"open\",\"t1\"]}";
    assertEquals(
        201, server.sendJson("PUT", subscription, ServerProcess.TOKEN, topics).statusCode());
    assertEquals(401, server.get(subscription + "/events", null).statusCode());
    assertEquals(
        404, server.get(bus + "/subscriptions/other/events", ServerProcess.TOKEN).statusCode());
    HttpResponse<InputStream> waiting =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + subscription + "/events"))
                    .header("Authorization", "Bearer " + ServerProcess.TOKEN)
                    .timeout(SOON)
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    // It tells at once that there is nothing, and ends when there is something.
    assertEquals(202, waiting.statusCode());
    assertEquals("55000", waiting.headers().firstValue("backstage-events-notify-timeout").get());
    CompletableFuture<Integer> end =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream body = waiting.body()) {
                return body.read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    String event = "{\"event\":{\"topic\":\"t1\",\"payload\":{\"a\":1}}%s}";
    assertEquals(
        204,
        server
            .sendJson(
                "POST",
                bus + "/events",
                ServerProcess.TOKEN,
                event.formatted(",\"notifiedSubscribers\":[\"elsewhere\"]"))
            .statusCode());
    assertFalse(end.isDone());
    assertEquals(
        201,
        server
            .sendJson("POST", bus + "/events", ServerProcess.TOKEN, event.formatted(""))
            .statusCode());
    assertEquals(-1, end.get(SOON.toSeconds(), TimeUnit.SECONDS));
    HttpResponse<String> first = server.get(subscription + "/events", ServerProcess.TOKEN);
    assertEquals(200, first.statusCode());
    assertEquals("{\"events\":[{\"topic\":\"t1\",\"payload\":{\"a\":1}}]}", first.body());
    assertEquals(
        202, server.sendJson("POST", "/api/events/http/open", null, "{\"b\":2}").statusCode());
    Poll.until(
        "the webhook on the bus",
        SOON,
        () -> server.get(subscription + "/events", ServerProcess.TOKEN),
        answer -> answer.statusCode() == 200 && answer.body().contains("\"b\":2"));
  }
}
