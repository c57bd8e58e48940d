package dev.callboard.it.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.it.support.SignalClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
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
  void theHealthOfSignalsIsToldAsRecorded() throws Exception {
    assertEquals(
        JSON.readTree("{\"status\":\"ok\"}"),
        JSON.readTree(server.get("/api/signals/health", null).body()));
  }
}
