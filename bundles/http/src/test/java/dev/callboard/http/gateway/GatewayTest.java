package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.mount("hello", new SampleResource(), new UndeclaredResource());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void servesARouteOfAPlugin() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/version", "alice");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"version\":\"1\"}", answer.body());
  }

  @Test
  void aRouteWithoutDeclarationDoesNotExist() throws Exception {
    assertEquals(404, server.get("/api/hello/undeclared", "alice").statusCode());
    assertEquals(401, server.get("/api/hello/undeclared").statusCode());
  }

  @Test
  void aDeniedPermissionIsForbidden() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/undeclared-sibling", "alice");
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("NotAllowedError"), answer.body());
  }

  @Test
  void aPublicRouteNeedsNoCredentialsAndKnowsThoseItGets() throws Exception {
    assertEquals("{\"who\":\"anonymous\"}", server.get("/api/hello/open").body());
    assertEquals("{\"who\":\"user:default/alice\"}", server.get("/api/hello/open", "alice").body());
    assertEquals("{\"who\":\"anonymous\"}", server.get("/api/hello/open", "bad").body());
  }

  @Test
  void anAuthenticatedRouteRefusesOtherTypesOfCaller() throws Exception {
    assertEquals(200, server.get("/api/hello/users-only", "alice").statusCode());
    HttpResponse<String> answer = server.get("/api/hello/users-only", "static-token");
    assertEquals(403, answer.statusCode());
    assertTrue(
        answer.body().contains("This endpoint does not allow 'service' credentials"),
        answer.body());
  }

  @Test
  void credentialsForAnotherPluginAreForbidden() throws Exception {
    assertEquals(403, server.get("/api/hello/version", "narrow").statusCode());
  }

  @Test
  void anUnknownPathIsHiddenFromAnonymousCallers() throws Exception {
    assertEquals(401, server.get("/api/hello/nope").statusCode());
    HttpResponse<String> answer = server.get("/api/hello/nope?x=1", "alice");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("\"url\":\"/nope?x=1\""), answer.body());
  }

  @Test
  void aWrongMethodNamesTheRightOnes() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server.request("/api/hello/version").header("Authorization", "Bearer alice").DELETE());
    assertEquals(405, answer.statusCode());
    assertTrue(answer.body().contains("MethodNotAllowedError"), answer.body());
    assertTrue(answer.headers().firstValue("allow").orElse("").contains("GET"));
  }

  @Test
  void anUnacceptableMediaTypeGetsTheErrorBody() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/hello/version")
                .header("Authorization", "Bearer alice")
                .header("Accept", "image/png"));
    assertEquals(406, answer.statusCode());
    assertTrue(answer.body().contains("NotAcceptableError"), answer.body());
  }

  @Test
  void anErrorWithoutBodyGetsOne() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/empty-404", "alice");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("\"statusCode\":404"), answer.body());
  }

  @Test
  void anInternalErrorIsMasked() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/fail/runtime", "alice");
    assertEquals(500, answer.statusCode());
    assertFalse(answer.body().contains("secret-in-message"), answer.body());
    assertTrue(answer.body().matches(".*An internal error occurred logId=[0-9a-f]{20}.*"));
  }

  @Test
  void anErrorOfTheDomainKeepsItsMessage() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/fail/conflict", "alice");
    assertEquals(409, answer.statusCode());
    assertTrue(answer.body().contains("Exists already"), answer.body());
  }

  @Test
  void linksUseTheConfiguredAddress() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/link?a=b%7Cc", "alice");
    assertTrue(answer.body().contains("http://portal.test:7007/api/hello/link"), answer.body());
    assertTrue(answer.body().contains("b|c"), answer.body());
  }

  @Test
  void aSmallAnswerHasATagAndIsNotSentTwice() throws Exception {
    String tag =
        server.get("/api/hello/version", "alice").headers().firstValue("etag").orElseThrow();
    HttpRequest.Builder again =
        server
            .request("/api/hello/version")
            .header("Authorization", "Bearer alice")
            .header("If-None-Match", tag);
    HttpResponse<String> answer = server.send(again);
    assertEquals(304, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals(tag, answer.headers().firstValue("etag").orElseThrow());
  }

  @Test
  void aLargeAnswerIsStreamed() throws Exception {
    HttpResponse<String> answer = server.get("/api/hello/big?size=100000", "alice");
    assertEquals(200, answer.statusCode());
    assertEquals(100_000 + "{\"text\":\"\"}".length(), answer.body().length());
    assertTrue(answer.headers().firstValue("etag").isEmpty());
  }

  @Test
  void aRequestKeepsItsIdWhenItIsHarmless() throws Exception {
    HttpResponse<String> kept =
        server.send(server.request("/api/hello/open").header("X-Request-Id", "abc-1.2_Z"));
    assertEquals("abc-1.2_Z", kept.headers().firstValue("x-request-id").orElseThrow());
    HttpResponse<String> replaced =
        server.send(server.request("/api/hello/open").header("X-Request-Id", "a b\"c"));
    assertTrue(replaced.headers().firstValue("x-request-id").orElseThrow().matches("[0-9a-f]{20}"));
  }

  @Test
  void authenticatedRoutesAreUnavailableWithoutTheIdentityService() throws Exception {
    server.credentials.removeIdentity(server.identity);
    assertEquals(503, server.get("/api/hello/version", "alice").statusCode());
    assertEquals(401, server.get("/api/hello/version").statusCode());
    assertEquals("{\"who\":\"anonymous\"}", server.get("/api/hello/open", "alice").body());
  }

  @Test
  void permittedRoutesAreUnavailableWithoutThePermissionService() throws Exception {
    server.credentials.removePermission(server.permission);
    assertEquals(503, server.get("/api/hello/version", "alice").statusCode());
  }

  @Test
  void servicesOfPluginsDoNotDecideWhoCalls() throws Exception {
    server.credentials.removeIdentity(server.identity);
    server.credentials.addIdentity(
        Fakes.reference(Fakes.bundle(66, "evil", "file:evil.jar")), new Fakes.Identity());
    assertEquals(503, server.get("/api/hello/version", "alice").statusCode());
  }

  @Test
  void optionsNeedsCredentials() throws Exception {
    HttpRequest.Builder options =
        server.request("/api/hello/version").method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    assertEquals(401, server.send(options).statusCode());
    assertEquals(200, server.send(options.header("Authorization", "Bearer alice")).statusCode());
  }

  @Test
  void headAnswersAsGetWithoutBody() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/hello/version")
                .header("Authorization", "Bearer alice")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, answer.statusCode());
    assertEquals("15", answer.headers().firstValue("content-length").orElse(""));
  }
}
