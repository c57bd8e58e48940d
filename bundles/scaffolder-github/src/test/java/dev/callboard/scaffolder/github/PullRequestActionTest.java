package dev.callboard.scaffolder.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.StubApi;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullRequestActionTest {
  private static final String ID = "publish:github:pull-request";
  private static final String REPO = "/api/v3/repos/acme/shop";

  @TempDir Path temp;
  private GitHubFixture github;
  private final Map<String, String> refs = new ConcurrentHashMap<>(Map.of("main", "c0"));
  private final List<Map<String, Object>> pulls = new ArrayList<>();
  private String newTree = "t1";

  @BeforeEach
  void start() throws Exception {
    github = new GitHubFixture(temp);
    github.create("acme", "shop");
    github.api.on(
        "GET",
        REPO + "/git/ref/heads/(.+)",
        request -> {
          String sha = refs.get(request.parts().get(0));
          return sha == null
              ? Answer.of(404, Map.of("message", "Not Found"))
              : Answer.of(200, Map.of("object", Map.of("sha", sha)));
        });
    github.api.on("GET", REPO + "/git/commits/.*", 200, Map.of("tree", Map.of("sha", "t0")));
    github.api.on(
        "GET", REPO + "/git/trees/t0", 200, Map.of("tree", List.of(Map.of("path", "docs/old.md"))));
    github.api.on("POST", REPO + "/git/blobs", 201, Map.of("sha", "b1"));
    github.api.on("POST", REPO + "/git/trees", request -> Answer.of(201, Map.of("sha", newTree)));
    github.api.on("POST", REPO + "/git/commits", 201, Map.of("sha", "c1"));
    github.api.on(
        "POST",
        REPO + "/git/refs",
        request -> {
          String ref = String.valueOf(request.get("ref")).substring("refs/heads/".length());
          refs.put(ref, String.valueOf(request.get("sha")));
          return Answer.of(201, Map.of());
        });
    github.api.on(
        "PATCH",
        REPO + "/git/refs/heads/(.+)",
        request -> {
          refs.put(request.parts().get(0), String.valueOf(request.get("sha")));
          return Answer.of(200, Map.of());
        });
    github.api.on("GET", REPO + "/pulls", request -> Answer.of(200, pulls));
    github.api.on(
        "POST",
        REPO + "/pulls",
        request -> {
          Map<String, Object> pull = new HashMap<>();
          pull.put("number", 11);
          pull.put("html_url", "https://x/pull/11");
          pull.put("base", Map.of("ref", request.get("base")));
          pull.put("head", Map.of("sha", refs.get(String.valueOf(request.get("head")))));
          pulls.add(pull);
          return Answer.of(201, pull);
        });
    github.api.on("PATCH", REPO + "/pulls/11", request -> Answer.of(200, pulls.get(0)));
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private FakeContext context(Object... pairs) throws Exception {
    List<Object> all =
        new ArrayList<>(List.of("branchName", "feat/x", "title", "T", "description", "D"));
    all.addAll(List.of(pairs));
    return github.context(all.toArray()).file("docs/new.md", "new\n");
  }

  private Object items() {
    return github.api.only("POST", REPO + "/git/trees").get("tree");
  }

  @Test
  void files_become_a_commit_a_branch_and_a_pull_request() throws Exception {
    FakeContext context = context("commitMessage", "change", "draft", true);
    github.run(ID, context);
    assertEquals(
        List.of(Map.of("path", "docs/new.md", "mode", "100644", "type", "blob", "sha", "b1")),
        items());
    StubApi.Request commit = github.api.only("POST", REPO + "/git/commits");
    assertEquals(
        Map.of("message", "change", "tree", "t1", "parents", List.of("c0")), commit.body());
    assertEquals("c1", refs.get("feat/x"));
    assertEquals(
        Map.of("title", "T", "body", "D", "head", "feat/x", "base", "main", "draft", true),
        github.api.only("POST", REPO + "/pulls").body());
    assertEquals(
        Map.of(
            "targetBranchName", "main", "remoteUrl", "https://x/pull/11", "pullRequestNumber", 11),
        context.outputs());
  }

  @Test
  void files_are_put_below_a_path_and_others_deleted_when_they_are_there() throws Exception {
    github.run(
        ID,
        context(
            "sourcePath",
            "docs",
            "targetPath",
            "/docs/./",
            "filesToDelete",
            List.of("old.md", "never.md")));
    List<?> items = (List<?>) items();
    assertEquals(2, items.size());
    assertEquals("docs/new.md", ((Map<?, ?>) items.get(0)).get("path"));
    Map<?, ?> deleted = (Map<?, ?>) items.get(1);
    assertEquals("docs/old.md", deleted.get("path"));
    assertTrue(deleted.containsKey("sha"));
    assertEquals(null, deleted.get("sha"));
  }

  @Test
  void the_author_is_given_unless_github_is_to_be_it() throws Exception {
    github.configure("scaffolder", Map.of("defaultAuthor", Map.of("name", "Bot")));
    github.run(ID, context());
    assertEquals(
        Map.of("name", "Bot", "email", "scaffolder@backstage.io"),
        github.api.only("POST", REPO + "/git/commits").get("author"));
    refs.remove("feat/x");
    pulls.clear();
    github.run(ID, context("forceEmptyGitAuthor", true));
    assertEquals(null, github.api.seen("POST").get(5).get("author"));
  }

  @Test
  void a_branch_that_is_there_is_an_error_unless_it_is_to_be_updated() throws Exception {
    refs.put("feat/x", "c9");
    PortalException failure = assertThrows(PortalException.class, () -> github.run(ID, context()));
    assertEquals(ErrorCode.CONFLICT, failure.code());
    assertEquals("c9", refs.get("feat/x"));
    github.run(ID, context("update", true));
    assertEquals("c1", refs.get("feat/x"));
    assertEquals(List.of("c9"), github.api.only("POST", REPO + "/git/commits").get("parents"));
    StubApi.Request moved = github.api.only("PATCH", REPO + "/git/refs/heads/feat/x");
    assertEquals(false, moved.get("force"));
  }

  @Test
  void without_changes_nothing_is_opened_when_that_is_asked_for() throws Exception {
    newTree = "t0";
    FakeContext context = context("createWhenEmpty", false);
    github.run(ID, context);
    assertEquals(Map.of(), context.outputs());
    assertFalse(refs.containsKey("feat/x"));
    github.run(ID, context());
    assertEquals(1, pulls.size());
  }

  @Test
  void a_crash_at_any_place_opens_one_pull_request() throws Exception {
    for (String key : List.of("pull.acme/shop.feat/x.commit", "pull.acme/shop.feat/x")) {
      refs.remove("feat/x");
      pulls.clear();
      int before = github.api.seen("POST").size();
      FakeContext context = context();
      if (!key.endsWith(".commit")) {
        context
            .checkpoints()
            .put(key + ".commit", Map.of("sha", "c1", "changed", true, "parent", "c0"));
      }
      context.crashBeforeStoring(key);
      assertThrows(FakeContext.Crash.class, () -> github.run(ID, context));
      FakeContext next = context.resumed();
      github.run(ID, next);
      assertEquals(1, pulls.size(), key);
      assertEquals(11, next.outputs().get("pullRequestNumber"));
      assertTrue(github.api.seen("POST").size() > before);
    }
  }

  @Test
  void people_are_asked_and_who_cannot_be_is_told() throws Exception {
    github.api.on("POST", REPO + "/pulls/11/requested_reviewers", 422, Map.of("message", "no"));
    github.api.on("POST", REPO + "/issues/11/assignees", 201, Map.of());
    FakeContext context =
        context(
            "reviewers",
            List.of("ada"),
            "teamReviewers",
            List.of("ops", "ops"),
            "assignees",
            List.of("bob"));
    github.run(ID, context);
    assertEquals(
        Map.of("reviewers", List.of("ada"), "team_reviewers", List.of("ops")),
        github.api.only("POST", REPO + "/pulls/11/requested_reviewers").body());
    github.api.only("POST", REPO + "/issues/11/assignees");
    assertTrue(context.lines().toString().contains("error Asking for reviews failed"));
    assertEquals(11, context.outputs().get("pullRequestNumber"));
  }

  @Test
  void who_may_not_push_proposes_from_a_fork() throws Exception {
    github.repository("acme/shop").put("permissions", Map.of("push", false));
    String fork = "/api/v3/repos/bot/shop";
    github.api.on(
        "POST", REPO + "/forks", 202, Map.of("name", "shop", "owner", Map.of("login", "bot")));
    github.api.on(
        "GET",
        fork + "/git/ref/heads/(.+)",
        request ->
            request.parts().get(0).equals("main")
                ? Answer.of(200, Map.of("object", Map.of("sha", "c0")))
                : Answer.of(404, Map.of()));
    github.api.on("GET", fork + "/git/commits/.*", 200, Map.of("tree", Map.of("sha", "t0")));
    github.api.on("POST", fork + "/git/blobs", 201, Map.of("sha", "b1"));
    github.api.on("POST", fork + "/git/trees", 201, Map.of("sha", "t1"));
    github.api.on("POST", fork + "/git/commits", 201, Map.of("sha", "c1"));
    github.api.on("POST", fork + "/git/refs", 201, Map.of());
    refs.put("bot:feat/x", "c1");
    github.run(ID, context());
    assertEquals("bot:feat/x", github.api.only("POST", REPO + "/pulls").get("head"));
  }

  @Test
  void a_dry_run_changes_nothing() throws Exception {
    FakeContext context = context().dry();
    github.run(ID, context);
    assertEquals(List.of(), github.api.seen());
    assertEquals(43, context.outputs().get("pullRequestNumber"));
    assertEquals("feat/x", context.outputs().get("targetBranchName"));
  }

  @Test
  void P09_paths_do_not_lead_out_of_the_repository_or_into_git() throws Exception {
    for (String path :
        List.of("../x", "a/../../x", ".git/hooks", ".GIT", ".g\u200Dit/x", "..\\x", "x\u0000")) {
      assertEquals(
          ErrorCode.INPUT,
          assertThrows(
                  PortalException.class, () -> github.run(ID, context("targetPath", path)), path)
              .code());
      assertThrows(
          PortalException.class,
          () -> github.run(ID, context("filesToDelete", List.of(path))),
          path);
    }
    assertEquals(List.of(), github.api.seen());
  }
}
