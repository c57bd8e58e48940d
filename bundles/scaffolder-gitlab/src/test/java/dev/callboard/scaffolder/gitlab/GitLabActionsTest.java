package dev.callboard.scaffolder.gitlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.git.DefaultGitPublisher;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub of GitLab's REST API, version 4, and git's own server program. */
class GitLabActionsTest {
  private static final String TOKEN = "glpat-canarycanary0815";
  private static final String API = "/api/v4";
  private static final String SHOP = API + "/projects/acme%2Fshop";

  @TempDir Path temp;
  private StubApi api;
  private GitServer git;
  private final Map<String, Map<String, Object>> projects = new ConcurrentHashMap<>();
  private final Map<String, String> branches = new ConcurrentHashMap<>();
  private Map<String, Object> scaffolder = Map.of();
  private int tasks;

  @BeforeEach
  void start() throws Exception {
    git = new GitServer(Files.createDirectories(temp.resolve("git")));
    api = new StubApi().git(git);
    api.on("GET", API + "/namespaces/acme", 200, Map.of("id", 5, "kind", "group"));
    api.on(
        "GET",
        API + "/projects/([^/]+)",
        request -> {
          Map<String, Object> project = projects.get(request.parts().get(0).replace("%2F", "/"));
          return project == null ? missing() : Answer.of(200, project);
        });
    api.on("POST", API + "/projects", request -> create(String.valueOf(request.get("path"))));
    api.on(
        "GET",
        API + "/projects/[^/]+/repository/branches/(.+)",
        request -> {
          String commit = branches.get(request.parts().get(0).replace("%2F", "/"));
          return commit == null ? missing() : Answer.of(200, branch(commit));
        });
    api.on(
        "POST",
        API + "/projects/[^/]+/repository/branches",
        request -> {
          branches.put(String.valueOf(request.get("branch")), "c0");
          return Answer.of(201, branch("c0"));
        });
    api.on(
        "POST",
        API + "/projects/[^/]+/repository/commits",
        request -> {
          branches.put(String.valueOf(request.get("branch")), "c1");
          return Answer.of(201, Map.of("id", "c1"));
        });
    api.on(
        "GET",
        API + "/projects/[^/]+/repository/commits/c1",
        200,
        Map.of("id", "c1", "parent_ids", List.of("c0"), "message", "T\n"));
  }

  @AfterEach
  void stop() {
    api.seen();
    api.close();
    git.close();
  }

  private static Answer missing() {
    return Answer.of(404, Map.of("message", "404 Not found"));
  }

  private static Map<String, Object> branch(String commit) {
    return Map.of("commit", Map.of("id", commit), "web_url", "https://x");
  }

  private Answer create(String name) {
    try {
      Path bare = temp.resolve("git/acme").resolve(name + ".git");
      GitServer.git(temp, "init", "-q", "--bare", bare.toString());
      GitServer.git(bare, "config", "http.receivepack", "true");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> project = new HashMap<>();
    project.put("id", 12);
    project.put("http_url_to_repo", api.url("/acme/" + name + ".git"));
    project.put("default_branch", "main");
    project.put("path_with_namespace", "acme/" + name);
    projects.put("acme/" + name, project);
    return Answer.of(201, project);
  }

  private TemplateAction action(String id) {
    Map<String, Object> config =
        Map.of(
            "integrations",
            Map.of(
                "gitlab",
                List.of(Map.of("host", api.authority(), "baseUrl", api.url(""), "token", TOKEN))),
            "scaffolder",
            scaffolder);
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), new MapConfig(config));
    GitLabHosts hosts = new GitLabHosts(live.config(), live.apis());
    DefaultGitPublisher publisher = new DefaultGitPublisher(live.config(), live.access());
    return List.of(
            new PublishGitLabAction(hosts, publisher),
            new MergeRequestAction(hosts, publisher),
            new PushProjectAction(hosts, publisher),
            new EnsureGroupAction(hosts),
            new GroupAccessAction(hosts),
            new MigrateGroupAction(hosts),
            new CreateIssueAction(hosts),
            new EditIssueAction(hosts),
            new TriggerPipelineAction(hosts),
            new CreateAccessTokenAction(hosts),
            new CreateDeployTokenAction(hosts),
            new CreateVariableAction(hosts),
            new UserInfoAction(hosts))
        .stream()
        .filter(action -> action.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  private FakeContext context(Object... pairs) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("repoUrl", api.authority() + "?owner=acme&repo=shop");
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task" + tasks++), input);
  }

