package dev.callboard.scaffolder.bitbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.GitServer;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pull requests, restrictions of branches and pipelines. */
class BitbucketActionsTest extends BitbucketTest {
  private static final String CLOUD_REQUEST = "publish:bitbucketCloud:pull-request";
  private static final String SERVER_REQUEST = "publish:bitbucketServer:pull-request";
  private static final String RESTRICT = "bitbucketCloud:branchRestriction:create";

  private final List<Object> requests = new ArrayList<>();
  private Path bare;

  /** A repository with one commit on main, as the host answers for it. */
  @BeforeEach
  void repository() throws Exception {
    bare = temp.resolve("git/acme/shop.git");
    create(200);
    Path work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    java.nio.file.Files.writeString(work.resolve("old.txt"), "old");
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", "x");
    GitServer.git(work, "push", "-q", bare.toString(), "main");
    Map<String, Object> repository =
        new java.util.HashMap<>(Map.of("mainbranch", Map.of("name", "main")));
    repository.put("links", ((Map<?, ?>) made.body()).get("links"));
    made = Answer.of(200, repository);
    api.on("GET", CLOUD + "/refs/branches", request -> page(cloudBranches(request)));
    api.on("GET", CLOUD + "/pullrequests", request -> page(requests));
    api.on("POST", CLOUD + "/pullrequests", request -> open(request));
    api.on("GET", SERVER + "/shop/default-branch", 200, Map.of("displayId", "main"));
    api.on("GET", SERVER + "/shop/branches", request -> page(serverBranches()));
    api.on("GET", SERVER + "/shop/pull-requests", request -> page(requests));
    api.on("POST", SERVER + "/shop/pull-requests", request -> open(request));
  }

  private static Answer page(List<?> values) {
    return Answer.of(200, Map.of("values", values));
  }

  private List<?> cloudBranches(StubApi.Request request) {
    String query = URLDecoder.decode(request.query(), StandardCharsets.UTF_8);
    return branches().stream()
        .filter(name -> query.equals("q=name = \"" + name + "\""))
        .map(name -> Map.of("name", name))
        .toList();
  }

  private List<?> serverBranches() {
    return branches().stream().map(name -> Map.of("displayId", name)).toList();
  }

