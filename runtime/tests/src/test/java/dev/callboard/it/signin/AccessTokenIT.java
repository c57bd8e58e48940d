package dev.callboard.it.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens of users, against the product. */
class AccessTokenIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN = "/api/auth/v1/access-tokens";
  private static final String LOCATION =
      "{\"type\":\"url\",\"target\":\"https://x.example/a.yaml\"}";

  @TempDir static Path directory;
  private static ServerProcess server;
  private static String user;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.in(directory)
            .config(
                """
                auth:
                  environment: development
                  providers: {guest: {}}
                """)
            .start();
    user = guest();
  }

  private static String guest() throws Exception {
    JsonNode answer = JSON.readTree(server.get("/api/auth/guest/refresh", null).body());
    return answer.at("/backstageIdentity/token").asText();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static HttpResponse<String> post(String path, String token, String body)
      throws Exception {
    BodyPublisher json = BodyPublishers.ofString(body);
    return server.send("POST", path, token, Map.of("Content-Type", "application/json"), json);
  }

  private static HttpResponse<String> delete(String path, String token) throws Exception {
    return server.send("DELETE", path, token, Map.of(), null);
  }

  private static JsonNode make(String scopes) throws Exception {
    HttpResponse<String> made = post(OWN, user, "{\"name\":\"it\",\"scopes\":" + scopes + "}");
    assertEquals(201, made.statusCode(), made.body());
    return JSON.readTree(made.body());
  }

  @Test
  void Z_aTokenOpensWhatItsScopesNameAndNothingElse() throws Exception {
    String token = make("[{\"plugin\":\"catalog\",\"actions\":[\"read\"]}]").at("/token").asText();
    assertEquals(200, server.get("/api/catalog/entities", token).statusCode());
    assertEquals(403, post("/api/catalog/locations", token, LOCATION).statusCode());
    assertEquals(201, post("/api/catalog/locations", user, LOCATION).statusCode());
    assertEquals(403, server.get("/api/scheduler/tasks", token).statusCode());
    assertEquals(403, server.get(OWN, token).statusCode());
    assertEquals(401, server.get("/api/auth/v1/userinfo", token).statusCode());
  }

  @Test
  void Z_aTokenIsNeverMoreThanItsUser() throws Exception {
    String token =
        make("[{\"plugin\":\"catalog\",\"permissions\":[\"catalog.entity.delete\"]}]")
            .at("/token")
            .asText();
    String uid = "/api/catalog/entities/by-uid/6e3a0f8e-3f0e-4d4f-9d0a-2b6a8d1a0c11";
    assertEquals(403, delete(uid, token).statusCode());
    assertEquals(403, delete(uid, user).statusCode());
  }

  @Test
  void aRevokedTokenIsRefused() throws Exception {
    JsonNode mine = make("[{\"plugin\":\"catalog\"}]");
    JsonNode taken = make("[{\"plugin\":\"catalog\"}]");
    String token = mine.at("/token").asText();
    assertEquals(200, server.get("/api/catalog/entities", token).statusCode());
    HttpResponse<String> list = server.get(OWN, user);
    assertTrue(list.body().contains("lastUsedAt"), list.body());
    assertFalse(list.body().contains(token), list.body());
    assertEquals(204, delete(OWN + "/" + mine.at("/accessToken/id").asText(), user).statusCode());
    assertEquals(401, server.get("/api/catalog/entities", token).statusCode());
    String others = "/api/auth/v1/users-access-tokens";
    String query = "?user=user:development/guest";
    assertEquals(403, server.get(others + query, user).statusCode());
    assertEquals(200, server.get(others + query, server.adminToken()).statusCode());
    assertEquals(200, delete(others + query, server.adminToken()).statusCode());
    assertEquals(
        401, server.get("/api/catalog/entities", taken.at("/token").asText()).statusCode());
  }

  @Test
  void A07_tokensEndAtOnceWhenTheUserSignsOutOrIsBlocked() throws Exception {
    String entities = "/api/catalog/entities";
    String left = guest();
    assertEquals(200, server.get(entities, left).statusCode());
    assertEquals(204, post("/api/auth/v1/sign-out", left, "").statusCode());
    assertEquals(401, server.get(entities, left).statusCode());
    user = guest();
    assertEquals(200, server.get(entities, user).statusCode());
    String blocked = "/api/auth/v1/blocked-users";
    String query = blocked + "?user=user:development/guest";
    assertEquals(403, server.sendJson("PUT", query, user, "{}").statusCode());
    assertEquals(403, server.get(blocked, user).statusCode());
    String admin = server.adminToken();
    assertEquals(204, server.sendJson("PUT", query, admin, "{\"reason\":\"left\"}").statusCode());
    assertEquals(401, server.get(entities, user).statusCode());
    assertEquals(403, server.get("/api/auth/guest/refresh", null).statusCode());
    assertTrue(server.get(blocked, admin).body().contains("\"reason\":\"left\""));
    assertEquals(204, delete(query, admin).statusCode());
    user = guest();
    String signOut = "/api/auth/v1/users-sign-out?user=user:development/guest";
    assertEquals(403, post(signOut, user, "").statusCode());
    assertEquals(204, post(signOut, admin, "").statusCode());
    assertEquals(401, server.get(entities, user).statusCode());
    user = guest();
  }
}