  private FakeContext run(String id, FakeContext context) throws Exception {
    action(id).run(context);
    return context;
  }

  @Test
  void a_project_is_created_and_pushed_to() throws Exception {
    api.on("POST", API + "/projects/12/.*", 201, Map.of("commit", Map.of("id", "c0")));
    FakeContext context =
        context(
            "repoVisibility",
            "internal",
            "topics",
            List.of("java"),
            "settings",
            Map.of("merge_method", "ff"),
            "branches",
            List.of(Map.of("name", "dev", "create", true, "protect", true)),
            "projectVariables",
            List.of(Map.of("key", "K", "value", "v")));
    run("publish:gitlab", context.file("a.txt", "a"));
    StubApi.Request create = api.only("POST", API + "/projects");
    assertEquals(TOKEN, create.headers().get("private-token"));
    assertEquals(
        Map.of(
            "namespace_id",
            5,
            "name",
            "shop",
            "path",
            "shop",
            "visibility",
            "internal",
            "topics",
            List.of("java"),
            "merge_method",
            "ff"),
        create.body());
    assertEquals("a", GitServer.git(temp.resolve("git/acme/shop.git"), "show", "master:a.txt"));
    String basic = Base64.getEncoder().encodeToString(("oauth2:" + TOKEN).getBytes("UTF-8"));
    assertEquals(Set.of("Basic " + basic), Set.copyOf(git.authorizations()));
    assertEquals("dev", api.only("POST", API + "/projects/12/protected_branches").get("name"));
    assertEquals("env_var", api.only("POST", API + "/projects/12/variables").get("variable_type"));
    assertEquals(api.url("/acme/shop"), context.outputs().get("remoteUrl"));
    assertEquals(api.url("/acme/shop/-/blob/master"), context.outputs().get("repoContentsUrl"));
    assertEquals(12L, context.outputs().get("projectId"));
    assertEquals(true, context.outputs().get("created"));
  }

  @Test
  void a_project_that_is_there_is_an_error_or_left_as_it_is() throws Exception {
    create("shop");
    FakeContext refused = context().file("a", "a");
    PortalException failure =
        assertThrows(PortalException.class, () -> run("publish:gitlab", refused));
    assertEquals(ErrorCode.CONFLICT, failure.code());
    FakeContext skipped = context("skipExisting", true).file("a", "a");
    run("publish:gitlab", skipped);
    assertEquals(false, skipped.outputs().get("created"));
    assertEquals(api.url("/acme/shop/-/blob/main"), skipped.outputs().get("repoContentsUrl"));
    assertEquals(List.of(), git.seen());
    assertEquals(List.of(), api.seen("POST"));
  }

  @Test
  void a_resumed_step_takes_the_project_that_it_has_created() throws Exception {
    for (boolean skip : List.of(false, true)) {
      projects.clear();
      String name = "p" + skip;
      FakeContext context =
          context("repoUrl", api.authority() + "?owner=acme&repo=" + name, "skipExisting", skip);
      context.file("a", "a").crashBeforeStoring("push.");
      assertThrows(FakeContext.Crash.class, () -> run("publish:gitlab", context));
      FakeContext next = run("publish:gitlab", context.resumed());
      assertEquals(true, next.outputs().get("created"));
      assertEquals(1, api.seen("POST").stream().filter(r -> name.equals(r.get("path"))).count());
      assertEquals(
          "1",
          GitServer.git(
              temp.resolve("git/acme/" + name + ".git"), "rev-list", "--count", "master"));
    }
  }

