package dev.callboard.scaffolder.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.testing.FakeContext;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own server program, and directories. */
class PublishGitActionTest {
  private static final String TOKEN = "canary-token-0815";

  @TempDir Path temp;
  private GitServer server;
  private DefaultGitPublisher publisher;
  private PublishGitAction action;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(temp.resolve("srv"));
    server = new GitServer(temp.resolve("srv"));
    use(
        Map.of(
            "integrations",
            Map.of(
                "git",
                List.of(
                    Map.of(
                        "host",
                        server.authority(),
                        "baseUrl",
                        server.url(""),
                        "username",
                        "bot",
                        "token",
                        TOKEN))),
            "scaffolder",
            Map.of("git", Map.of("directories", List.of(temp.resolve("srv").toString())))));
  }

  private void use(Map<String, Object> config) {
    LiveIntegrations live = new LiveIntegrations(temp.resolve("data"), new MapConfig(config));
    publisher = new DefaultGitPublisher(live.config(), live.access());
    action = new PublishGitAction(live.config(), publisher);
  }

  @AfterEach
  void stop() {
    publisher.stop();
    server.close();
  }

  private Path bare(String name) throws Exception {
    Path path = temp.resolve("srv").resolve(name);
    GitServer.git(temp, "init", "-q", "--bare", "-b", "main", path.toString());
    GitServer.git(path, "config", "http.receivepack", "true");
    return path;
  }

  private FakeContext context(Object... pairs) {
    Map<String, Object> input = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return FakeContext.of(temp.resolve("task"), input);
  }

  private Set<String> files(Path repository, String branch) throws Exception {
    String out = GitServer.git(repository, "ls-tree", "-r", "--name-only", branch);
    return new TreeSet<>(out.lines().toList());
  }

  @Test
  void files_are_pushed_over_http_with_the_configured_credentials() throws Exception {
    Path bare = bare("shop.git");
    FakeContext context =
        context(
            "remoteUrl",
            server.url("/shop.git"),
            "gitCommitMessage",
            "hello",
            "gitAuthorName",
            "Ada",
            "gitAuthorEmail",
            "ada@example.com");
    context.file("README.md", "# Shop\n").file("src/a/B.java", "class B {}\n");
    context.workspace().write("bin/run", "#!/bin/sh\n".getBytes("UTF-8"), true);
    action.run(context);
    assertEquals(Set.of("README.md", "bin/run", "src/a/B.java"), files(bare, "main"));
    assertTrue(GitServer.git(bare, "ls-tree", "main", "bin/run").startsWith("100755 "));
    assertEquals(
        "hello Ada ada@example.com Ada",
        GitServer.git(bare, "log", "-1", "--format=%s %an %ae %cn", "main"));
    assertEquals(
        Map.of(
            "remoteUrl",
            server.url("/shop.git"),
            "repoContentsUrl",
            server.url("/shop.git/blob/main"),
            "commitHash",
            GitServer.git(bare, "rev-parse", "main")),
        context.outputs());
    String basic = Base64.getEncoder().encodeToString(("bot:" + TOKEN).getBytes("UTF-8"));
    assertEquals(Set.of("Basic " + basic), Set.copyOf(server.authorizations()));
    assertEquals("", GitServer.git(bare, "fsck", "--strict"));
  }

  @Test
  void a_token_of_the_step_goes_before_the_configured_one() throws Exception {
    bare("shop.git");
    action.run(context("remoteUrl", server.url("/shop.git"), "token", "mine").file("a.txt", "a"));
    String basic = Base64.getEncoder().encodeToString("bot:mine".getBytes("UTF-8"));
    assertEquals(Set.of("Basic " + basic), Set.copyOf(server.authorizations()));
  }

  @Test
  void a_pack_that_is_larger_than_what_git_buffers_arrives_whole() throws Exception {
    Path bare = bare("shop.git");
    FakeContext context = context("remoteUrl", server.url("/shop.git"));
    byte[] noise = new byte[3 << 20];
    new Random(7).nextBytes(noise);
    context.workspace().write("noise.bin", noise, false);
    action.run(context);
    assertEquals("3145728", GitServer.git(bare, "cat-file", "-s", "main:noise.bin"));
  }

  @Test
  void a_source_path_is_the_root_of_the_repository() throws Exception {
    Path bare = bare("shop.git");
    action.run(
        context("remoteUrl", server.url("/shop.git"), "sourcePath", "./out", "defaultBranch", "dev")
            .file("out/a.txt", "a")
            .file("b.txt", "b"));
    assertEquals(Set.of("a.txt"), files(bare, "dev"));
  }

  @Test
  void ignored_files_are_left_out_as_git_leaves_them_out() throws Exception {
    Path bare = bare("shop.git");
    FakeContext context = context("remoteUrl", server.url("/shop.git"));
    context
        .file(".gitignore", "*.log\n/build/\n!keep.log\n")
        .file("a.log", "x")
        .file("keep.log", "x")
        .file("build/x.txt", "x")
        .file("sub/build/x.txt", "x")
        .file("sub/.gitignore", "!b.log\nbuild/\n")
        .file("sub/b.log", "x")
        .file("sub/deep/c.log", "x");
    action.run(context);
    Set<String> ours = files(bare, "main");
    Path work = temp.resolve("task/workspace");
    GitServer.git(work, "init", "-q");
    GitServer.git(work, "add", "-A");
    assertEquals(new TreeSet<>(GitServer.git(work, "ls-files").lines().toList()), ours);
    assertEquals(Set.of(".gitignore", "keep.log", "sub/.gitignore", "sub/b.log"), ours);
  }

  @Test
  void the_configuration_gives_author_and_message() throws Exception {
    use(
        Map.of(
            "scaffolder",
            Map.of(
                "defaultAuthor",
                Map.of("name", "Bot", "email", "bot@example.com"),
                "defaultCommitMessage",
                "made by a template",
                "git",
                Map.of("directories", List.of(temp.resolve("srv").toString())))));
    action.run(context("remoteUrl", temp.resolve("srv/x.git").toUri().toString()).file("a", "a"));
    assertEquals(
        "made by a template Bot bot@example.com",
        GitServer.git(temp.resolve("srv/x.git"), "log", "-1", "--format=%s %an %ae", "main"));
  }

  @Test
  void a_repository_in_a_directory_is_made_with_the_branch_as_its_head() throws Exception {
    String url = "file://" + temp.resolve("srv/new.git");
    action.run(context("remoteUrl", url, "defaultBranch", "trunk").file("a.txt", "a"));
    Path made = temp.resolve("srv/new.git");
    assertEquals(Set.of("a.txt"), files(made, "HEAD"));
    assertEquals("refs/heads/trunk", GitServer.git(made, "symbolic-ref", "HEAD"));
  }

  @Test
  void a_resumed_step_makes_the_same_commit() throws Exception {
    Path bare = bare("shop.git");
    FakeContext first = context("remoteUrl", server.url("/shop.git")).file("a.txt", "a");
    action.run(first);
    String commit = GitServer.git(bare, "rev-parse", "main");
    FakeContext second = first.resumed();
    action.run(second);
    assertEquals(commit, second.outputs().get("commitHash"));
    assertEquals("1", GitServer.git(bare, "rev-list", "--count", "main"));
  }

  @Test
  void a_branch_with_other_commits_is_not_overwritten() throws Exception {
    Path bare = bare("shop.git");
    action.run(context("remoteUrl", server.url("/shop.git")).file("a.txt", "a"));
    String commit = GitServer.git(bare, "rev-parse", "main");
    FakeContext other =
        FakeContext.of(temp.resolve("other"), Map.of("remoteUrl", server.url("/shop.git")));
    other.file("b.txt", "b");
    PortalException failure = assertThrows(PortalException.class, () -> action.run(other));
    assertEquals(ErrorCode.CONFLICT, failure.code());
    assertTrue(failure.getMessage().contains("has other commits already"), failure.getMessage());
    assertEquals(commit, GitServer.git(bare, "rev-parse", "main"));
  }

  @Test
  void a_commit_on_another_branch_keeps_its_files() throws Exception {
    Path bare = bare("shop.git");
    action.run(
        context("remoteUrl", server.url("/shop.git")).file("a.txt", "a").file("d/x.txt", "old"));
    FakeContext second = FakeContext.of(temp.resolve("second"), Map.of());
    second.file("d/x.txt", "new").file("c.txt", "c");
    GitPush push =
        GitPush.of(URI.create(server.url("/shop.git")), "change", second.workspace())
            .onto("main")
            .credentials("u", dev.callboard.scaffolder.api.Secret.of("p"));
    publisher.push(second, push);
    assertEquals(Set.of("a.txt", "c.txt", "d/x.txt"), files(bare, "change"));
    assertEquals("new", GitServer.git(bare, "show", "change:d/x.txt"));
    assertEquals(
        GitServer.git(bare, "rev-parse", "main"), GitServer.git(bare, "rev-parse", "change^"));
    PortalException failure =
        assertThrows(PortalException.class, () -> publisher.push(second, push.onto("gone")));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
  }

  @Test
  void P09_names_that_git_takes_for_its_own_are_refused_before_anything_is_made() throws Exception {
    for (String name : List.of(".git", ".GIT", ".gI\u200Dt", "git~1", "GIT~1")) {
      FakeContext context =
          FakeContext.of(
              temp.resolve("t" + name.hashCode()),
              Map.of("remoteUrl", "file://" + temp.resolve("srv/new.git")));
      Path bad = temp.resolve("t" + name.hashCode()).resolve("workspace/sub").resolve(name);
      Files.createDirectories(bad);
      Files.writeString(bad.resolve("config"), "x");
      PortalException failure =
          assertThrows(PortalException.class, () -> action.run(context), name);
      assertEquals(ErrorCode.INPUT, failure.code());
      assertTrue(failure.getMessage().contains("means something to git"), failure.getMessage());
      assertFalse(Files.exists(temp.resolve("srv/new.git")));
    }
  }

  @Test
  void P09_a_source_path_does_not_lead_out_of_the_workspace() throws Exception {
    for (String path : List.of("../x", "/x", "a/../../x", "..\\x", ".git/hooks", ".GIT")) {
      FakeContext context =
          context("remoteUrl", "file://" + temp.resolve("srv/new.git"), "sourcePath", path);
      assertThrows(PortalException.class, () -> action.run(context), path);
      assertFalse(Files.exists(temp.resolve("srv/new.git")));
    }
  }

  @Test
  void P08_a_symbolic_link_is_refused_before_anything_is_made() throws Exception {
    FakeContext context = context("remoteUrl", "file://" + temp.resolve("srv/new.git"));
    context.file("a.txt", "a");
    Files.createSymbolicLink(temp.resolve("task/workspace/link"), Path.of("/etc/passwd"));
    PortalException failure = assertThrows(PortalException.class, () -> action.run(context));
    assertTrue(failure.getMessage().contains("'link' is a symbolic link"), failure.getMessage());
    assertFalse(Files.exists(temp.resolve("srv/new.git")));
  }

  @Test
  void P09_a_directory_outside_of_the_configured_ones_is_refused() throws Exception {
    Files.createDirectories(temp.resolve("srv-evil"));
    Files.createDirectories(temp.resolve("other"));
    Files.createSymbolicLink(temp.resolve("srv/out"), temp.resolve("other"));
    String srv = "file://" + temp.resolve("srv");
    for (String url :
        List.of(
            srv + "-evil/x.git",
            srv + "/../other/x.git",
            srv + "/%2e%2e/other/x.git",
            srv + "/out/x.git",
            srv,
            srv + "/missing/x.git",
            "file://host/x.git",
            "file:x.git")) {
      FakeContext context = context("remoteUrl", url).file("a.txt", "a");
      assertThrows(PortalException.class, () -> action.run(context), url);
    }
    assertEquals(0, temp.resolve("other").toFile().list().length);
    assertEquals(0, temp.resolve("srv-evil").toFile().list().length);
  }

  @Test
  void S10_an_unknown_host_is_refused_and_gets_no_token() throws Exception {
    try (GitServer evil = new GitServer(temp.resolve("srv"))) {
      for (String url :
          List.of(
              evil.url("/shop.git"),
              "http://" + server.authority() + "@" + evil.authority() + "/shop.git",
              "https://" + server.authority() + "/shop.git",
              "ssh://" + evil.authority() + "/shop.git",
              "ext::sh -c touch%20x",
              "--upload-pack=x")) {
        FakeContext context = context("remoteUrl", url).file("a.txt", "a");
        PortalException failure = assertThrows(PortalException.class, () -> action.run(context));
        assertEquals(ErrorCode.INPUT, failure.code(), url);
      }
      assertEquals(List.of(), evil.seen());
      assertEquals(List.of(), server.seen());
    }
  }

  @Test
  void T08_a_failure_names_the_repository_and_no_credential() throws Exception {
    PortalException failure =
        assertThrows(
            PortalException.class,
            () -> action.run(context("remoteUrl", server.url("/gone.git")).file("a", "a")));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
    assertEquals("There is no repository '" + server.url("/gone.git") + "'", failure.getMessage());
    bare("closed.git");
    GitServer.git(temp.resolve("srv/closed.git"), "config", "http.receivepack", "false");
    PortalException refused =
        assertThrows(
            PortalException.class,
            () -> action.run(context("remoteUrl", server.url("/closed.git")).file("a", "a")));
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains(TOKEN));
    }
  }

  @Test
  void what_the_other_side_refuses_is_told_in_its_words() throws Exception {
    Path bare = bare("shop.git");
    Path hook = bare.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\nexit 1\n");
    assertTrue(hook.toFile().setExecutable(true));
    PortalException failure =
        assertThrows(
            PortalException.class,
            () -> action.run(context("remoteUrl", server.url("/shop.git")).file("a", "a")));
    assertEquals(ErrorCode.CONFLICT, failure.code());
    assertTrue(failure.getMessage().contains("pre-receive hook declined"), failure.getMessage());
  }

  @Test
  void nothing_to_publish_and_a_wrong_branch_are_errors() throws Exception {
    bare("shop.git");
    FakeContext empty = context("remoteUrl", server.url("/shop.git"));
    Files.createDirectories(temp.resolve("task/workspace"));
    assertEquals(
        "There are no files to publish",
        assertThrows(PortalException.class, () -> action.run(empty)).getMessage());
    FakeContext wrong =
        context("remoteUrl", server.url("/shop.git"), "defaultBranch", "--output=/x y")
            .file("a", "a");
    assertEquals(
        "'--output=/x y' is no name of a branch",
        assertThrows(PortalException.class, () -> action.run(wrong)).getMessage());
  }

  @Test
  void a_person_must_bring_a_token_where_the_configuration_wants_it() throws Exception {
    use(
        Map.of(
            "integrations",
            Map.of(
                "git",
                List.of(
                    Map.of("host", server.authority(), "baseUrl", server.url(""), "token", TOKEN))),
            "scaffolder",
            Map.of("requireScmUserCredentials", true)));
    PortalException failure =
        assertThrows(
            PortalException.class,
            () -> action.run(context("remoteUrl", server.url("/shop.git")).file("a", "a")));
    assertTrue(failure.getMessage().contains("requireScmUserCredentials"), failure.getMessage());
    assertEquals(List.of(), server.seen());
  }
}
