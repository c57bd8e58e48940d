package dev.callboard.it.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.it.support.SignalClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WebSocket of the signals, in the framework and on the Jetty of the product. */
class SignalsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APP = "http://app.example.test:3000";

  @TempDir static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.in(directory)
            .config(
                """
                backend:
                  cors: {origin: "http://app.example.test:3000", credentials: true}
                  limits: {sockets: {ping: 1s}}
                auth:
                  environment: development
                  providers: {guest: {}}
                """)
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String guest() throws Exception {
    String answer = server.get("/api/auth/guest/refresh", null).body();
    return JSON.readTree(answer).path("backstageIdentity").path("token").asText();
  }

  private static int refused(String token, String origin) {
    return assertThrows(
            WebSocketHandshakeException.class, () -> SignalClient.connect(server, token, origin))
        .getResponse()
        .statusCode();
  }

  @Test
  void theHandshakeIsAnsweredWithTheTokenAsSubprotocol() throws Exception {
    String token = guest();
    try (SignalClient client = SignalClient.connect(server, token, APP)) {
      assertEquals(token, client.subprotocol());
    }
    try (SignalClient client =
        SignalClient.connect(server, token, "http://127.0.0.1:" + server.port())) {
      assertEquals(token, client.subprotocol());
    }
  }

  @Test
  void X09_aHandshakeOfAForeignPageIsRefused() throws Exception {
    assertEquals(403, refused(guest(), "https://evil.example"));
    assertEquals(403, refused(guest(), "null"));
  }

  @Test
  void aHandshakeWithoutATokenOfAUserIsRefused() throws Exception {
    assertEquals(401, refused(null, APP));
    assertEquals(401, refused("x.y.z", APP));
    assertEquals(403, refused(ServerProcess.TOKEN, APP));
    assertEquals(403, refused(server.adminToken(), APP));
  }

  @Test
  void aConnectionEndsWhenItsUserSignsOut() throws Exception {
    String token = guest();
    try (SignalClient client = SignalClient.connect(server, token, APP)) {
      assertEquals(200, server.get("/api/auth/v1/userinfo", token).statusCode());
      assertEquals(204, server.sendJson("POST", "/api/auth/v1/sign-out", token, "{}").statusCode());
      assertEquals("closed 1008", client.next());
    }
  }

  @Test
  void aSettingIsKeptUnderAnyKeyAndToldToTheOpenPagesOfItsUser() throws Exception {
    String token = guest();
    String path =
        "/api/user-settings/buckets/default/keys/%40backstage%2Fplugin-home%3Avisits%3Auser%2Fguest";
    String key = "@backstage/plugin-home:visits:user/guest";
    try (SignalClient client = SignalClient.connect(server, token, APP)) {
      client.subscribe("user-settings");
      // What is subscribed to later is known to be subscribed to when the first signal arrives.
      Poll.until(
          "a signal",
          Duration.ofSeconds(10),
          () -> {
            assertEquals(
                200, server.sendJson("PUT", path, token, "{\"value\":[1.5,null]}").statusCode());
            return client.poll();
          },
          Objects::nonNull);
      JsonNode read = JSON.readTree(server.get(path, token).body());
      assertEquals(key, read.path("key").asText());
      assertEquals("[1.5,null]", read.path("value").toString());
      String many =
          "{\"items\":[{\"bucket\":\"default\",\"key\":\"%s\"},{\"bucket\":\"a\",\"key\":\"b\"}]}";
      assertEquals(
          "{\"items\":[{\"value\":[1.5,null]},null]}",
          server
              .sendJson("POST", "/api/user-settings/multiget", token, many.formatted(key))
              .body());
      assertEquals(204, server.send("DELETE", path, token, Map.of(), null).statusCode());
      assertEquals(404, server.get(path, token).statusCode());
      String deleted =
          "{\"channel\":\"user-settings\",\"message\":{\"type\":\"key-deleted\",\"key\":\"%s\"}}";
      assertEquals(
          JSON.readTree(deleted.formatted(key)), JSON.readTree(client.nextWith("key-deleted")));
    }
    assertEquals(403, server.get(path, ServerProcess.TOKEN).statusCode());
  }

  @Test
  void theHealthOfSignalsIsToldAsRecorded() throws Exception {
    assertEquals(
        JSON.readTree("{\"status\":\"ok\"}"),
        JSON.readTree(server.get("/api/signals/health", null).body()));
  }
}