  @Test
  void nothing_is_pushed_without_a_source_and_nothing_signed_without_a_key() throws Exception {
    FakeContext context = run("publish:gitlab", context("sourcePath", false));
    assertFalse(context.outputs().containsKey("commitHash"));
    assertEquals(List.of(), git.seen());
    FakeContext signed = context("signCommit", true);
    assertEquals(
        ErrorCode.INPUT,
        assertThrows(PortalException.class, () -> run("publish:gitlab", signed)).code());
  }

  @Test
  void S10_only_configured_hosts_are_asked() throws Exception {
    try (StubApi evil = new StubApi()) {
      FakeContext context =
          context("repoUrl", evil.authority() + "?owner=acme&repo=shop").file("a", "a");
      assertThrows(PortalException.class, () -> run("publish:gitlab", context));
      FakeContext migrate =
          context(
              "destinationUrl",
              evil.authority() + "?owner=a&repo=b",
              "destinationAccessToken",
              "x",
              "sourceAccessToken",
              "y",
              "sourceFullPath",
              "a/b",
              "sourceUrl",
              "https://gitlab.com");
      assertThrows(PortalException.class, () -> run("gitlab:group:migrate", migrate));
      Map<String, Object> lie = new HashMap<>(Map.of("id", 1));
      lie.put("http_url_to_repo", evil.url("/acme/shop.git"));
      api.on("POST", API + "/projects", 201, lie);
      FakeContext lied = context().file("a", "a");
      PortalException failure =
          assertThrows(PortalException.class, () -> run("publish:gitlab", lied));
      assertTrue(failure.getMessage().contains("another host"));
      assertEquals(List.of(), evil.seen());
    }
  }

  @Test
  void T08_what_the_host_says_is_told_without_the_token() throws Exception {
    api.on(
        "POST",
        API + "/projects",
        400,
        Map.of("message", Map.of("path", List.of("has already been taken by " + TOKEN))));
    FakeContext context = context().file("a", "a");
    PortalException failure =
        assertThrows(PortalException.class, () -> run("publish:gitlab", context));
    assertEquals(
        "Creating the project acme/shop failed, the host answered 400: path has already been taken"
            + " by ***",
        failure.getMessage());
  }

  @Test
  void a_merge_request_has_what_differs_and_is_opened_once() throws Exception {
    create("shop");
    String same = "78981922613b2afb6025042ff6bd878ac1994e85";
    api.on(
        "GET",
        SHOP + "/repository/tree",
        200,
        List.of(
            Map.of("type", "blob", "path", "docs/same.txt", "id", same),
            Map.of("type", "blob", "path", "docs/other.txt", "id", same)));
    api.on("GET", SHOP + "/merge_requests", 200, List.of());
    api.on("POST", SHOP + "/merge_requests", 201, Map.of("iid", 3, "web_url", "https://x/mr/3"));
    api.on("GET", API + "/users", 200, List.of(Map.of("id", 9)));
    FakeContext context =
        context(
            "title",
            "T",
            "branchName",
            "feat/x",
            "targetPath",
            "docs",
            "assignee",
            "ada",
            "labels",
            List.of("a", "b"));
    context
        .file("docs/same.txt", "a\n")
        .file("docs/other.txt", "changed")
        .file("docs/new.txt", "n")
        .crashBeforeStoring("branch.acme/shop.feat/x.commit");
    assertThrows(FakeContext.Crash.class, () -> run("publish:gitlab:merge-request", context));
    FakeContext next = run("publish:gitlab:merge-request", context.resumed());
    StubApi.Request commit = api.only("POST", SHOP + "/repository/commits");
    assertEquals(
        List.of("create docs/new.txt", "update docs/other.txt"),
        ((List<?>) commit.get("actions"))
            .stream()
                .map(item -> (Map<?, ?>) item)
                .map(item -> item.get("action") + " " + item.get("file_path"))
                .toList());
    StubApi.Request opened = api.only("POST", SHOP + "/merge_requests");
    assertEquals("a,b", opened.get("labels"));
    assertEquals(9, opened.get("assignee_id"));
    assertEquals(
        Map.of(
            "targetBranchName",
            "main",
            "projectid",
            "acme/shop",
            "projectPath",
            "acme/shop",
            "mergeRequestUrl",
            "https://x/mr/3"),
        next.outputs());
  }

