package dev.callboard.it.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.it.catalog.OtherHosts;
import dev.callboard.it.samples.Jars;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The integrations that ship with the server are plugins like those of others. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShippedPluginsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GITEA_TOKEN = "gitea-canary-0123456789";
  private static final List<String> IDS =
      List.of(
          "audit-detection",
          "audit-export",
          "catalog-discovery",
          "compliance",
          "insights",
          "integrations-azure",
          "integrations-bitbucket",
          "integrations-gerrit",
          "integrations-gitea",
          "integrations-s3",
          "notifications-email",
          "notifications-webhook",
          "source-webhooks",
          "supply-chain");

  private static final Map<String, String> files = new ConcurrentHashMap<>();
  private static KeyPair key;
  private static OtherHosts gitea;
  private static ServerProcess server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    gitea = new OtherHosts(GITEA_TOKEN, files);
    server =
        ServerProcess.in(directory)
            .config(
                """
                integrations:
                  gitea: [{host: '%1$s', baseUrl: 'http://%1$s', password: %2$s}]
                plugins:
                  signatures:
                    policy: deny
                    wait: 0.2s
                    trustedKeys: [{id: ours, publisher: callboard, publicKey: %3$s}]
                """
                    .formatted(
                        gitea.authority(),
                        GITEA_TOKEN,
                        Base64.getEncoder().encodeToString(key.getPublic().getEncoded())))
            .start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    gitea.close();
  }

  private static Map<String, JsonNode> plugins() throws Exception {
    Map<String, JsonNode> found = new TreeMap<>();
    server.json("/api/plugins").path("items").forEach(p -> found.put(p.path("id").asText(), p));
    return found;
  }

  private static Set<String> available() throws Exception {
    Set<String> ids = new TreeSet<>();
    server.json("/api/plugins").path("available").forEach(p -> ids.add(p.path("id").asText()));
    return ids;
  }

  private static HttpResponse<String> call(String method, String path, BodyPublisher body)
      throws Exception {
    return server.send(
        method,
        "/api/plugins/" + path,
        server.adminToken(),
        Map.of("Content-Type", "application/java-archive"),
        body);
  }

  private static void change(String method, String path) throws Exception {
    HttpResponse<String> answer = call(method, path, null);
    assertEquals(2, answer.statusCode() / 100, method + " " + path + ": " + answer.body());
  }

  private static void is(String id, String state) throws Exception {
    assertEquals(state, plugins().get(id).path("state").asText(), () -> id + "\n" + server.log());
  }

  private static void awaitStates(Map<String, String> wanted) {
    Poll.until(
        wanted.toString(),
        SOON,
        () -> {
          Map<String, String> states = new TreeMap<>();
          Map<String, JsonNode> all = plugins();
          for (String id : wanted.keySet()) {
            states.put(id, all.containsKey(id) ? all.get(id).path("state").asText() : "absent");
          }
          return states;
        },
        states -> states.equals(new TreeMap<>(wanted)));
  }

  private static Map<String, String> each(String state) {
    Map<String, String> states = new TreeMap<>();
    IDS.forEach(id -> states.put(id, state));
    return states;
  }

  /** Asks all the time for what has nothing to do with the plugin that comes and goes. */
  private static final class Load implements AutoCloseable {
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run);
    private volatile boolean stopped;

    Load() {
      thread.start();
    }

    private void run() {
      while (!stopped) {
        ask("/api/catalog/entities?limit=5");
        ask("/api/search/query?term=a");
      }
    }

    private void ask(String path) {
      String answer;
      try {
        answer = path + " " + server.get(path, ServerProcess.TOKEN).statusCode();
      } catch (IOException | InterruptedException e) {
        answer = path + " " + e;
      }
      answers.merge(answer, 1, Integer::sum);
    }

    @Override
    public void close() throws InterruptedException {
      stopped = true;
      thread.join();
      assertEquals(
          Set.of("/api/catalog/entities?limit=5 200", "/api/search/query?term=a 200"),
          answers.keySet(),
          answers.toString());
    }
  }

  @Test
  @Order(1)
  void each_is_a_plugin_and_not_a_part_of_the_server() throws Exception {
    Map<String, JsonNode> all = plugins();
    Set<String> shipped = new TreeSet<>();
    for (JsonNode plugin : all.values()) {
      if (plugin.path("shipped").asBoolean()) {
        shipped.add(plugin.path("id").asText());
        assertFalse(plugin.path("core").asBoolean(), plugin.toString());
        assertEquals("ACTIVE", plugin.path("state").asText(), plugin.toString());
        assertEquals("shipped", plugin.path("signature").asText());
        assertEquals("server", plugin.path("source").asText());
        assertFalse(plugin.path("description").asText().isBlank(), plugin.toString());
      }
    }
    assertEquals(new TreeSet<>(IDS), shipped);
    assertEquals(Set.of(), available());
    for (String core : List.of("catalog", "audit", "notifications", "plugins")) {
      assertEquals(403, call("POST", core + "/stop", null).statusCode(), core);
    }
  }

  @Test
  @Order(2)
  void each_stops_starts_goes_and_comes_back_while_others_serve() throws Exception {
    try (Load load = new Load()) {
      for (String id : IDS) {
        change("POST", id + "/stop");
        is(id, "STOPPED");
        change("POST", id + "/start");
        is(id, "ACTIVE");
        change("DELETE", id);
        assertEquals(Set.of(id), available());
        change("POST", id + "/restore");
        is(id, "ACTIVE");
      }
      assertFalse(load.answers.isEmpty());
    }
    assertEquals(Set.of(), available());
  }

  @Test
  @Order(3)
  void each_passes_the_inspection_of_jars_that_operators_bring() throws Exception {
    try (var jars = Files.list(Product.home().resolve("shipped-plugins"))) {
      for (Path jar : jars.toList()) {
        String body = call("POST", "verify", BodyPublishers.ofFile(jar)).body();
        assertTrue(body.contains("\"allowed\":true"), jar + ": " + body);
      }
    }
  }

  @Test
  @Order(4)
  void removed_ones_come_back_with_their_jar_and_go_with_it() throws Exception {
    for (String id : IDS) {
      change("DELETE", id);
    }
    assertEquals(new TreeSet<>(IDS), available());
    try (var jars = Files.list(Product.home().resolve("shipped-plugins"))) {
      for (Path jar : jars.toList()) {
        Jars.drop(jar, server.plugins().resolve(jar.getFileName()));
      }
    }
    awaitStates(each("ACTIVE"));
    try (var jars = Files.list(server.plugins())) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
    awaitStates(each("absent"));
    for (String id : IDS) {
      change("POST", id + "/restore");
    }
    awaitStates(each("ACTIVE"));
  }

  @Test
  @Order(5)
  void a_signed_update_takes_its_place_and_can_be_taken_back(@TempDir Path directory)
      throws Exception {
    Path shipped;
    try (var jars = Files.list(Product.home().resolve("shipped-plugins"))) {
      shipped =
          jars.filter(jar -> jar.getFileName().toString().startsWith("ownership-"))
              .findFirst()
              .orElseThrow();
    }
    String before = plugins().get("insights").path("version").asText();
    Path jar = Jars.dropAs("99.1.0", shipped, directory.resolve("insights.jar"));
    byte[] bytes = Files.readAllBytes(jar);
    assertEquals(422, upload(bytes, Map.of()).statusCode());
    HttpResponse<String> answer = upload(bytes, signature("insights", "99.1.0", bytes));
    assertEquals(201, answer.statusCode(), answer.body());
    JsonNode updated = plugins().get("insights");
    assertEquals("99.1.0", updated.path("version").asText());
    assertEquals("signed", updated.path("signature").asText());
    assertEquals(
        200, server.get("/api/insights/v1/ownership/summary", ServerProcess.TOKEN).statusCode());
    change("POST", "insights/restore");
    assertEquals(before, plugins().get("insights").path("version").asText());
    assertEquals(201, upload(bytes, signature("insights", "99.1.0", bytes)).statusCode());
  }

  private static HttpResponse<String> upload(byte[] jar, Map<String, String> headers)
      throws Exception {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Content-Type", "application/java-archive");
    return server.send(
        "POST", "/api/plugins", server.adminToken(), all, BodyPublishers.ofByteArray(jar));
  }

  /** Signs as the reference describes it, with nothing of the product. */
  private static Map<String, String> signature(String id, String version, byte[] jar)
      throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    String head =
        "callboard-plugin-signature: 1\nkey-id: ours\nplugin-id: %s\nversion: %s\nsha256: %s\n"
            .formatted(id, version, digest);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(head.getBytes(StandardCharsets.UTF_8));
    String file =
        head + "signature: " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
    return Map.of(
        "X-Callboard-Signature",
        Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @Order(6)
  void recording_goes_on_without_sinks_rules_and_channels() throws Exception {
    change("POST", "audit-detection/stop");
    change("DELETE", "audit-export");
    change("POST", "notifications-email/stop");
    change("DELETE", "notifications-webhook");
    change("POST", "source-webhooks/stop");
    Poll.until(
        "the audit event of the last stop",
        SOON,
        () -> server.get("/api/audit/events?eventId=plugin-stop", server.adminToken()).body(),
        body -> body.contains("source-webhooks"));
    HttpResponse<String> sent =
        server.sendJson(
            "POST",
            "/api/notifications/notifications",
            server.adminToken(),
            """
            {"recipients": {"type": "broadcast"}, "payload": {"title": "without channels"}}
            """);
    assertEquals(200, sent.statusCode(), sent.body());
    assertTrue(sent.body().contains("without channels"), sent.body());
    change("POST", "source-webhooks/start");
  }

  @Test
  @Order(7)
  void a_host_without_its_plugin_is_told_and_read_again_with_it() throws Exception {
    for (String name : List.of("first", "second")) {
      files.put(
          name + ".yaml",
          """
          apiVersion: backstage.io/v1alpha1
          kind: Component
          metadata: {name: of-gitea-%s}
          spec: {type: service, lifecycle: production, owner: a}
          """
              .formatted(name));
    }
    assertEquals(201, register("first", "").statusCode());
    awaitEntity("of-gitea-first");
    change("DELETE", "integrations-gitea");
    HttpResponse<String> refused = register("second", "?dryRun=true");
    assertTrue(refused.statusCode() >= 400, refused.body());
    assertTrue(refused.body().contains("integrations.gitea"), refused.body());
    assertEquals(200, entity("of-gitea-first"), "what was read stays");
    change("POST", "integrations-gitea/restore");
    assertEquals(201, register("second", "").statusCode());
    awaitEntity("of-gitea-second");
  }

  private static HttpResponse<String> register(String name, String query) throws Exception {
    String target = "http://" + gitea.authority() + "/acme/shop/src/branch/main/" + name + ".yaml";
    return server.sendJson(
        "POST",
        "/api/catalog/locations" + query,
        ServerProcess.TOKEN,
        "{\"type\":\"url\",\"target\":\"" + target + "\"}");
  }

  private static int entity(String name) throws Exception {
    String path = "/api/catalog/entities/by-name/component/default/" + name;
    return server.get(path, ServerProcess.TOKEN).statusCode();
  }

  private static void awaitEntity(String name) {
    Poll.until(name, SOON, () -> entity(name), status -> status == 200);
  }

  @Test
  @Order(8)
  void F05_what_operators_stopped_removed_and_updated_is_so_after_a_kill() throws Exception {
    server.kill();
    server.start();
    assertEquals(Set.of("audit-export", "notifications-webhook"), available());
    is("audit-detection", "STOPPED");
    is("notifications-email", "STOPPED");
    assertEquals("99.1.0", plugins().get("insights").path("version").asText());
    // Ready means that none of them answers 404.
    assertEquals(
        200, server.get("/api/insights/v1/ownership/summary", ServerProcess.TOKEN).statusCode());
    assertEquals(
        200, server.get("/api/compliance/v1/scorecards", ServerProcess.TOKEN).statusCode());
    change("POST", "audit-export/restore");
    change("POST", "notifications-webhook/restore");
    change("POST", "audit-detection/start");
    is("audit-detection", "ACTIVE");
    assertEquals(Set.of(), available());
  }
}
