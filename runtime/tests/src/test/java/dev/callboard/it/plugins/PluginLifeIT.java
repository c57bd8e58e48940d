package dev.callboard.it.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.SampleVariant;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in the built product: dropped, updated under load, removed, signed, broken. */
class PluginLifeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static ServerProcess server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = ServerProcess.in(directory).start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  @AfterEach
  void removeHello() throws Exception {
    server.send("DELETE", "/api/plugins/hello", server.adminToken(), Map.of(), null);
    Files.deleteIfExists(server.plugins().resolve("hello.jar"));
    awaitStatus(server, 404);
  }

  private static int status(ServerProcess server) throws IOException, InterruptedException {
    return server.get("/api/hello/greeting", null).statusCode();
  }

  private static void awaitStatus(ServerProcess server, int expected) {
    Poll.until("hello to answer " + expected, SOON, () -> status(server), s -> s == expected);
  }

  private static JsonNode plugin(ServerProcess server) throws IOException, InterruptedException {
    return server.json("/api/plugins/hello");
  }

  private static void awaitVersion(ServerProcess server, String version) {
    Poll.until(
        "version " + version,
        SOON,
        () -> plugin(server),
        p -> p.path("version").asText().equals(version) && isActive(p));
  }

  private static boolean isActive(JsonNode plugin) {
    return plugin.path("state").asText().equals("ACTIVE");
  }

  private static HttpResponse<String> upload(
      ServerProcess server, byte[] jar, Map<String, String> headers)
      throws IOException, InterruptedException {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Content-Type", "application/java-archive");
    return server.send(
        "POST", "/api/plugins", server.adminToken(), all, BodyPublishers.ofByteArray(jar));
  }

  @Test
  void a_dropped_plugin_serves_and_is_gone_when_its_file_is() throws Exception {

    Path file = SampleVariant.hello("1.1.0").moveTo(server.plugins().resolve("hello.jar"));
    awaitStatus(server, 200);
    assertEquals("/api/hello/greeting", plugin(server).at("/routes/0/path").asText());
    Files.delete(file);
    awaitStatus(server, 404);
  }

  @Test
  void F31_updates_under_load_lose_no_request() throws Exception {

    SampleVariant.hello("1.1.0").moveTo(server.plugins().resolve("hello.jar"));
    awaitVersion(server, "1.1.0");
    AtomicBoolean stop = new AtomicBoolean();
    Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    Thread load =
        new Thread(
            () -> {
              while (!stop.get()) {
                answers
                    .computeIfAbsent(safeStatus(server), s -> new AtomicInteger())
                    .incrementAndGet();
              }
            });
    load.start();
    int updates = Product.times(8, 1000);
    for (int i = 1; i <= updates; i++) {
      SampleVariant.hello("1.2." + i).moveTo(server.plugins().resolve("hello.jar"));
      awaitVersion(server, "1.2." + i);
    }
    stop.set(true);
    load.join();
    assertEquals(java.util.Set.of(200), answers.keySet(), answers.toString());
  }

  private static int safeStatus(ServerProcess server) {
    try {
      return status(server);
    } catch (IOException | InterruptedException e) {
      return -1;
    }
  }

  @Test
  void F28_a_version_that_does_not_come_up_leaves_the_old_one_and_says_why() throws Exception {

    assertEquals(201, upload(server, SampleVariant.hello("1.1.0").bytes(), Map.of()).statusCode());
    byte[] waiting =
        SampleVariant.hello("1.2.0")
            .replace(
                "OSGI-INF/",
                "</scr:component>",
                "<reference name=\"m\" interface=\"acme.Missing\"/></scr:component>")
            .bytes();
    HttpResponse<String> answer = upload(server, waiting, Map.of());
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("waits for the service acme.Missing"), answer.body());
    byte[] broken =
        SampleVariant.hello("1.3.0")
            .replace("OSGI-INF/", "implementation class=\"[^\"]+\"", "implementation class=\"x.Y\"")
            .bytes();
    assertEquals(422, upload(server, broken, Map.of()).statusCode());
    assertEquals("1.1.0", plugin(server).path("version").asText());
    assertEquals("1.3.0", plugin(server).at("/failedUpdate/version").asText());
    assertEquals(200, status(server));
  }

  @Test
  void a_plugin_that_waits_for_a_service_says_so() throws Exception {

    byte[] waiting =
        SampleVariant.hello("1.2.0")
            .replace(
                "OSGI-INF/",
                "</scr:component>",
                "<reference name=\"m\" interface=\"acme.Missing\"/></scr:component>")
            .bytes();
    JsonNode plugin = JSON.readTree(upload(server, waiting, Map.of()).body());
    assertEquals("STARTING", plugin.path("state").asText());
    assertTrue(plugin.path("reason").asText().contains("acme.Missing"), plugin.toString());
  }

  @Test
  void a_killed_server_has_its_plugins_again() throws Exception {
    assertEquals(201, upload(server, SampleVariant.hello("1.1.0").bytes(), Map.of()).statusCode());
    server.kill();
    server.start();
    awaitVersion(server, "1.1.0");
    assertEquals(200, status(server));
  }

  @Test
  void B01_only_what_a_trusted_key_signed_is_installed_under_deny(@TempDir Path directory)
      throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String publicKey = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    String config =
        """
        plugins:
          signatures:
            policy: deny
            trustedKeys: [{id: acme, publisher: ACME, publicKey: %s}]
        """
            .formatted(publicKey);
    try (ServerProcess server = ServerProcess.in(directory).config(config).start()) {
      byte[] jar = SampleVariant.hello("1.1.0").bytes();
      assertEquals(422, upload(server, jar, Map.of()).statusCode());
      byte[] other = SampleVariant.hello("1.1.1").bytes();
      assertEquals(422, upload(server, other, signature(key, "1.1.1", jar)).statusCode());
      assertEquals(404, status(server));
      HttpResponse<String> good = upload(server, jar, signature(key, "1.1.0", jar));
      assertEquals(201, good.statusCode(), good.body());
      assertEquals("ACME", plugin(server).path("publisher").asText());
      assertEquals("signed", plugin(server).path("signature").asText());
    }
  }

  /** Signs as the reference describes it, with nothing of the product. */
  private static Map<String, String> signature(KeyPair key, String version, byte[] jar)
      throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    String head =
        "callboard-plugin-signature: 1\nkey-id: acme\nplugin-id: hello\nversion: "
            + version
            + "\nsha256: "
            + digest
            + "\n";
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
  void who_has_no_credentials_may_not_even_look() throws Exception {

    assertEquals(401, server.get("/api/plugins", null).statusCode());
    assertEquals(
        401, server.send("DELETE", "/api/plugins/hello", null, Map.of(), null).statusCode());
    HttpResponse<String> core =
        server.send("DELETE", "/api/plugins/scheduler", server.adminToken(), Map.of(), null);
    assertEquals(403, core.statusCode());
  }
}
