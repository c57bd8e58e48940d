package dev.callboard.integrations.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.integrations.api.SourceCommit;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.GitServer;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own server program. */
class GitHostTest {
  @TempDir Path temp;
  private final GitProvider provider = new GitProvider();
  private FakeAccess access;
  private GitServer server;
  private SourceHost host;
  private Path work;

  @BeforeEach
  void start() throws Exception {
    server = new GitServer(temp);
    access = new FakeAccess(Files.createDirectories(temp.resolve("trees")));
    work = GitServer.work(temp);
    GitServer.git(work, "init", "-q", "-b", "main");
    commit("a/catalog-info.yaml", "kind: A\n");
    commit("b/c d/catalog-info.yaml", "kind: B\n");
    Files.createSymbolicLink(work.resolve("link.yaml"), Path.of("/etc/passwd"));
    commit("catalog-info.yaml", "kind: C\n");
    Files.createDirectories(temp.resolve("team"));
    GitServer.git(temp, "clone", "-q", "--bare", "work", "team/repo.git");
    host =
        provider
            .hosts(
                List.of(
                    new MapConfig(
                        Map.of(
                            "host",
                            server.authority(),
                            "baseUrl",
                            server.url(""),
                            "username",
                            "bot",
                            "token",
                            "canary-token"))),
                access)
            .get(0);
  }

  @AfterEach
  void stop() throws Exception {
    provider.stop();
    server.close();
    try (Stream<Path> left = Files.list(temp.resolve("trees"))) {
      assertEquals(0, left.count(), "no checkout outlives the provider");
    }
  }