  @Test
  void those_who_may_approve_review_and_it_is_merged_when_they_have() throws Exception {
    create("shop");
    branches.put("x", "c0");
    api.on("GET", SHOP + "/merge_requests", 200, List.of(Map.of("iid", 3, "web_url", "u")));
    api.on("GET", SHOP + "/merge_requests/3", 200, Map.of("detailed_merge_status", "mergeable"));
    api.on(
        "GET",
        SHOP + "/merge_requests/3/approval_rules",
        200,
        List.of(Map.of("eligible_approvers", List.of(Map.of("id", 4)))));
    api.on("PUT", SHOP + "/merge_requests/3.*", 200, Map.of());
    run(
        "publish:gitlab:merge-request",
        context(
            "title",
            "T",
            "branchName",
            "x",
            "commitAction",
            "skip",
            "assignReviewersFromApprovalRules",
            true,
            "autoMerge",
            true));
    assertEquals(List.of(4), api.only("PUT", SHOP + "/merge_requests/3").get("reviewer_ids"));
    assertEquals(true, api.only("PUT", SHOP + "/merge_requests/3/merge").get("auto_merge"));
    assertEquals(List.of(), api.seen("POST"));
  }

  @Test
  void P09_a_target_path_stays_in_the_repository() throws Exception {
    for (String path : List.of("../x", ".git/hooks", ".GIT", ".g\u200Dit", "a\\b")) {
      FakeContext context =
          context("branchName", "x", "commitMessage", "m", "targetPath", path).file("a", "a");
      assertThrows(PortalException.class, () -> run("gitlab:repo:push", context), path);
    }
    assertEquals(List.of(), api.seen());
  }

  @Test
  void files_are_committed_to_a_branch_once() throws Exception {
    create("shop");
    FakeContext context = context("branchName", "dev", "commitMessage", "T").file("a.txt", "a");
    context.crashBeforeStoring("commit.acme/shop.dev");
    context.checkpoints().put("commit.acme/shop.dev.before", "c0");
    branches.put("dev", "c0");
    assertThrows(FakeContext.Crash.class, () -> run("gitlab:repo:push", context));
    FakeContext next = run("gitlab:repo:push", context.resumed());
    assertEquals("c1", next.outputs().get("commitHash"));
    api.only("POST", SHOP + "/repository/commits");
  }

  @Test
  void groups_that_are_missing_are_made() throws Exception {
    api.on("GET", API + "/groups/acme", 200, Map.of("id", 1));
    api.on("POST", API + "/groups", 201, Map.of("id", 2));
    assertEquals(
        42,
        run("gitlab:group:ensureExists", context("path", List.of("acme")).dry())
            .outputs()
            .get("groupId"));
    FakeContext context =
        run(
            "gitlab:group:ensureExists",
            context(
                "path",
                List.of("acme", Map.of("name", "Shops", "slug", "shops")),
                "description",
                "d"));
    assertEquals(
        Map.of("name", "Shops", "path", "shops", "parent_id", 1, "description", "d"),
        api.only("POST", API + "/groups").body());
    assertEquals(2L, context.outputs().get("groupId"));
  }

  @Test
  void members_are_added_changed_and_removed() throws Exception {
    api.on("POST", API + "/groups/acme%2Fx/members", 409, Map.of("message", "Member exists"));
    api.on("PUT", API + "/groups/acme%2Fx/members/7", 200, Map.of());
    api.on("POST", API + "/groups/acme%2Fx/share", 201, Map.of());
    FakeContext context =
        run(
            "gitlab:group:access",
            context(
                "path",
                "acme/x",
                "userIds",
                List.of(7),
                "groupIds",
                List.of(8),
                "accessLevel",
                "Maintainer"));
    assertEquals(40, api.only("PUT", API + "/groups/acme%2Fx/members/7").get("access_level"));
    assertEquals(
        Map.of("group_id", 8, "group_access", 40),
        api.only("POST", API + "/groups/acme%2Fx/share").body());
    assertEquals(40, context.outputs().get("accessLevel"));
    run(
        "gitlab:group:access",
        context("path", "acme/x", "userIds", List.of(7), "action", "remove"));
    api.only("DELETE", API + "/groups/acme%2Fx/members/7");
    FakeContext wrong = context("path", "x", "userIds", List.of(7), "accessLevel", "king");
    assertThrows(PortalException.class, () -> run("gitlab:group:access", wrong));
  }

