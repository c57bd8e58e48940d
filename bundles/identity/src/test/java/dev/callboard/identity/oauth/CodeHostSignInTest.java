package dev.callboard.identity.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInResult;
import dev.callboard.testing.MapConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GitHub and GitLab, played by a server that answers as their published APIs do. */
class CodeHostSignInTest {
  private final GithubSignIn github = new GithubSignIn();
  private final GitlabSignIn gitlab = new GitlabSignIn();
  private FakeServer server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer();
    server.on(
        "POST /login/oauth/access_token",
        request ->
            request.form().get("code").equals("good")
                ? Map.of("access_token", "gho_1", "scope", "read:user,user:email")
                : Map.of("error", "bad_verification_code"));
    server.on(
        "GET /api/v3/user",
        request ->
            "Bearer gho_1".equals(request.authorization())
                ? Map.of(
                    "id", 4711, "login", "Octo", "email", "shown@example.com", "name", "Octo Cat")
                : new FakeServer.Status(401, Map.of("message", "Bad credentials")));
    emails(true);
    server.on("DELETE /api/v3/applications/me/token", request -> new FakeServer.Status(204, null));
  }

  private void emails(boolean verified) {
    server.on(
        "GET /api/v3/user/emails",
        request ->
            List.of(
                Map.of("email", "other@example.com", "primary", false, "verified", true),
                Map.of("email", "octo@example.com", "primary", true, "verified", verified)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SignInContext context(String provider, String key) {
    return FakeAttempt.context(
        provider,
        MapConfig.of(key, server.url() + "/", "clientId", "me", "clientSecret", "secret"));
  }

  private SignInContext hub() {
    return context("github", "enterpriseInstanceUrl");
  }

  private SignInContext lab() {
    return context("gitlab", "audience");
  }

  @Test
  void github_tells_who_it_is() {
    Map<String, String> query = FakeAttempt.query(github.start(hub(), new FakeAttempt("repo")));
    assertEquals("read:user user:email repo", query.get("scope"));
    assertEquals("S256", query.get("code_challenge_method"));
    SignInResult person = github.finish(hub(), new FakeAttempt(""), "good");
    assertEquals("4711", person.subject());
    assertEquals("Octo", person.username().orElseThrow());
    assertEquals("octo@example.com", person.email().orElseThrow());
    assertTrue(person.emailVerified());
    assertEquals("read:user user:email", person.providerInfo().get("scope"));
    assertEquals("access-token.gho_1", person.refreshToken().orElseThrow());
    assertEquals(
        "secret-for-pkce",
        server.last.get("POST /login/oauth/access_token").form().get("code_verifier"));
  }

  @Test
  void A05_github_addresses_that_are_not_verified_do_not_count() {
    emails(false);
    SignInResult person = github.finish(hub(), new FakeAttempt(""), "good");
    assertFalse(person.email().isPresent());
    assertFalse(person.emailVerified());
  }

  @Test
  void github_errors_with_status_200_are_errors() {
    PortalException thrown =
        assertThrows(
            PortalException.class, () -> github.finish(hub(), new FakeAttempt(""), "stolen"));
    assertEquals(ErrorCode.AUTHENTICATION, thrown.code());
    assertEquals("The identity provider refused: bad_verification_code", thrown.getMessage());
  }

  @Test
  void a_github_session_lasts_as_long_as_its_access_token() {
    assertEquals("4711", github.refresh(hub(), "access-token.gho_1", "read:user").subject());
    assertEquals(
        ErrorCode.AUTHENTICATION,
        assertThrows(PortalException.class, () -> github.refresh(hub(), "access-token.gone", ""))
            .code());
    github.logout(hub(), "access-token.gho_1");
    FakeServer.Request sent = server.last.get("DELETE /api/v3/applications/me/token");
    assertEquals("{\"access_token\":\"gho_1\"}", sent.body());
    assertEquals("Basic bWU6c2VjcmV0", sent.authorization());
  }

  @Test
  void gitlab_tells_who_it_is() {
    user(Map.of("confirmed_at", "2020-01-01T00:00:00Z"));
    server.on(
        "POST /oauth/token", request -> Map.of("access_token", "gl_1", "refresh_token", "gr_1"));
    SignInResult person = gitlab.finish(lab(), new FakeAttempt(""), "good");
    assertEquals("12", person.subject());
    assertEquals("tanuki", person.username().orElseThrow());
    assertTrue(person.emailVerified());
    assertEquals("gr_1", person.refreshToken().orElseThrow());
    gitlab.refresh(lab(), "gr_1", "read_user");
    assertEquals("gr_1", server.last.get("POST /oauth/token").form().get("refresh_token"));
    server.on("POST /oauth/revoke", request -> Map.of());
    gitlab.logout(lab(), "gr_1");
    assertEquals("gr_1", server.last.get("POST /oauth/revoke").form().get("token"));
  }

  private void user(Map<String, Object> more) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", 12);
    user.put("username", "tanuki");
    user.put("email", "tanuki@example.com");
    user.put("state", "active");
    user.putAll(more);
    server.on("GET /api/v4/user", request -> user);
  }

  @Test
  void A05_gitlab_addresses_that_are_not_confirmed_do_not_count() {
    user(Map.of());
    server.on("POST /oauth/token", request -> Map.of("access_token", "gl_1"));
    assertFalse(gitlab.finish(lab(), new FakeAttempt(""), "good").emailVerified());
  }

  @Test
  void a_blocked_gitlab_account_is_refused() {
    user(Map.of("state", "blocked"));
    server.on("POST /oauth/token", request -> Map.of("access_token", "gl_1"));
    assertThrows(PortalException.class, () -> gitlab.finish(lab(), new FakeAttempt(""), "good"));
  }
}
