package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.http.UserCookieRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.identity.UserCookie;
import dev.callboard.platform.identity.UserCookies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class UserCookieTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COOKIE = "/.backstage/auth/v1/cookie";

  private final ServiceReference<UserCookies> reference = Fakes.coreReference();
  private TestServer server;

  /** Cookies that say whose they are and for which plugin. */
  private static final class Cookies implements UserCookies {
    @Override
    public UserCookie issue(PortalPrincipal user, String pluginId) {
      return new UserCookie(
          NAME + "=" + user.getName() + "-at-" + pluginId + "; Path=/api/" + pluginId,
          Instant.parse("2026-11-21T01:48:21Z"));
    }

    @Override
    public UserCookie clear(String pluginId) {
      return new UserCookie(NAME + "=; Path=/api/" + pluginId, Instant.EPOCH);
    }

    @Override
    public PortalPrincipal authenticate(String value, String pluginId) {
      if (value.endsWith("-at-" + pluginId)) {
        String name = value.substring(0, value.indexOf("-at-"));
        return new Fakes.Principal(name, PrincipalType.USER, List.of());
      }
      throw new PortalException(ErrorCode.AUTHENTICATION, "Illegal token");
    }
  }

  /** What a plugin with static files serves. */
  @Path("/")
  public static final class Docs {
    @GET
    @Path("static/page")
    @AuthenticatedRoute
    @UserCookieRoute
    public String page(@Context SecurityContext security) {
      return security.getUserPrincipal().getName();
    }

    @GET
    @Path("static/secret")
    @RequiresPermission("forbidden.read")
    @UserCookieRoute
    public String secret() {
      return "secret";
    }

    @POST
    @Path("static/page")
    @AuthenticatedRoute
    @UserCookieRoute
    public String change() {
      return "changed";
    }

    @GET
    @Path("metadata")
    @AuthenticatedRoute
    public String metadata() {
      return "metadata";
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.credentials.addCookies(reference, new Cookies());
    server.mount("techdocs", "reference:file:docs.jar", new Docs());
    server.mount("other", "reference:file:other.jar", new Docs());
    server.mount("catalog", "reference:file:catalog.jar", new SampleResource());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> browser(String method, String path, String cookie) throws Exception {
    return server.send(
        server
            .request(path)
            .header("Cookie", "other=1; " + UserCookies.NAME + "=" + cookie)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private String cookieOf(String token) throws Exception {
    HttpResponse<String> answer = server.get("/api/techdocs" + COOKIE, token);
    String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
  }

  @Test
  void fixtures_027_to_029_theCookieIsSetForUsersAndTakenBack() throws Exception {
    for (String name :
        List.of(
            "027-cookie-endpoint-techdocs-guest",
            "028-cookie-endpoint-techdocs-static-token",
            "029-cookie-delete")) {
      JsonNode fixture = fixture(name);
      HttpRequest.Builder request =
          server
              .request(fixture.at("/request/path").asText())
              .method(fixture.at("/request/method").asText(), HttpRequest.BodyPublishers.noBody());
      fixture
          .at("/request/headers")
          .properties()
          .forEach(
              header ->
                  request.header(
                      header.getKey(),
                      header
                          .getValue()
                          .asText()
                          .replace("${GUEST_TOKEN}", "alice")
                          .replace("${STATIC_TOKEN}", "static-token")));
      HttpResponse<String> answer = server.send(request);
      assertEquals(fixture.at("/response/status").asInt(), answer.statusCode(), name);
      assertEquals(fixture.at("/response/body"), JSON.readTree(answer.body()), name);
      assertEquals(
          fixture.at("/response/headers").has("set-cookie"),
          answer.headers().firstValue("Set-Cookie").isPresent(),
          name);
    }
    HttpResponse<String> taken =
        server.send(
            server
                .request("/api/techdocs" + COOKIE)
                .header("Authorization", "Bearer alice")
                .DELETE());
    assertEquals(204, taken.statusCode());
    assertEquals(
        "backstage-auth=; Path=/api/techdocs",
        taken.headers().firstValue("Set-Cookie").orElseThrow());
  }

  private static JsonNode fixture(String name) throws Exception {
    try (InputStream in = UserCookieTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
      return JSON.readTree(in);
    }
  }

  @Test
  void A11_theCookieOpensTheRoutesThatSaySoAndNoOther() throws Exception {
    String cookie = cookieOf("alice");
    assertEquals("user:default/alice", browser("GET", "/api/techdocs/static/page", cookie).body());
    assertEquals(200, browser("HEAD", "/api/techdocs/static/page", cookie).statusCode());
    assertEquals(401, browser("POST", "/api/techdocs/static/page", cookie).statusCode());
    assertEquals(401, browser("GET", "/api/techdocs/metadata", cookie).statusCode());
    assertEquals(401, browser("GET", "/api/other/static/page", cookie).statusCode());
    assertEquals(401, browser("GET", "/api/catalog/entities", cookie).statusCode());
    assertEquals(401, browser("GET", "/api/techdocs" + COOKIE, cookie).statusCode());
    assertEquals(401, browser("DELETE", "/api/techdocs" + COOKIE, cookie).statusCode());
    assertEquals(401, browser("GET", "/api/techdocs/static/page", "bob").statusCode());
    assertEquals(401, browser("GET", "/api/techdocs/static/page", "").statusCode());
  }

  @Test
  void A11_theCookieIsNoBearerTokenAndABearerTokenGoesFirst() throws Exception {
    String cookie = cookieOf("alice");
    assertEquals(401, server.get("/api/techdocs/static/page", cookie).statusCode());
    HttpResponse<String> both =
        server.send(
            server
                .request("/api/techdocs/static/page")
                .header("Cookie", UserCookies.NAME + "=" + cookie)
                .header("Authorization", "Bearer bob"));
    assertEquals("user:default/bob", both.body());
    HttpResponse<String> wrong =
        server.send(
            server
                .request("/api/techdocs/static/page")
                .header("Cookie", UserCookies.NAME + "=" + cookie)
                .header("Authorization", "Bearer wrong"));
    assertEquals(401, wrong.statusCode());
  }

  @Test
  void aCookieGivesNoPermission() throws Exception {
    assertEquals(
        403, browser("GET", "/api/techdocs/static/secret", cookieOf("alice")).statusCode());
  }

  @Test
  void aPluginWithoutSuchRoutesHasNoCookie() throws Exception {
    assertEquals(404, server.get("/api/catalog" + COOKIE, "alice").statusCode());
  }

  @Test
  void withoutTheIdentityServiceThereAreNoCookies() throws Exception {
    String cookie = cookieOf("alice");
    server.credentials.removeCookies(reference);
    assertEquals(401, browser("GET", "/api/techdocs/static/page", cookie).statusCode());
    assertEquals(503, server.get("/api/techdocs" + COOKIE, "alice").statusCode());
    assertFalse(server.get("/api/techdocs/static/page", "alice").body().isEmpty());
    assertTrue(server.get("/api/techdocs/static/page").body().contains("Missing credentials"));
  }
}