  @Test
  void a_migration_is_started_with_the_given_tokens() throws Exception {
    api.on("POST", API + "/bulk_imports", 201, Map.of("id", 77));
    FakeContext context =
        run(
            "gitlab:group:migrate",
            context(
                "destinationUrl",
                api.authority() + "?owner=acme&repo=shop",
                "destinationAccessToken",
                "dest-token",
                "sourceAccessToken",
                "src-token",
                "sourceFullPath",
                "old/shop",
                "sourceUrl",
                "https://gitlab.com"));
    StubApi.Request request = api.only("POST", API + "/bulk_imports");
    assertEquals("Bearer dest-token", request.headers().get("authorization"));
    assertEquals(
        Map.of("url", "https://gitlab.com", "access_token", "src-token"),
        request.get("configuration"));
    assertEquals(77, context.outputs().get("migrationId"));
    assertFalse(context.checkpoints().toString().contains("token"));
  }

  @Test
  void issues_are_created_and_changed() throws Exception {
    Map<String, Object> issue =
        Map.of(
            "id",
            100,
            "iid",
            4,
            "web_url",
            "u",
            "project_id",
            12,
            "title",
            "t",
            "state",
            "closed",
            "updated_at",
            "now");
    api.on("POST", SHOP + "/issues", 201, issue);
    api.on("PUT", API + "/projects/12/issues/4", 200, issue);
    FakeContext created =
        run(
            "gitlab:issues:create",
            context("title", "t", "labels", "a", "dueDate", "2026-12-01T00:00:00Z"));
    assertEquals(
        Map.of("title", "t", "labels", "a", "due_date", "2026-12-01"),
        api.only("POST", SHOP + "/issues").body());
    assertEquals(Map.of("issueUrl", "u", "issueId", 100L, "issueIid", 4L), created.outputs());
    FakeContext changed =
        run(
            "gitlab:issue:edit",
            context("projectId", 12, "issueIid", 4, "stateEvent", "close", "addLabels", "b"));
    assertEquals(
        Map.of("state_event", "close", "add_labels", "b"),
        api.only("PUT", API + "/projects/12/issues/4").body());
    assertEquals("closed", changed.outputs().get("state"));
  }

  @Test
  void an_epic_of_another_group_is_left_out() throws Exception {
    api.on(
        "GET",
        API + "/projects/12",
        200,
        Map.of("path_with_namespace", "acme/a/shop", "namespace", Map.of("id", 2)));
    api.on("GET", API + "/groups/2", 200, Map.of("parent_id", 1));
    api.on("GET", API + "/groups/1", 200, Map.of("id", 1));
    api.on(
        "GET",
        API + "/groups/1/epics",
        200,
        List.of(Map.of("id", 5, "group_id", 2), Map.of("id", 6, "group_id", 3)));
    api.on("GET", API + "/groups/3", 200, Map.of("full_path", "acme/b"));
    api.on("GET", API + "/groups/2", 200, Map.of("full_path", "acme/a", "parent_id", 1));
    api.on("POST", API + "/projects/12/issues", 201, Map.of("id", 1, "iid", 1, "web_url", "u"));
    run("gitlab:issues:create", context("projectId", "12", "title", "in", "epicId", 5));
    run("gitlab:issues:create", context("projectId", "12", "title", "out", "epicId", 6));
    List<StubApi.Request> requests = api.seen("POST");
    assertEquals(5, requests.get(0).get("epic_id"));
    assertEquals(null, requests.get(1).get("epic_id"));
  }

