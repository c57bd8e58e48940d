package dev.callboard.it.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product and a real OpenID provider, with a browser between them. */
class OpenIdSignInIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFRESH = "/api/auth/oidc/refresh?env=production";
  private static final String LOGOUT = "/api/auth/oidc/logout?env=production";

  @TempDir static Path directory;
  private static ServerProcess server;
  private static OpenIdProvider provider;

  @BeforeAll
  static void start() throws Exception {
    Path users = directory.resolve("users.yaml");
    Files.writeString(
        users,
        """
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: alice}
        spec: {profile: {email: alice@example.com}, memberOf: []}
        """);
    ServerProcess.Builder builder =
        ServerProcess.in(directory)
            .config(
                """
                auth:
                  environment: production
                  providers:
                    oidc:
                      production:
                        metadataUrl: ${OIDC_ISSUER}
                        clientId: callboard
                        clientSecret: 'a secret: with %'
                        signIn: {resolvers: [{resolver: emailMatchingUserEntityProfileEmail}]}
                catalog: {rules: [{allow: [User]}], locations: []}
                """)
            .catalog(users.toString());
    server = builder.build();
    provider =
        OpenIdProvider.start("http://127.0.0.1:" + server.port() + "/api/auth/oidc/handler/frame");
    builder.environment("OIDC_ISSUER", provider.issuer());
    server.start();
    Poll.until(
        "alice in the catalog",
        Duration.ofSeconds(30),
        () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
        count -> count >= 1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (provider != null) {
      provider.close();
    }
  }

  private static Browser browser() {
    return new Browser("http://127.0.0.1:" + server.port());
  }

  private static Browser signedIn() throws Exception {
    provider.nextIs("alice");
    Browser browser = browser();
    JsonNode message = browser.signIn("oidc");
    assertTrue(message.has("response"), message.toString());
    return browser;
  }

  @Test
  void aPersonSignsInAndStaysSignedIn() throws Exception {
    provider.nextIs("alice");
    Browser browser = browser();
    HttpResponse<String> page = browser.open("/api/auth/oidc/start?env=production");
    List<String> policies = page.headers().allValues("Content-Security-Policy");
    assertEquals(1, policies.size(), policies.toString());
    assertTrue(policies.get(0).contains("script-src 'sha256-"), policies.get(0));
    JsonNode message = Browser.message(page);
    assertEquals("authorization_response", message.path("type").asText());
    JsonNode response = message.path("response");
    assertEquals("alice@example.com", response.path("profile").path("email").asText());
    JsonNode identity = response.path("backstageIdentity");
    assertEquals("user:default/alice", identity.path("identity").path("userEntityRef").asText());
    assertTrue(response.path("providerInfo").has("accessToken"), response.toString());

    HttpResponse<String> refreshed = browser.script("GET", REFRESH);
    assertEquals(200, refreshed.statusCode(), refreshed.body());
    String token = JSON.readTree(refreshed.body()).at("/backstageIdentity/token").asText();
    JsonNode info = JSON.readTree(server.get("/api/auth/v1/userinfo", token).body());
    assertEquals("user:default/alice", info.at("/claims/sub").asText());
  }

  @Test
  void A05_anAddressThatNobodyVerifiedIsNobody() throws Exception {
    for (String person : List.of("mallory", "zoe")) {
      provider.nextIs(person);
      Browser browser = browser();
      JsonNode message = browser.signIn("oidc");
      assertEquals("AuthenticationError", message.at("/error/name").asText(), message.toString());
      assertFalse(message.has("response"));
      assertEquals(List.of(), browser.cookies("oidc-refresh-token"));
    }
  }

  @Test
  void A07_aSessionIsOverAfterLogoutForACopiedCookieToo() throws Exception {
    Browser browser = signedIn();
    HttpCookie copy = browser.cookies("oidc-refresh-token").get(0);
    assertEquals(200, browser.script("POST", LOGOUT).statusCode());
    assertEquals(401, browser.script("GET", REFRESH).statusCode());
    HttpCookie stolen = new HttpCookie(copy.getName(), copy.getValue());
    stolen.setPath(copy.getPath());
    stolen.setVersion(0);
    Browser thief = browser();
    thief.put(stolen);
    HttpResponse<String> answer = thief.script("GET", REFRESH);
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("has ended"), answer.body());
  }

  @Test
  void A07_tabsThatRefreshAtOnceDoNotEndTheSession() throws Exception {
    Browser browser = signedIn();
    ExecutorService tabs = Executors.newFixedThreadPool(4);
    try {
      List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(() -> browser.script("GET", REFRESH));
      }
      for (Future<HttpResponse<String>> answer : tabs.invokeAll(calls)) {
        assertEquals(200, answer.get().statusCode(), answer.get().body());
      }
    } finally {
      tabs.shutdownNow();
    }
    assertEquals(200, browser.script("GET", REFRESH).statusCode());
  }

  @Test
  void A07_theEndOfASignInWorksOnceAndInItsBrowserOnly() throws Exception {
    provider.nextIs("alice");
    Browser browser = browser();
    HttpResponse<String> page = browser.open("/api/auth/oidc/start?env=production");
    String callback = page.uri().getRawPath() + "?" + page.uri().getRawQuery();
    for (Browser other : List.of(browser, browser())) {
      JsonNode message = Browser.message(other.open(callback));
      assertTrue(
          message.at("/error/message").asText().contains("missing cookie nonce"),
          message.toString());
    }
  }

  @Test
  void aFormFromTheProviderIsReadLikeAQuery() throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/api/auth/oidc/handler/frame",
            null,
            java.util.Map.of("Content-Type", "application/x-www-form-urlencoded"),
            java.net.http.HttpRequest.BodyPublishers.ofString("state=x&code=y"));
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("state of the sign-in"), answer.body());
  }

  @Test
  void scriptsOfOthersCannotRefreshOrLogOut() throws Exception {
    Browser browser = signedIn();
    assertEquals(401, browser.open(REFRESH).statusCode());
    HttpResponse<String> answer = server.send("POST", LOGOUT, null, java.util.Map.of(), null);
    assertEquals(401, answer.statusCode());
    assertEquals(200, browser.script("GET", REFRESH).statusCode());
  }
}