  private List<String> branches() {
    try {
      return GitServer.git(bare, "for-each-ref", "--format=%(refname:lstrip=2)").lines().toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer open(StubApi.Request request) {
    Map<String, Object> made =
        new java.util.HashMap<>(
            ((Map<?, ?>) request.body())
                .entrySet().stream()
                    .collect(
                        java.util.stream.Collectors.toMap(
                            e -> (String) e.getKey(), Map.Entry::getValue)));
    Object link = Map.of("href", api.url("/pr/1"));
    boolean cloud = request.path().startsWith("/2.0");
    made.put("links", cloud ? Map.of("html", link) : Map.of("self", List.of(link)));
    requests.add(made);
    return Answer.of(201, made);
  }

  private FakeContext change(FakeContext context) throws Exception {
    return context.file("new.txt", "new");
  }

  @Test
  void a_pull_request_in_the_cloud_proposes_the_files_of_the_workspace() throws Exception {
    FakeContext context =
        change(cloud("title", "Add it", "sourceBranch", "feature/x", "description", "Because"));
    run(CLOUD_REQUEST, context);
    assertEquals("new", GitServer.git(bare, "show", "feature/x:new.txt"));
    assertEquals("old", GitServer.git(bare, "show", "feature/x:old.txt"));
    assertEquals("Because", GitServer.git(bare, "log", "-1", "--format=%s", "feature/x"));
    assertEquals(
        GitServer.git(bare, "rev-parse", "main"), GitServer.git(bare, "rev-parse", "feature/x^"));
    assertEquals(
        Map.of(
            "title",
            "Add it",
            "description",
            "Because",
            "source",
            Map.of("branch", Map.of("name", "feature/x")),
            "destination",
            Map.of("branch", Map.of("name", "main"))),
        api.only("POST", CLOUD + "/pullrequests").body());
    assertEquals(api.url("/pr/1"), context.outputs().get("pullRequestUrl"));
  }

  @Test
  void a_pull_request_on_a_server_names_its_reviewers() throws Exception {
    FakeContext context =
        change(server("title", "Add it", "sourceBranch", "x", "reviewers", List.of("ada")));
    run(SERVER_REQUEST, context);
    assertEquals("new", GitServer.git(bare, "show", "x:new.txt"));
    Map<String, Object> repository = Map.of("slug", "shop", "project", Map.of("key", "SHOP"));
    assertEquals(
        Map.of(
            "title", "Add it",
            "fromRef", Map.of("id", "refs/heads/x", "repository", repository),
            "toRef", Map.of("id", "refs/heads/main", "repository", repository),
            "reviewers", List.of(Map.of("user", Map.of("name", "ada")))),
        api.only("POST", SERVER + "/shop/pull-requests").body());
    assertEquals(api.url("/pr/1"), context.outputs().get("pullRequestUrl"));
  }

  @Test
  void a_branch_that_is_there_is_proposed_as_it_is() throws Exception {
    GitServer.git(bare, "branch", "x", "main");
    run(CLOUD_REQUEST, change(cloud("title", "t", "sourceBranch", "x")));
    run(SERVER_REQUEST, change(server("title", "t", "sourceBranch", "x", "targetBranch", "other")));
    assertEquals(GitServer.git(bare, "rev-parse", "main"), GitServer.git(bare, "rev-parse", "x"));
    assertEquals(2, requests.size());
  }

  @Test
  void a_resumed_step_opens_one_pull_request_with_one_commit() throws Exception {
    for (String id : List.of(CLOUD_REQUEST, SERVER_REQUEST)) {
      requests.clear();
      String branch = id.contains("Cloud") ? "c" : "s";
      for (String crash : List.of("branch.", "pull-request.")) {
        FakeContext context =
            change(
                    id.equals(CLOUD_REQUEST)
                        ? cloud("title", "t", "sourceBranch", branch)
                        : server("title", "t", "sourceBranch", branch))
                .crashBeforeStoring(crash);
        if (crash.equals("branch.")) {
          assertThrows(FakeContext.Crash.class, () -> run(id, context));
          Path work = temp.resolve("work");
          GitServer.git(work, "commit", "-q", "--allow-empty", "-m", branch);
          GitServer.git(work, "push", "-q", bare.toString(), "main");
          run(id, context.resumed());
          assertEquals(1, requests.size());
          requests.clear();
          GitServer.git(bare, "branch", "-D", branch);
          continue;
        }
        assertThrows(FakeContext.Crash.class, () -> run(id, context));
        run(id, context.resumed());
      }
      assertEquals(1, requests.size());
      assertEquals("1", GitServer.git(bare, "rev-list", "--count", "main.." + branch));
      FakeContext other =
          change(
              id.equals(CLOUD_REQUEST)
                  ? cloud("title", "t", "sourceBranch", branch)
                  : server("title", "t", "sourceBranch", branch));
      PortalException failure = assertThrows(PortalException.class, () -> run(id, other));
      assertEquals(ErrorCode.CONFLICT, failure.code());
    }
  }

  @Test
  void a_restriction_is_created_once() throws Exception {
    List<Object> restrictions = new ArrayList<>();
    api.on("GET", CLOUD + "/branch-restrictions", request -> page(restrictions));
    api.on(
        "POST",
        CLOUD + "/branch-restrictions",
        request -> {
          restrictions.add(request.body());
          return Answer.of(201, request.body());
        });
    Object[] input = {
      "kind",
      "require_approvals_to_merge",
      "branchMatchKind",
      "glob",
      "pattern",
      "main",
      "value",
      2,
      "users",
      List.of(Map.of("uuid", "{a-b}")),
      "groups",
      List.of(Map.of("slug", "devs"))
    };
    FakeContext context = cloud(input).crashBeforeStoring("restriction.");
    assertThrows(FakeContext.Crash.class, () -> run(RESTRICT, context));
    FakeContext resumed = context.resumed();
    run(RESTRICT, resumed);
    assertEquals(
        List.of(
            Map.of(
                "type", "branchrestriction",
                "kind", "require_approvals_to_merge",
                "branch_match_kind", "glob",
                "pattern", "main",
                "value", 2,
                "users", List.of(Map.of("uuid", "{a-b}", "type", "user")),
                "groups", List.of(Map.of("slug", "devs", "type", "group")))),
        restrictions);
    assertTrue(resumed.outputs().get("json").toString().contains("\"pattern\":\"main\""));
    run(RESTRICT, cloud("kind", "push"));
    Map<?, ?> push = (Map<?, ?>) restrictions.get(1);
    assertEquals("development", push.get("branch_type"));
    assertTrue(push.containsKey("value") && push.get("value") == null);
    FakeContext other = cloud(input);
    assertEquals(
        ErrorCode.CONFLICT, assertThrows(PortalException.class, () -> run(RESTRICT, other)).code());
    FakeContext without = cloud("kind", "push", "branchMatchKind", "glob");
    assertTrue(
        assertThrows(PortalException.class, () -> run(RESTRICT, without))
            .getMessage()
            .contains("'pattern'"));
  }

  @Test
  void a_pipeline_is_started_with_what_the_step_says() throws Exception {
    api.on(
        "POST",
        CLOUD + "/pipelines",
        201,
        Map.of(
            "build_number",
            33,
            "repository",
            Map.of("links", Map.of("html", Map.of("href", api.url("/acme/shop"))))));
    Map<String, Object> body = Map.of("target", Map.of("ref_name", "main"));
    FakeContext context =
        FakeContext.of(
            temp.resolve("run"), Map.of("workspace", "acme", "repo_slug", "shop", "body", body));
    run("bitbucket:pipelines:run", context);
    assertEquals(body, api.only("POST", CLOUD + "/pipelines").body());
    assertEquals(
        Map.of(
            "buildNumber", BigDecimal.valueOf(33),
            "repoUrl", api.url("/acme/shop"),
            "pipelinesUrl", api.url("/acme/shop/pipelines")),
        context.outputs());
    run("bitbucket:pipelines:run", context.resumed());
    assertEquals(1, api.seen("POST").size());
  }

  @Test
  void S10_a_name_does_not_become_another_path_of_the_api() throws Exception {
    FakeContext context =
        FakeContext.of(
            temp.resolve("run"), Map.of("workspace", "../../teams", "repo_slug", "a/b?c"));
    assertThrows(PortalException.class, () -> run("bitbucket:pipelines:run", context));
    assertTrue(
        api.seen().stream()
            .allMatch(
                r -> r.path().equals("/2.0/repositories/..%2F..%2Fteams/a%2Fb%3Fc/pipelines")),
        api.seen().toString());
  }
}
