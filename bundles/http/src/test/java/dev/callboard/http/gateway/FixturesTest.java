package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what a real Backstage answered. The differences are on purpose: a 404 has the error body;
 * {@code Vary} names {@code Origin} wherever CORS is configured, so that no cache hands the answer
 * for one origin to another; a 204 has no {@code Content-Length}, which RFC 9110 forbids; and Jetty
 * writes a media type without the blank before its parameter; and the content security policy is
 * stricter.
 */
class FixturesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_COMPARED =
      Set.of("connection", "transfer-encoding", "link", "content-security-policy");
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestServer(
            "backend.cors.origin",
            "http://127.0.0.1:7017",
            "backend.cors.methods",
            List.of("GET", "HEAD", "PATCH", "POST", "PUT", "DELETE"),
            "backend.cors.credentials",
            true);
    server.mount("catalog", "reference:file:catalog.jar", new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "001-health-readiness",
        "002-health-liveness",
        "003-health-head-readiness",
        "004-root-path",
        "005-unknown-plugin",
        "006-unknown-catalog-path",
        "007-cors-preflight",
        "008-cors-preflight-foreign-origin",
        "009-cors-simple-request",
        "010-cors-simple-request-foreign-origin",
        "011-catalog-without-token",
        "012-catalog-with-bad-token",
        "013-catalog-with-malformed-jwt",
        "014-catalog-with-basic-auth-scheme"
      })
  void answersAsRecorded(String name) throws Exception {
    JsonNode fixture = read(name);
    HttpResponse<String> answer = replay(fixture.get("request"));
    JsonNode expected = fixture.get("response");
    assertEquals(expected.get("status").asInt(), answer.statusCode(), "status");
    boolean emptyInBackstage = expected.get("status").asInt() == 404;
    expected
        .get("headers")
        .properties()
        .forEach(
            header -> {
              boolean noContent = expected.get("status").asInt() == 204;
              boolean forbidden = noContent && header.getKey().equals("content-length");
              if (!NOT_COMPARED.contains(header.getKey()) && !forbidden) {
                assertHeader(header.getKey(), header.getValue().asText(), answer);
              }
            });
    if (emptyInBackstage) {
      JsonNode body = JSON.readTree(answer.body());
      assertEquals("NotFoundError", body.at("/error/name").asText());
      assertEquals(404, body.at("/response/statusCode").asInt());
      return;
    }
    JsonNode body = expected.get("body");
    if (body.isTextual()) {
      assertEquals(body.asText(), answer.body());
    } else {
      assertEquals(body, JSON.readTree(answer.body()));
    }
    if (!expected.get("headers").has("access-control-allow-origin")) {
      assertNull(answer.headers().firstValue("access-control-allow-origin").orElse(null));
    }
  }

  private static void assertHeader(String name, String expected, HttpResponse<String> answer) {
    String actual = String.join(", ", answer.headers().allValues(name));
    if (name.equals("vary")) {
      String all = expected.contains("Origin") ? expected : "Origin, " + expected;
      assertEquals(List.of(all), answer.headers().allValues(name), "one header for all names");
    } else if (name.equals("content-type")) {
      assertEquals(expected.replace("; ", ";"), actual, name);
    } else {
      assertEquals(expected, actual, name);
    }
  }

  private static HttpResponse<String> replay(JsonNode request) throws Exception {
    HttpRequest.Builder builder = server.request(request.get("path").asText());
    request
        .get("headers")
        .properties()
        .forEach(
            header ->
                builder.header(
                    header.getKey(),
                    header.getValue().asText().replace("${STATIC_TOKEN}", "static-token")));
    builder.method(request.get("method").asText(), HttpRequest.BodyPublishers.noBody());
    return server.send(builder);
  }

  private static JsonNode read(String name) throws Exception {
    try (InputStream in = FixturesTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
      return JSON.readTree(in);
    }
  }
}
