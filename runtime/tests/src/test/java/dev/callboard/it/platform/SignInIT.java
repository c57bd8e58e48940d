package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded calls of sign-in and permissions, against the product. */
class SignInIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      auth:
        environment: production
        providers: {guest: {dangerouslyAllowOutsideDevelopment: true}}
      """;

  @TempDir static Path directory;
  private static ServerProcess server;
  private static String guest;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.in(directory).config(CONFIG).start();
    guest = signIn();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String signIn() throws Exception {
    HttpResponse<String> answer = server.get("/api/auth/guest/refresh", null);
    return JSON.readTree(answer.body()).path("backstageIdentity").path("token").asText();
  }

  static List<Path> fixtures() throws Exception {
    try (Stream<Path> identity = Files.list(fixturesOf("identity"));
        Stream<Path> permission = Files.list(fixturesOf("permission"))) {
      return Stream.concat(identity, permission).sorted().toList();
    }
  }

  private static Path fixturesOf(String bundle) {
    return Product.root().resolve("bundles").resolve(bundle).resolve("src/test/resources/fixtures");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersAsRecorded(Path fixture) throws Exception {
    JsonNode call = JSON.readTree(Files.readString(fixture));
    JsonNode request = call.path("request");
    JsonNode expected = call.path("response");
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), filled(header.getValue().asText())));
    JsonNode body = request.path("body");
    HttpResponse<String> answer =
        server.send(
            request.path("method").asText(),
            request.path("path").asText(),
            null,
            headers,
            body.isNull() ? null : BodyPublishers.ofString(body.toString()));
    assertEquals(expected.path("status").asInt(), answer.statusCode(), answer.body());
    assertEquals(comparable(expected.path("body")), comparable(JSON.readTree(answer.body())));
  }

  private static String filled(String header) {
    return header.replace("${GUEST_TOKEN}", guest).replace("${STATIC_TOKEN}", ServerProcess.TOKEN);
  }

  /** Takes out what differs from run to run, and the guest's group, which needs the catalog. */
  private static JsonNode comparable(JsonNode json) throws Exception {
    JsonNode copy =
        JSON.readTree(
            json.toString()
                .replace("http://127.0.0.1:" + server.port(), "http://127.0.0.1:7017")
                .replace(",\"group:default/team-a\"", ""));
    if (copy.path("backstageIdentity") instanceof ObjectNode identity) {
      identity.put("token", "a token");
    }
    for (JsonNode key : copy.path("keys")) {
      ((ObjectNode) key).put("x", "x").put("y", "y").put("kid", "an id");
    }
    return copy;
  }

  @Test
  void A12_tokensAreValidAfterARestart() throws Exception {
    try (ServerProcess own =
        ServerProcess.in(directory.resolve("restart")).config(CONFIG).start()) {
      HttpResponse<String> answer = own.get("/api/auth/guest/refresh", null);
      String token = JSON.readTree(answer.body()).path("backstageIdentity").path("token").asText();
      String admin = own.adminToken();
      own.stop();
      own.start();
      assertEquals(200, own.get("/api/auth/v1/userinfo", token).statusCode());
      assertEquals(200, own.get("/api/scheduler/tasks", admin).statusCode());
    }
  }

  @Test
  void A10_withoutConfigurationThereIsNoGuestAndNoDefaultToken() throws Exception {
    try (ServerProcess own = ServerProcess.in(directory.resolve("fresh")).start()) {
      assertEquals(404, own.get("/api/auth/guest/refresh", null).statusCode());
      for (String token : List.of("admin", "admin123", "karaf", "changeme")) {
        assertEquals(401, own.get("/api/scheduler/tasks", token).statusCode());
      }
    }
  }

  @Test
  void wrongExternalAccessKeepsTheServerFromBecomingReady() throws Exception {
    String config =
        """
        backend:
          auth:
            externalAccess:
              - type: static
                options: {token: some-good-token, subject: ci}
                accessRestrictions: [{plugin: catalog, permissions: x}]
        """;
    try (ServerProcess own = ServerProcess.in(directory.resolve("wrong")).config(config).build()) {
      own.launch();
      HttpResponse<String> health =
          Poll.until(
              "the port",
              Duration.ofSeconds(60),
              () -> own.get("/api/health", own.adminToken()),
              answer -> answer.body().contains("unknown key 'permissions'"));
      assertTrue(health.body().contains("externalAccess[0]"), health.body());
      assertEquals(503, own.get("/.backstage/health/v1/readiness", null).statusCode());
    }
  }
}