  @Test
  void a_pipeline_is_started_and_its_token_deleted() throws Exception {
    api.on("POST", API + "/projects/12/triggers", 201, Map.of("id", 6, "token", "trig"));
    api.on("POST", API + "/projects/12/trigger/pipeline", 201, Map.of("id", 1, "web_url", "p"));
    api.on("DELETE", API + "/projects/12/triggers/6", 204, null);
    FakeContext context =
        run(
            "gitlab:pipeline:trigger",
            context(
                "projectId",
                12,
                "tokenDescription",
                "d",
                "branch",
                "main",
                "variables",
                Map.of("A", "1")));
    assertEquals(
        Map.of("token", "trig", "ref", "main", "variables", Map.of("A", "1")),
        api.only("POST", API + "/projects/12/trigger/pipeline").body());
    api.only("DELETE", API + "/projects/12/triggers/6");
    assertEquals("p", context.outputs().get("pipelineUrl"));
    assertFalse(context.checkpoints().toString().contains("trig,"));
  }

  @Test
  void tokens_are_made_and_kept_nowhere() throws Exception {
    api.on("GET", API + "/projects/12/access_tokens", 200, List.of(Map.of("id", 3, "name", "n")));
    api.on("POST", API + "/projects/12/access_tokens", 201, Map.of("token", "fresh"));
    api.on("GET", API + "/projects/12/deploy_tokens", 200, List.of());
    api.on(
        "POST", API + "/projects/12/deploy_tokens", 201, Map.of("token", "dep", "username", "u"));
    FakeContext context =
        run(
            "gitlab:projectAccessToken:create",
            context("projectId", 12, "name", "n", "expiresAt", "2027-01-01"));
    assertEquals("fresh", context.secretOutputs().get("access_token").reveal());
    assertEquals(Map.of(), context.outputs());
    assertFalse(context.checkpoints().toString().contains("fresh"));
    assertEquals(
        Map.of(
            "name",
            "n",
            "scopes",
            List.of("read_repository"),
            "expires_at",
            "2027-01-01",
            "access_level",
            40),
        api.only("POST", API + "/projects/12/access_tokens").body());
    api.on(
        "GET",
        API + "/projects/12/access_tokens",
        200,
        List.of(Map.of("id", 3, "name", "n"), Map.of("id", 4, "name", "n")));
    api.on("DELETE", API + "/projects/12/access_tokens/4", 204, null);
    run("gitlab:projectAccessToken:create", context.resumed());
    assertEquals(1, api.seen("DELETE").size(), "what the interrupted attempt made, and no other");
    FakeContext deploy =
        run(
            "gitlab:projectDeployToken:create",
            context("projectId", "12", "name", "d", "scopes", List.of("read_registry")));
    assertEquals("dep", deploy.secretOutputs().get("deploy_token").reveal());
    assertEquals(Map.of("user", "u"), deploy.outputs());
  }

  @Test
  void a_variable_is_created_in_its_scope() throws Exception {
    api.on("POST", API + "/projects/12/variables", 201, Map.of());
    run(
        "gitlab:projectVariable:create",
        context(
            "projectId",
            12,
            "key",
            "K",
            "value",
            "v",
            "variableType",
            "env_var",
            "environmentScope",
            "prod/*"));
    assertTrue(api.seen("GET").get(0).query().endsWith("=prod%2F*"), api.seen().toString());
    assertEquals(
        "prod/*", api.only("POST", API + "/projects/12/variables").get("environment_scope"));
    FakeContext wrong =
        context("projectId", 12, "key", "../x", "value", "v", "variableType", "env_var");
    assertThrows(PortalException.class, () -> run("gitlab:projectVariable:create", wrong));
  }

  @Test
  void a_user_is_told_with_what_the_host_tells() throws Exception {
    api.on(
        "GET",
        API + "/user",
        200,
        Map.of("id", 1, "username", "ada", "name", "Ada", "state", "active", "web_url", "u"));
    FakeContext context = run("gitlab:user:info", context("token", "mine-token"));
    assertEquals(
        Map.of("id", 1, "username", "ada", "name", "Ada", "state", "active", "webUrl", "u"),
        context.outputs());
    assertEquals("Bearer mine-token", api.seen().get(0).headers().get("authorization"));
  }
}
