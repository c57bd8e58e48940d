package dev.callboard.scaffolder.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.testing.GitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishGitHubActionTest {
  private static final String ID = "publish:github";

  @TempDir Path temp;
  private GitHubFixture github;

  @BeforeEach
  void start() throws Exception {
    github = new GitHubFixture(temp);
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void a_repository_is_created_pushed_to_and_protected() throws Exception {
    FakeContext context =
        github.context("description", "A shop", "repoVisibility", "internal", "hasWiki", false);
    github.run(ID, context.file("README.md", "# Shop\n"));
    StubApi.Request create = github.only("POST", "/orgs/acme/repos");
    assertEquals("Bearer " + GitHubFixture.TOKEN, create.headers().get("authorization"));
    assertEquals("shop", create.get("name"));
    assertEquals("internal", create.get("visibility"));
    assertEquals(false, create.get("private"));
    assertEquals(false, create.get("has_wiki"));
    assertFalse(((Map<?, ?>) create.body()).containsKey("has_issues"));
    assertEquals("# Shop", GitServer.git(github.bare("acme/shop"), "show", "main:README.md"));
    StubApi.Request protect = github.only("PUT", "/repos/acme/shop/branches/main/protection");
    assertEquals(
        Map.of("strict", true, "contexts", List.of()), protect.get("required_status_checks"));
    assertTrue(((Map<?, ?>) protect.body()).containsKey("restrictions"));
    assertEquals(
        Map.of(
            "remoteUrl",
            github.api.url("/acme/shop.git"),
            "repoContentsUrl",
            github.api.url("/acme/shop/blob/main"),
            "commitHash",
            GitServer.git(github.bare("acme/shop"), "rev-parse", "main")),
        context.outputs());
    String basic =
        Base64.getEncoder()
            .encodeToString(("x-access-token:" + GitHubFixture.TOKEN).getBytes("UTF-8"));
    assertEquals(Set.of("Basic " + basic), Set.copyOf(github.git.authorizations()));
  }

  @Test
  void a_repository_is_published_with_a_token_of_the_owners_installation() throws Exception {
    byte[] key =
        java.security.KeyPairGenerator.getInstance("RSA")
            .generateKeyPair()
            .getPrivate()
            .getEncoded();
    github.app(
        Map.of(
            "appId",
            15,
            "clientId",
            "c",
            "clientSecret",
            "s",
            "privateKey",
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----"));
    github
        .on(
            "GET",
            "/app/installations",
            200,
            List.of(Map.of("id", 7, "account", Map.of("login", "acme"))))
        .on(
            "POST",
            "/app/installations/7/access_tokens",
            201,
            Map.of("token", "ghs_app", "expires_at", "2100-01-01T00:00:00Z"));
    github.run(ID, github.context().file("a", "a"));
    assertEquals(
        "Bearer ghs_app", github.only("POST", "/orgs/acme/repos").headers().get("authorization"));
    String basic = Base64.getEncoder().encodeToString("x-access-token:ghs_app".getBytes("UTF-8"));
    assertEquals(Set.of("Basic " + basic), Set.copyOf(github.git.authorizations()));
  }

  @Test
  void what_belongs_to_a_repository_is_set() throws Exception {
    github
        .on("GET", "/orgs/acme/teams/ops", 200, Map.of("id", 3))
        .on("PUT", "/orgs/.*", 204, null)
        .on("PUT", "/repos/acme/shop/collaborators/bob", 404, Map.of("message", "Not Found"))
        .on("PUT", "/repos/acme/shop/topics", 200, Map.of())
        .on("POST", "/repos/acme/shop/actions/variables", 201, null)
        .on(
            "GET",
            "/repos/acme/shop/actions/secrets/public-key",
            200,
            Map.of("key", SealedBoxTest.PUBLIC, "key_id", "k1"))
        .on("PUT", "/repos/acme/shop/actions/secrets/DEPLOY", 201, Map.of())
        .on("PUT", "/repos/acme/shop/actions/oidc/customization/sub", 201, Map.of())
        .on("PUT", "/repos/acme/shop/subscription", 200, Map.of());
    FakeContext context =
        github.context(
            "access",
            "acme/ops",
            "collaborators",
            List.of(
                Map.of("access", "push", "user", "user:default/bob"),
                Map.of("access", "pull", "team", "readers")),
            "topics",
            List.of("Java", "shop"),
            "repoVariables",
            Map.of("REGION", "eu"),
            "secrets",
            Map.of("DEPLOY", "s3cret"),
            "oidcCustomization",
            Map.of("useDefault", false, "includeClaimKeys", List.of("repo")),
            "subscribe",
            true,
            "protectDefaultBranch",
            false);
    github.run(ID, context.file("a", "a"));
    assertEquals(
        "admin", github.only("PUT", "/orgs/acme/teams/ops/repos/acme/shop").get("permission"));
    assertEquals(
        "pull", github.only("PUT", "/orgs/acme/teams/readers/repos/acme/shop").get("permission"));
    assertTrue(
        context.lines().stream().anyMatch(line -> line.startsWith("warn Skipping push access")),
        context.lines().toString());
    assertEquals(
        List.of("java", "shop"), github.only("PUT", "/repos/acme/shop/topics").get("names"));
    assertEquals(
        Map.of("name", "REGION", "value", "eu"),
        github.only("POST", "/repos/acme/shop/actions/variables").body());
    StubApi.Request secret = github.only("PUT", "/repos/acme/shop/actions/secrets/DEPLOY");
    assertEquals("k1", secret.get("key_id"));
    assertEquals("s3cret", SealedBoxTest.open((String) secret.get("encrypted_value")));
    assertEquals(
        Map.of("use_default", false, "include_claim_keys", List.of("repo")),
        github.only("PUT", "/repos/acme/shop/actions/oidc/customization/sub").body());
  }

  @Test
  void a_step_that_is_resumed_takes_the_repository_that_it_has_created() throws Exception {
    FakeContext context = github.context().file("a", "a");
    context.crashBeforeStoring("create.github.repo.acme/shop");
    assertThrows(FakeContext.Crash.class, () -> github.run(ID, context));
    // The note that the repository was missing is the first thing that crashes.
    assertEquals(List.of(), github.api.seen("POST"));
    FakeContext next = context.resumed();
    next.checkpoints().put("create.github.repo.acme/shop.absent", true);
    github.create("acme", "shop");
    FakeContext last = github.run(ID, next);
    assertEquals(List.of(), github.api.seen("POST"), "nothing is created twice");
    assertEquals(
        GitServer.git(github.bare("acme/shop"), "rev-parse", "main"),
        last.outputs().get("commitHash"));
  }

  @Test
  void a_crash_at_any_checkpoint_creates_and_pushes_once() throws Exception {
    for (String key : List.of("create.github.repo.acme/r1", "git.time", "push.")) {
      String name = "r" + (key.hashCode() & 0xffff);
      String at = key.startsWith("create") ? "create.github.repo.acme/" + name : key;
      FakeContext context =
          github.context("repoUrl", github.api.authority() + "?owner=acme&repo=" + name);
      if (key.startsWith("create")) {
        context.checkpoints().put(at + ".absent", true);
      }
      context.file("a", "a").crashBeforeStoring(at);
      assertThrows(FakeContext.Crash.class, () -> github.run(ID, context), key);
      github.run(ID, context.resumed());
      assertEquals(
          "1", GitServer.git(github.bare("acme/" + name), "rev-list", "--count", "main"), key);
      assertEquals(
          1, github.api.seen("POST").stream().filter(r -> name.equals(r.get("name"))).count(), key);
    }
  }

  @Test
  void a_repository_of_somebody_else_is_an_error_and_stays_as_it_is() throws Exception {
    github.create("acme", "shop");
    FakeContext context = github.context().file("a", "a");
    PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, context));
    assertEquals(ErrorCode.CONFLICT, failure.code());
    assertTrue(failure.getMessage().contains("exists already"), failure.getMessage());
    assertEquals(List.of(), github.git.seen());
    assertThrows(PortalException.class, () -> github.run(ID, context.resumed()));
  }

  @Test
  void a_user_gets_repositories_with_the_own_token_only() throws Exception {
    github
        .on("GET", "/users/ada", 200, Map.of("login", "ada", "type", "User"))
        .on("GET", "/user", 200, Map.of("login", "bot"));
    FakeContext wrong =
        github.context("repoUrl", github.api.authority() + "?owner=ada&repo=x").file("a", "a");
    PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, wrong));
    assertTrue(failure.getMessage().contains("not one of the user 'ada'"), failure.getMessage());
    github.on("GET", "/user", 200, Map.of("login", "Ada"));
    FakeContext right =
        github
            .context("repoUrl", github.api.authority() + "?owner=ada&repo=x", "token", "mine-1234")
            .file("a", "a");
    github.run(ID, right);
    StubApi.Request create = github.only("POST", "/user/repos");
    assertEquals("Bearer mine-1234", create.headers().get("authorization"));
    assertFalse(((Map<?, ?>) create.body()).containsKey("visibility"));
  }

  @Test
  void a_branch_that_cannot_be_protected_is_a_warning() throws Exception {
    github.on("PUT", "/repos/.*/protection", 403, Map.of("message", "Resource not accessible"));
    FakeContext context = github.run(ID, github.context().file("a", "a"));
    assertTrue(
        context.lines().toString().contains("warn Skipping: default branch protection on 'shop'"),
        context.lines().toString());
    assertEquals(3, context.outputs().size());
  }

  @Test
  void S10_a_host_that_is_not_configured_gets_no_request() throws Exception {
    try (StubApi evil = new StubApi()) {
      for (String url :
          List.of(
              evil.authority() + "?owner=acme&repo=shop",
              github.api.authority() + "@" + evil.authority() + "?owner=acme&repo=shop",
              evil.authority() + "/" + github.api.authority() + "?owner=acme&repo=shop",
              "http://" + github.api.authority() + "?owner=acme&repo=shop")) {
        FakeContext context =
            github.context("repoUrl", url, "apiBaseUrl", evil.url("")).file("a", "a");
        PortalException failure =
            assertThrows(PortalException.class, () -> github.run(ID, context), url);
        assertEquals(ErrorCode.INPUT, failure.code(), url);
      }
      assertEquals(List.of(), evil.seen());
      assertEquals(List.of(), github.api.seen());
    }
  }

  @Test
  void S10_names_stay_in_the_path_of_repositories() throws Exception {
    for (String query :
        List.of(
            "owner=..&repo=x",
            "owner=a&repo=..",
            "owner=a%2F..%2Fb&repo=x",
            "owner=a&repo=x%3Fy")) {
      FakeContext context =
          github.context("repoUrl", github.api.authority() + "?" + query).file("a", "a");
      assertThrows(PortalException.class, () -> github.run(ID, context), query);
    }
    assertEquals(List.of(), github.api.seen());
  }

  @Test
  void S10_a_repository_on_another_host_gets_no_token() throws Exception {
    try (StubApi evil = new StubApi()) {
      github.create("acme", "other");
      Map<String, Object> lie = new java.util.HashMap<>(github.repository("acme/other"));
      lie.put("clone_url", evil.url("/acme/shop.git"));
      github.on("POST", "/orgs/acme/repos", 201, lie);
      FakeContext context = github.context().file("a", "a");
      PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, context));
      assertTrue(failure.getMessage().contains("another host"), failure.getMessage());
      assertEquals(List.of(), evil.seen());
    }
  }

  @Test
  void T08_a_host_that_repeats_the_token_does_not_bring_it_into_a_message() throws Exception {
    github.on(
        "POST",
        "/orgs/acme/repos",
        422,
        Map.of("message", "Bad Authorization: Bearer " + GitHubFixture.TOKEN));
    FakeContext context = github.context().file("a", "a");
    PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, context));
    assertEquals(
        "Creating the repository acme/shop failed, the host answered 422: Bad Authorization:"
            + " Bearer ***",
        failure.getMessage());
    assertFalse(context.lines().toString().contains(GitHubFixture.TOKEN));
    assertFalse(context.checkpoints().toString().contains(GitHubFixture.TOKEN));
  }

  @Test
  void P09_files_that_are_not_published_fail_the_step_before_anything_is_created()
      throws Exception {
    FakeContext context = github.context().file("a", "a");
    Path workspace = temp.resolve("task0/workspace");
    Files.createDirectories(workspace.resolve(".GIT"));
    Files.writeString(workspace.resolve(".GIT/config"), "x");
    assertThrows(PortalException.class, () -> github.run(ID, context));
    assertEquals(List.of(), github.api.seen());
  }

  @Test
  void a_token_is_needed_from_somewhere() throws Exception {
    github.configure("scaffolder", Map.of("requireScmUserCredentials", true));
    FakeContext context = github.context().file("a", "a");
    PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, context));
    assertTrue(failure.getMessage().contains("requireScmUserCredentials"), failure.getMessage());
    github.configure("scaffolder", Map.of());
    github.configure(
        "integrations", Map.of("github", List.of(Map.of("host", github.api.authority()))));
    failure = assertThrows(PortalException.class, () -> github.run(ID, context));
    assertTrue(failure.getMessage().startsWith("No token available for host"));
  }
}
