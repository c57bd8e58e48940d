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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubActionsTest {
  private static final String REPO = "/repos/acme/shop";

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
  void a_repository_is_created_without_files() throws Exception {
    github.on("PUT", REPO + "/actions/permissions/access", 204, null);
    FakeContext context =
        github.run(
            "github:repo:create",
            github.context("autoInit", true, "workflowAccess", "organization"));
    assertEquals(true, github.only("POST", "/orgs/acme/repos").get("auto_init"));
    assertEquals(
        "organization",
        github.only("PUT", REPO + "/actions/permissions/access").get("access_level"));
    assertEquals(github.api.url("/acme/shop.git"), context.outputs().get("remoteUrl"));
    assertEquals(List.of(), github.git.seen());
  }

  @Test
  void files_are_pushed_to_a_repository_that_is_there() throws Exception {
    github.create("acme", "shop");
    FakeContext context =
        github.context("defaultBranch", "trunk", "protectDefaultBranch", false).file("a", "a");
    github.run("github:repo:push", context);
    assertEquals("a", GitServer.git(github.bare("acme/shop"), "show", "trunk:a"));
    assertEquals(github.api.url("/acme/shop/blob/trunk"), context.outputs().get("repoContentsUrl"));
    assertEquals(List.of(), github.api.seen("PUT"));
  }

  @Test
  void a_branch_is_protected_as_asked_for() throws Exception {
    github.create("acme", "shop");
    github.on("POST", REPO + "/branches/main/protection/required_signatures", 200, Map.of());
    github.run(
        "github:branch-protection:create",
        github.context(
            "requiredApprovingReviewCount",
            2,
            "restrictions",
            Map.of("users", List.of("ada"), "teams", List.of()),
            "requiredCommitSigning",
            true));
    StubApi.Request request = github.only("PUT", REPO + "/branches/main/protection");
    assertEquals(Map.of("users", List.of("ada"), "teams", List.of()), request.get("restrictions"));
    assertEquals(
        2,
        ((Map<?, ?>) request.get("required_pull_request_reviews"))
            .get("required_approving_review_count"));
    github.only("POST", REPO + "/branches/main/protection/required_signatures");
  }

  @Test
  void a_branch_that_is_not_known_yet_is_tried_again() throws Exception {
    github.api.on(
        "PUT",
        "/api/v3" + REPO + "/branches/dev/protection",
        request ->
            github.api.seen("PUT").size() < 3
                ? StubApi.Answer.of(404, Map.of("message", "Branch not found"))
                : StubApi.Answer.of(200, Map.of()));
    github.run("github:branch-protection:create", github.context("branch", "dev"));
    assertEquals(3, github.api.seen("PUT").size());
  }

  @Test
  void a_workflow_is_started_once() throws Exception {
    github.on(
        "POST",
        REPO + "/actions/workflows/build.yaml/dispatches",
        200,
        Map.of("workflow_run_id", 5, "run_url", "https://a/5", "html_url", "https://b/5"));
    FakeContext context =
        github.context(
            "workflowId",
            "build.yaml",
            "branchOrTagName",
            "main",
            "workflowInputs",
            Map.of("env", "dev"),
            "returnWorkflowRunDetails",
            true);
    github.run("github:actions:dispatch", context);
    github.run("github:actions:dispatch", context.resumed());
    StubApi.Request request =
        github.only("POST", REPO + "/actions/workflows/build.yaml/dispatches");
    assertEquals(
        Map.of("ref", "main", "inputs", Map.of("env", "dev"), "return_run_details", true),
        request.body());
    assertEquals(
        Map.of(
            "workflowRunId",
            5,
            "workflowRunUrl",
            "https://a/5",
            "workflowRunHtmlUrl",
            "https://b/5"),
        context.outputs());
  }

  @Test
  void an_autolink_that_is_there_is_an_error_and_another_one_is_made() throws Exception {
    github
        .on("GET", REPO + "/autolinks", 200, List.of(Map.of("key_prefix", "OLD-")))
        .on("POST", REPO + "/autolinks", 201, Map.of());
    String template = "https://tracker.example.com/<num>";
    github.run(
        "github:autolinks:create", github.context("keyPrefix", "NEW-", "urlTemplate", template));
    assertEquals(
        Map.of("key_prefix", "NEW-", "url_template", template, "is_alphanumeric", true),
        github.only("POST", REPO + "/autolinks").body());
    FakeContext old = github.context("keyPrefix", "OLD-", "urlTemplate", template);
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(PortalException.class, () -> github.run("github:autolinks:create", old))
            .code());
  }

  @Test
  void a_deploy_key_is_added_and_its_private_key_sealed() throws Exception {
    github
        .on("GET", REPO + "/keys", 200, List.of())
        .on("POST", REPO + "/keys", 201, Map.of())
        .on(
            "GET",
            REPO + "/actions/secrets/public-key",
            200,
            Map.of("key", SealedBoxTest.PUBLIC, "key_id", "k1"))
        .on("PUT", REPO + "/actions/secrets/.*", 201, Map.of());
    FakeContext context =
        github.run(
            "github:deployKey:create",
            github.context(
                "publicKey",
                "ssh-ed25519 AAAA x@y",
                "privateKey",
                "PEM",
                "deployKeyName",
                "my key"));
    assertEquals("MY_KEY_PRIVATE_KEY", context.outputs().get("privateKeySecretName"));
    StubApi.Request secret = github.only("PUT", REPO + "/actions/secrets/MY_KEY_PRIVATE_KEY");
    assertEquals("PEM", SealedBoxTest.open((String) secret.get("encrypted_value")));
    assertFalse(context.checkpoints().toString().contains("PEM"));
  }

  @Test
  void an_environment_is_created_with_all_that_belongs_to_it() throws Exception {
    String path = REPO + "/environments/prod%20eu";
    github
        .on("GET", "/users/ada", 200, Map.of("id", 7))
        .on("GET", "/users/ghost", 404, Map.of())
        .on("GET", "/orgs/acme/teams/ops", 200, Map.of("id", 8))
        .on("PUT", REPO + "/environments/.*", 200, Map.of())
        .on("POST", REPO + "/environments/.*", 201, Map.of())
        .on(
            "GET",
            REPO + "/environments/.*/secrets/public-key",
            200,
            Map.of("key", SealedBoxTest.PUBLIC, "key_id", "k1"));
    FakeContext context =
        github.run(
            "github:environment:create",
            github.context(
                "name",
                "prod eu",
                "waitTimer",
                30,
                "reviewers",
                List.of("user:default/ada", "Group:default/ops", "user:default/ghost"),
                "deploymentBranchPolicy",
                Map.of("protected_branches", false, "custom_branch_policies", true),
                "customBranchPolicyNames",
                List.of("release/*"),
                "customTagPolicyNames",
                List.of("v*"),
                "environmentVariables",
                Map.of("A", "1"),
                "secrets",
                Map.of("S", "hidden")));
    StubApi.Request put = github.only("PUT", path);
    assertEquals(30, put.get("wait_timer"));
    assertEquals(
        List.of(Map.of("type", "User", "id", 7), Map.of("type", "Team", "id", 8)),
        put.get("reviewers"));
    assertTrue(context.lines().toString().contains("user:default/ghost"));
    assertEquals(
        List.of(Map.of("name", "release/*", "type", "branch"), Map.of("name", "v*", "type", "tag")),
        github.api.seen("POST").stream()
            .filter(request -> request.path().endsWith("/deployment-branch-policies"))
            .map(StubApi.Request::body)
            .toList());
    github.only("POST", path + "/variables");
    assertEquals(
        "hidden",
        SealedBoxTest.open(
            (String) github.only("PUT", path + "/secrets/S").get("encrypted_value")));
  }

  @Test
  void an_issue_is_created_once_and_not_in_a_dry_run() throws Exception {
    github.on("POST", REPO + "/issues", 201, Map.of("html_url", "https://x/issues/9", "number", 9));
    FakeContext dry = github.context("title", "t").dry();
    github.run("github:issues:create", dry);
    assertEquals(42, dry.outputs().get("issueNumber"));
    assertEquals(List.of(), github.api.seen());
    FakeContext context = github.context("title", "t", "labels", List.of("a"), "milestone", 3);
    github.run("github:issues:create", context);
    github.run("github:issues:create", context.resumed());
    assertEquals(
        Map.of("title", "t", "labels", List.of("a"), "milestone", 3),
        github.only("POST", REPO + "/issues").body());
    assertEquals(Map.of("issueUrl", "https://x/issues/9", "issueNumber", 9L), context.outputs());
  }

  @Test
  void labels_are_added_and_a_failure_is_a_warning() throws Exception {
    FakeContext context =
        github.run("github:issues:label", github.context("number", 9, "labels", List.of("a")));
    assertEquals(
        Map.of("labels", List.of("a")), github.only("POST", REPO + "/issues/9/labels").body());
    assertTrue(context.lines().get(0).startsWith("warn Adding labels to acme/shop#9 failed"));
  }

  @Test
  void pages_are_enabled() throws Exception {
    github.on("POST", REPO + "/pages", 201, Map.of());
    github.run("github:pages:enable", github.context("buildType", "legacy", "sourcePath", "/docs"));
    assertEquals(
        Map.of("build_type", "legacy", "source", Map.of("branch", "main", "path", "/docs")),
        github.only("POST", REPO + "/pages").body());
  }

  @Test
  void a_webhook_is_created_and_a_failure_is_a_warning() throws Exception {
    github.on("GET", REPO + "/hooks", 200, List.of()).on("POST", REPO + "/hooks", 201, Map.of());
    github.run("github:webhook", github.context("webhookUrl", "https://h.example.com/x").dry());
    assertEquals(List.of(), github.api.seen());
    github.run(
        "github:webhook",
        github.context("webhookUrl", "https://h.example.com/x", "webhookSecret", "sign"));
    assertEquals(
        Map.of(
            "name",
            "web",
            "active",
            true,
            "events",
            List.of("push"),
            "config",
            Map.of(
                "url",
                "https://h.example.com/x",
                "content_type",
                "form",
                "secret",
                "sign",
                "insecure_ssl",
                "0")),
        github.only("POST", REPO + "/hooks").body());
    github.on("POST", REPO + "/hooks", 403, Map.of("message", "no"));
    FakeContext refused =
        github.run("github:webhook", github.context("webhookUrl", "https://h.example.com/y"));
    assertTrue(refused.lines().toString().contains("warn The webhook was not created"));
  }

  @Test
  void every_action_tells_its_input_as_a_schema() {
    for (String id :
        List.of(
            "publish:github",
            "publish:github:pull-request",
            "github:repo:create",
            "github:repo:push",
            "github:branch-protection:create",
            "github:actions:dispatch",
            "github:autolinks:create",
            "github:deployKey:create",
            "github:environment:create",
            "github:issues:create",
            "github:issues:label",
            "github:pages:enable",
            "github:webhook")) {
      Map<String, Object> schema = github.action(id).inputSchema();
      assertTrue(((List<?>) schema.get("required")).contains("repoUrl"), id);
      assertTrue(((Map<?, ?>) schema.get("properties")).containsKey("token"), id);
      assertEquals(1, github.action(id).examples().size(), id);
    }
  }
}