  private String commit(String file, String content) throws Exception {
    Path path = work.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "-m", "x");
    return GitServer.git(work, "rev-parse", "HEAD");
  }

  private void push() throws Exception {
    GitServer.git(work, "push", "-q", "--force", "--all", "../team/repo.git");
  }

  private URI url(String rest) {
    return URI.create(server.url("/team/repo.git" + rest));
  }

  private UrlContent read(String rest) {
    return host.read(url(rest), ReadOptions.none());
  }

  private static String text(UrlContent content) {
    return new String(content.bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void aFileIsReadWithItsCommitAndNotAgainWhenItIsTheSame() throws Exception {
    UrlContent content = read("/blob/main/a/catalog-info.yaml");
    assertEquals("kind: A\n", text(content));
    assertEquals(Optional.of(GitServer.git(work, "rev-parse", "HEAD")), content.commit());
    ReadOptions known = ReadOptions.none().withEtag(content.etag().orElseThrow());
    assertTrue(host.read(url("/raw/main/a/catalog-info.yaml"), known).bytes().isEmpty());
    assertEquals("kind: B\n", text(read("/tree/main/b/c%20d/catalog-info.yaml")));
    assertTrue(
        server.authorizations().stream().allMatch("Basic Ym90OmNhbmFyeS10b2tlbg=="::equals),
        server.authorizations() + "");
    long fetches = server.seen().stream().filter(line -> line.contains("POST")).count();
    assertTrue(fetches <= 3, "several files of a commit are fetched once: " + server.seen());
  }

  @Test
  void whatWasPushedBeforeSomebodyAskedIsSeen() throws Exception {
    String url = server.url("/team/repo.git/blob/main/catalog-info.yaml");
    String pattern = server.url("/team/repo.git/blob/main/n*.yaml");
    assertEquals("kind: C\n", text(host.read(URI.create(url), ReadOptions.none())));
    commit("catalog-info.yaml", "kind: D\n");
    commit("new.yaml", "kind: E\n");
    push();
    ReadOptions now = ReadOptions.none().withAsOf(Instant.now());
    assertEquals("kind: D\n", text(host.read(URI.create(url), now)));
    assertEquals(1, host.search(URI.create(pattern), now).size());
  }

  @Test
  void branchesTagsCommitsAndTheDefaultBranchAreFound() throws Exception {
    String old = GitServer.git(work, "rev-parse", "HEAD");
    GitServer.git(work, "tag", "-a", "v1", "-m", "v1");
    GitServer.git(work, "checkout", "-q", "-b", "feature/x");
    commit("catalog-info.yaml", "kind: D\n");
    push();
    GitServer.git(work, "push", "-q", "--tags", "../team/repo.git");
    assertEquals("kind: D\n", text(read("/blob/feature%2Fx/catalog-info.yaml")));
    assertEquals("kind: C\n", text(read("/blob/v1/catalog-info.yaml")));
    assertEquals("kind: C\n", text(read("/blob/HEAD/catalog-info.yaml")));
    assertEquals("kind: C\n", text(read("/blob/" + old + "/catalog-info.yaml")));
  }

  @Test
  void whatIsMissingIsNotFound() {
    for (String rest : List.of("/blob/main/nope", "/blob/nope/a", "/blob/main/a")) {
      assertEquals(
          ErrorCode.NOT_FOUND, assertThrows(PortalException.class, () -> read(rest)).code(), rest);
    }
  }

  @Test
  void P17_aSymbolicLinkIsNoFile() {
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(PortalException.class, () -> read("/blob/main/link.yaml")).code());
  }

  @Test
  void P17_whatARepositoryNamesIsNeverRunOrFetched() throws Exception {
    Path canary = temp.resolve("canary");
    Files.writeString(
        work.resolve(".gitmodules"),
        """
        [submodule "x"]
        	path = sub
        	url = ext::sh -c touch%% %s
        	update = !touch %s
        """
            .formatted(canary, canary));
    String head = GitServer.git(work, "rev-parse", "HEAD");
    GitServer.git(work, "update-index", "--add", "--cacheinfo", "160000," + head + ",sub");
    Files.writeString(work.resolve(".gitattributes"), "* filter=evil diff=evil\n");
    Path hook = temp.resolve("team/repo.git/hooks/post-checkout");
    Files.writeString(hook, "#!/bin/sh\ntouch " + canary + "\n");
    hook.toFile().setExecutable(true);
    Files.writeString(
        work.resolve("lfs.yaml"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 9\n");
    GitServer.git(work, "add", ".gitmodules", ".gitattributes", "lfs.yaml");
    GitServer.git(work, "commit", "-q", "-m", "evil");
    push();
    assertTrue(text(read("/blob/main/lfs.yaml")).startsWith("version https://git-lfs"));
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(PortalException.class, () -> read("/blob/main/sub/a.yaml")).code());
    try (SourceTree tree = host.readTree(url(""), ReadOptions.none())) {
      assertFalse(
          tree.files().stream().anyMatch(file -> file.startsWith("sub")), tree.files() + "");
    }
    assertFalse(Files.exists(canary));
    assertFalse(server.seen().stream().anyMatch(line -> line.contains("lfs")), server.seen() + "");
  }

  @Test
  void P17_referencesThatLookLikeOptionsAreReferences() {
    Path canary = temp.resolve("canary");
    for (String ref :
        List.of(
            "--output=" + canary, "--upload-pack=touch " + canary, "-x", "refs/heads/main@{1}")) {
      String encoded =
          ref.replace("/", "%2F").replace(" ", "%20").replace("{", "%7B").replace("}", "%7D");
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(PortalException.class, () -> read("/blob/" + encoded + "/a")).code(),
          ref);
    }
    assertFalse(Files.exists(canary));
  }

  @Test
  void P17_objectsOfOtherRepositoriesAreNotReachedThroughAlternates() throws Exception {
    Path other = Files.createDirectories(temp.resolve("other"));
    GitServer.git(other, "init", "-q");
    Files.writeString(other.resolve("secret.yaml"), "kind: Secret\n");
    GitServer.git(other, "add", "-A");
    GitServer.git(other, "commit", "-q", "-m", "x");
    String secret = GitServer.git(other, "rev-parse", "HEAD");
    Files.writeString(
        Files.createDirectories(work.resolve("objects/info")).resolve("alternates"),
        other.resolve(".git/objects") + "\n");
    commit("catalog-info.yaml", "kind: D\n");
    push();
    assertThrows(PortalException.class, () -> read("/blob/" + secret + "/secret.yaml"));
  }

  @Test
  void wildcardsAreSearchedInTheCommit() {
    assertEquals(
        List.of(
            url("/blob/main/a/catalog-info.yaml") + "",
            url("/blob/main/b/c%20d/catalog-info.yaml") + "",
            url("/blob/main/catalog-info.yaml") + ""),
        host.search(url("/blob/main/**/catalog-info.yaml")));
    assertEquals(
        List.of(url("/blob/main/a/catalog-info.yaml") + ""),
        host.search(url("/blob/main/a/*.yaml")));
  }

  @Test
  void aTreeHoldsFilesAndNoLinks() throws Exception {
    try (SourceTree tree = host.readTree(url(""), ReadOptions.none())) {
      assertEquals(
          List.of("a/catalog-info.yaml", "b/c d/catalog-info.yaml", "catalog-info.yaml"),
          tree.files());
      ReadOptions known = ReadOptions.none().withEtag(tree.etag().orElseThrow());
      assertTrue(host.readTree(url(""), known).directory().isEmpty());
    }
    try (SourceTree tree = host.readTree(url("/tree/main/b"), ReadOptions.none())) {
      assertEquals(List.of("c d/catalog-info.yaml"), tree.files());
    }
  }

  @Test
  void F24_aForcePushAndADeletedBranchAreFollowed() throws Exception {
    String before = read("/blob/main/catalog-info.yaml").commit().orElseThrow();
    Files.writeString(work.resolve("catalog-info.yaml"), "kind: E\n");
    GitServer.git(work, "add", "-A");
    GitServer.git(work, "commit", "-q", "--amend", "-m", "other");
    push();
    UrlContent after = new FreshReader().read("/blob/main/catalog-info.yaml");
    assertEquals("kind: E\n", text(after));
    assertFalse(after.commit().orElseThrow().equals(before));
    GitServer.git(temp.resolve("team/repo.git"), "update-ref", "-d", "refs/heads/main");
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(
                PortalException.class, () -> new FreshReader().read("/blob/main/catalog-info.yaml"))
            .code());
  }

  /** Knows nothing of what the host knew a moment ago. */
  private final class FreshReader {
    UrlContent read(String rest) {
      SourceHost fresh =
          provider
              .hosts(
                  List.of(
                      new MapConfig(Map.of("host", server.authority(), "baseUrl", server.url("")))),
                  access)
              .get(0);
      return fresh.read(url(rest), ReadOptions.none());
    }
  }

  @Test
  void F24_aDamagedPackLeavesNothingBehind() throws Exception {
    access.damage = true;
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        assertThrows(PortalException.class, () -> read("/blob/main/catalog-info.yaml")).code());
    try (Stream<Path> left = Files.list(temp.resolve("trees"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void rootsAndRepositoriesAreTold() {
    URI file = url("/blob/feature%2Fx/d/a.yaml");
    assertEquals(Optional.of("/team/repo.git/blob/feature%2Fx/"), host.root(file));
    assertEquals(Optional.of("/team/repo.git"), host.repository(file));
    assertEquals(Optional.empty(), host.repository(URI.create(server.url("/plain/a.yaml"))));
    assertTrue(host.owns(file));
    assertFalse(host.owns(URI.create("https://elsewhere.example/team/repo.git")));
  }

  @Test
  void configurationErrorsNameTheKey() {
    assertTrue(
        assertThrows(
                PortalException.class,
                () -> provider.hosts(List.of(new MapConfig(Map.of())), access))
            .getMessage()
            .startsWith("integrations.git[0].host is missing"));
    assertTrue(
        assertThrows(
                PortalException.class,
                () ->
                    provider.hosts(
                        List.of(new MapConfig(Map.of("host", "g.example", "username", "u"))),
                        access))
            .getMessage()
            .startsWith("integrations.git[0].username needs"));
  }

  private SourceTree tree(String rest, int commits) {
    return host.readTree(url(rest), ReadOptions.none().withHistory(commits));
  }

  @Test
  void aTreeTellsWhoChangedItsFilesLast() throws Exception {
    String first = commit("a/docs/one.md", "1");
    String second = commit("a/docs/two.md", "2");
    GitServer.git(work, "checkout", "-q", "-b", "side", "HEAD~1");
    String side = commit("a/docs/side.md", "3");
    GitServer.git(work, "checkout", "-q", "main");
    GitServer.git(work, "merge", "-q", "--no-ff", "-m", "merge", "side");
    commit("elsewhere.md", "4");
    push();
    try (SourceTree tree = tree("/tree/main/a", 100)) {
      assertEquals(first, tree.changes().get("docs/one.md").commit());
      assertEquals(second, tree.changes().get("docs/two.md").commit());
      assertEquals(side, tree.changes().get("docs/side.md").commit());
      assertEquals("t", tree.changes().get("docs/one.md").by());
      assertEquals(
          Set.of("catalog-info.yaml", "docs/one.md", "docs/two.md", "docs/side.md"),
          tree.changes().keySet());
    }
    try (SourceTree tree = tree("/tree/main", 100)) {
      assertTrue(tree.changes().containsKey("a/docs/one.md"));
    }
    try (SourceTree tree = tree("/tree/main", 0)) {
      assertEquals(Map.of(), tree.changes());
    }
  }

  @Test
  void noMoreCommitsAreLookedAtThanAllowed() throws Exception {
    String one = commit("one.md", "1");
    String two = commit("two.md", "2");
    String three = commit("three.md", "3");
    for (String filter : List.of("false", "true")) {
      GitServer.git(temp.resolve("team/repo.git"), "config", "uploadpack.allowFilter", filter);
      push();
      for (int commits = 1; commits <= 3; commits++) {
        try (SourceTree tree = tree("/tree/main", commits)) {
          // the oldest commit that is fetched has no parent to compare with
          Map<String, SourceChange> changes = tree.changes();
          assertEquals(commits > 1, changes.containsKey("three.md"), filter + commits);
          assertEquals(commits > 2, changes.containsKey("two.md"), filter + commits);
          assertFalse(changes.containsKey("one.md"), filter + commits);
        }
      }
    }
    assertEquals(3, Set.of(one, two, three).size());
  }

  @Test
  void tagsAreListedAndATreeIsReadAtOne() throws Exception {
    String old = GitServer.git(work, "rev-parse", "HEAD");
    GitServer.git(work, "tag", "v1.0");
    commit("a/catalog-info.yaml", "kind: New\n");
    GitServer.git(work, "tag", "-a", "-m", "x", "release/2");
    push();
    GitServer.git(work, "push", "-q", "--tags", "../team/repo.git");
    assertEquals(
        Map.of("v1.0", old, "release/2", GitServer.git(work, "rev-parse", "HEAD")),
        host.tags(url("/tree/main/a")));
    URI at = host.at(url("/tree/main/a"), "release/2").orElseThrow();
    assertEquals(url("/tree/release%2F2/a"), at);
    try (SourceTree tree = host.readTree(at, ReadOptions.none())) {
      assertEquals(List.of("catalog-info.yaml"), tree.files());
    }
    assertEquals(
        "kind: A\n",
        text(
            host.read(
                URI.create(
                    host.at(url("/tree/main/a"), "v1.0").orElseThrow() + "/catalog-info.yaml"),
                ReadOptions.none())));
  }

  @Test
  void afterAPushFewCommitsAreEnough() throws Exception {
    String one = commit("one.md", "1");
    for (int i = 0; i < 20; i++) {
      commit("many.md", "many " + i);
    }
    commit("gone.md", "x");
    push();
    tree("/tree/main", 100).close();
    // of the first commits nothing is known any more but what was kept
    Files.delete(work.resolve("gone.md"));
    String two = commit("two.md", "2");
    GitServer.git(work, "checkout", "-q", "-b", "side", "HEAD~1");
    String side = commit("side.md", "3");
    GitServer.git(work, "checkout", "-q", "main");
    GitServer.git(work, "merge", "-q", "--no-ff", "-m", "merge", "side");
    push();
    int before = server.seen().size();
    try (SourceTree tree =
        host.readTree(
            url("/tree/main"), ReadOptions.none().withHistory(100).withAsOf(Instant.now()))) {
      Map<String, SourceChange> changes = tree.changes();
      assertEquals(one, changes.get("one.md").commit());
      assertEquals(two, changes.get("two.md").commit());
      assertEquals(side, changes.get("side.md").commit());
      assertFalse(changes.containsKey("gone.md"));
      assertTrue(server.seen().size() > before);
    }
    // rewritten beyond what is fetched first: all is looked at anew
    GitServer.git(work, "reset", "-q", "--hard", one);
    for (int i = 0; i < 20; i++) {
      commit("other.md", "other " + i);
    }
    push();
    try (SourceTree tree =
        host.readTree(
            url("/tree/main"), ReadOptions.none().withHistory(100).withAsOf(Instant.now()))) {
      assertEquals(one, tree.changes().get("one.md").commit());
      assertFalse(tree.changes().containsKey("two.md"));
    }
  }

  @Test
  void theHistoryIsToldFromTheNewestCommitWithMovesAndItsEnd() throws Exception {
    GitServer.git(work, "mv", "a/catalog-info.yaml", "a/moved.yaml");
    String moved = commit("catalog-info.yaml", "kind: D\n");
    push();
    Told all = new Told();
    assertTrue(host.commits(url("/blob/main/catalog-info.yaml"), 10, all));
    assertEquals(moved, all.newest);
    assertEquals(
        List.of("a/moved.yaml", "b/c d/catalog-info.yaml", "catalog-info.yaml", "link.yaml"),
        all.files);
    assertEquals(
        List.of(
            "MOVED a/moved.yaml < a/catalog-info.yaml, CHANGED catalog-info.yaml",
            "ADDED catalog-info.yaml, ADDED link.yaml",
            "ADDED b/c d/catalog-info.yaml",
            "ADDED a/catalog-info.yaml"),
        all.commits);
    assertEquals(false, all.cut);
    Told some = new Told();
    assertTrue(host.commits(url(""), 2, some));
    assertEquals(true, some.cut);
    assertTrue(some.commits.size() <= 2, some.commits.toString());
    Told known = new Told();
    known.wanted = false;
    assertTrue(host.commits(url(""), 10, known));
    assertEquals(List.of(), known.files);
  }

  @Test
  void theHistoryOfAnotherHostIsReadWithItsCredentials() throws Exception {
    Told told = new Told();
    GitRemote remote =
        GitRemote.of(server.url("/team/repo"), "main", "oauth2", Optional.of("canary-token"));
    new RemoteGitHistories(access).commits(remote, 10, told, "https://git.example/team/repo");
    assertEquals(3, told.commits.size());
    String basic = "Basic b2F1dGgyOmNhbmFyeS10b2tlbg==";
    assertEquals(Optional.of(basic), remote.authorization());
    assertEquals(List.of(basic), server.authorizations().stream().distinct().toList());
    assertTrue(!remote.toString().contains("b2F1"), remote.toString());
  }

  /** Takes a history as texts. */
  private static final class Told implements CommitVisitor {
    private final List<String> commits = new ArrayList<>();
    private List<String> files = List.of();
    private String newest = "";
    private boolean wanted = true;
    private boolean cut;

    @Override
    public boolean start(String commit) {
      newest = commit;
      return wanted;
    }

    @Override
    public void files(List<String> paths) {
      files = paths;
    }

    @Override
    public boolean commit(SourceCommit commit) {
      assertEquals("t t@example.com", commit.name() + " " + commit.email());
      commits.add(
          commit.files().stream()
              .map(
                  each ->
                      each.how()
                          + " "
                          + each.path()
                          + (each.from().isEmpty() ? "" : " < " + each.from()))
              .sorted(Comparator.comparing(text -> text.substring(text.indexOf(' '))))
              .collect(Collectors.joining(", ")));
      return true;
    }

    @Override
    public void cut() {
      cut = true;
    }
  }
}
