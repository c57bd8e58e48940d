package dev.callboard.integrations.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every host of repositories does. Messages are asked for in the words of the reader. */
public abstract class RepositoryHostContract extends HostBench {
  private static final String ODD = "docs/\u00e9t\u00e9 & co/a b+c#1%.md";

  /** Returns the URL of a file, as the host shows it; {@code HEAD} may stand for no reference. */
  protected abstract String url(String ref, String path);

  /** Returns the URL of the repository without a reference. */
  protected abstract String repositoryUrl();

  /** Returns where git serves the repository. */
  protected abstract String gitAddress();

  @BeforeEach
  void fill() {
    for (String ref : List.of("main", "dev", "v1.0")) {
      repository
          .file(ref, "catalog-info.yaml", "root of " + ref)
          .file(ref, "services/a/catalog-info.yaml", "a of " + ref)
          .file(ref, "services/a/deep/catalog-info.yaml", "deep of " + ref)
          .file(ref, "services/README.md", "no entity")
          .file(ref, ODD, "odd of " + ref);
    }
  }

  private PortalException refused(String url) {
    return assertThrows(
        PortalException.class, () -> reader().read(url, ReadOptions.none()), "read " + url);
  }

  @Test
  void aFileIsReadAtItsReferenceAndNotSentAgain() {
    for (String ref : List.of("main", "dev", "v1.0")) {
      UrlContent content =
          reader().read(url(ref, "services/a/catalog-info.yaml"), ReadOptions.none());
      assertEquals("a of " + ref, text(content));
      ReadOptions known = ReadOptions.none().withEtag(content.etag().orElseThrow());
      assertTrue(
          reader().read(url(ref, "services/a/catalog-info.yaml"), known).bytes().isEmpty(), ref);
    }
    ReadOptions other = ReadOptions.none().withEtag("\"other\"");
    assertEquals("root of main", text(reader().read(url("main", "catalog-info.yaml"), other)));
  }

  @Test
  void aFileTakesOneRequestAndOneMoreForTheCommitThatChangedItLast() {
    UrlContent plain = reader().read(url("dev", "catalog-info.yaml"), ReadOptions.none());
    assertEquals(1, api.seen().size());
    assertTrue(plain.commit().isEmpty());
    UrlContent asked =
        reader().read(url("dev", "catalog-info.yaml"), ReadOptions.none().withLastCommit());
    assertEquals(3, api.seen().size());
    assertEquals(repository.commit("dev"), asked.commit());
  }

  @Test
  void theHistoryIsReadWithGitAtTheHostAndWithItsCredentials() {
    GitRemote remote = git(url("dev", "services/a/catalog-info.yaml"));
    assertEquals(gitAddress(), remote.remote().toString());
    assertEquals("dev", remote.ref().replaceFirst("^refs/heads/", ""));
    assertEquals(gitAuthorization(), remote.authorization().orElseThrow());
    assertFalse(remote.toString().contains(SECRET));
    assertEquals("HEAD", git(repositoryUrl()).ref());
  }

  @Test
  void namesWithBlanksAndSignsAndLettersOfAllKindsAreRead() {
    assertEquals("odd of dev", text(url("dev", ODD)));
    assertEquals(ODD, reader().place(url("dev", ODD)).orElseThrow().path());
  }

  @Test
  void whatIsMissingIsNotFound() {
    assertEquals(ErrorCode.NOT_FOUND, refused(url("main", "missing.yaml")).code());
    assertEquals(ErrorCode.NOT_FOUND, refused(url("missing", "catalog-info.yaml")).code());
    assertEquals(ErrorCode.INPUT, refused(repositoryUrl()).code());
  }

  @Test
  void S13_refusedCredentialsAreToldAndNotShown() {
    failure = Answer.of(401, Map.of("message", "no " + SECRET));
    PortalException refusal = refused(url("main", "catalog-info.yaml"));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refusal.code());
    assertTrue(refusal.getMessage().contains("401"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains(SECRET), refusal.getMessage());
  }

  @Test
  void F23_aHostThatWantsFewerRequestsGetsNone() {
    failure = new Answer(429, Map.of("message", "slow down"), Map.of("Retry-After", "600"));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refused(url("main", "catalog-info.yaml")).code());
    int asked = api.seen().size();
    failure = null;
    PortalException refusal = refused(url("main", "catalog-info.yaml"));
    assertTrue(refusal.getMessage().contains("no more requests"), refusal.getMessage());
    assertEquals(asked, api.seen().size());
  }

  @Test
  void aTreeIsReadAtItsCommitAndNotSentAgain() throws Exception {
    String commit = repository.commit("dev").orElseThrow();
    try (SourceTree tree = reader().readTree(url("dev", "services"), ReadOptions.none())) {
      assertEquals(
          List.of("README.md", "a/catalog-info.yaml", "a/deep/catalog-info.yaml"), tree.files());
      assertEquals(
          "a of dev",
          Files.readString(tree.directory().orElseThrow().resolve("a/catalog-info.yaml")));
      assertEquals(commit, tree.commit().orElseThrow());
      assertEquals(commit, tree.etag().orElseThrow());
    }
    ReadOptions known = ReadOptions.none().withEtag(commit);
    assertTrue(reader().readTree(url("dev", "services"), known).directory().isEmpty());
  }

  @Test
  void aRepositoryIsReadAtItsDefaultBranch() {
    try (SourceTree tree = reader().readTree(repositoryUrl(), ReadOptions.none())) {
      assertEquals(repository.files("main").keySet().stream().toList(), tree.files());
      assertEquals(repository.commit("main"), tree.commit());
    }
  }

  @Test
  void P13_anArchiveThatLeadsElsewhereIsRefusedAsAWhole() {
    repository.file("evil", "ok.txt", "fine").file("evil", "a/../../../x", "bad");
    assertEquals(
        ErrorCode.INPUT,
        assertThrows(
                PortalException.class, () -> reader().readTree(url("evil", ""), ReadOptions.none()))
            .code());
  }

  @Test
  void wildcardsFindTheFilesOfAReference() {
    assertEquals(
        List.of(
            url("dev", "catalog-info.yaml"),
            url("dev", "services/a/catalog-info.yaml"),
            url("dev", "services/a/deep/catalog-info.yaml")),
        reader().search(url("dev", "**/catalog-info.yaml")));
    assertEquals(
        List.of(url("main", "services/a/catalog-info.yaml")),
        reader().search(url("main", "services/*/catalog-info.yaml")));
    assertEquals(
        List.of(url("main", "services/README.md")),
        reader().search(url("main", "services/READ*.md")));
    assertEquals(List.of(), reader().search(url("main", "none/*.yaml")));
    assertEquals(
        List.of(url("main", "any.yaml")), reader().search(url("main", "any.yaml")), "no look");
  }

  @Test
  void theTagsAreListedAndWhatIsAtThemIsRead() {
    assertEquals(
        Map.of("v1.0", repository.commit("v1.0").orElseThrow()), reader().tags(url("main", "a")));
    String at = reader().at(url("main", "services/a/catalog-info.yaml"), "v1.0").orElseThrow();
    assertEquals("a of v1.0", text(at));
    assertEquals("v1.0", reader().place(at).orElseThrow().ref());
    String commit = repository.commit("dev").orElseThrow();
    String pinned = reader().at(url("main", "catalog-info.yaml"), commit).orElseThrow();
    UrlContent content = reader().read(pinned, ReadOptions.none());
    assertEquals("root of dev", text(content));
    assertEquals(commit, content.commit().orElseThrow());
  }

  @Test
  void placesAreTheSameForAllUrlsOfARepository() {
    SourcePlace place = reader().place(url("dev", "services/a")).orElseThrow();
    assertEquals("dev", place.ref());
    assertEquals("services/a", place.path());
    SourcePlace root = reader().place(repositoryUrl()).orElseThrow();
    assertEquals(new SourcePlace(place.repository(), "HEAD", ""), root);
    assertTrue(reader().sameRepository(url("dev", "a"), repositoryUrl()));
    String slashes = url("feat/x", "svc/a.yaml");
    assertEquals(
        "svc/a.yaml", reader().place(slashes).orElseThrow().pathAt("feat/x", false).orElseThrow());
  }

  @Test
  void S01_urlsOfOtherHostsAreNoneOfThisOne() {
    String own = url("main", "catalog-info.yaml");
    String authority = api.authority();
    String port = authority.substring(authority.indexOf(':'));
    for (String other :
        List.of(
            own.replace(authority, "user@" + authority),
            own.replace(authority, "user:pass@" + authority),
            own.replace(authority, authority + "@127.0.0.2"),
            own.replace(authority, "127.0.0.1:1"),
            own.replace(authority, "127.0.0.1." + port),
            own.replace(authority, "127.0.0.1"),
            own.replace(authority, "2130706433" + port),
            own.replace("http://", "https://").replace(authority, "127.0.0.1:1"),
            own.replace("http://", "ftp://"))) {
      PortalException refusal = refused(other);
      assertEquals(ErrorCode.NOT_ALLOWED, refusal.code(), other + ": " + refusal.getMessage());
    }
    assertEquals(0, api.seen().size());
  }

  @Test
  void P09_aPathThatMeansSomethingElseToOthersIsRefused() {
    String own = url("main", "services/x/catalog-info.yaml");
    for (String odd : List.of("%2e%2e", "..%5c", "%5c", "%00", "a%0d%0ab")) {
      String url = own.replaceFirst("services(/|%2F)x", "services$1" + odd);
      assertFalse(own.equals(url));
      assertEquals(ErrorCode.INPUT, refused(url).code(), url);
    }
    assertEquals(0, api.seen().size());
  }

  @Test
  void aProviderMayGoAndComeWhileTheServerRuns() {
    LiveIntegrations own = new LiveIntegrations(data, config());
    SourceHostProvider provider = provider();
    String url = url("main", "catalog-info.yaml");
    assertFalse(own.reader().isSourceHost(url));
    own.add(provider);
    assertEquals("root of main", text(own.reader().read(url, ReadOptions.none())));
    own.remove(provider);
    assertFalse(own.reader().isSourceHost(url));
    assertThrows(PortalException.class, () -> own.reader().read(url, ReadOptions.none()));
    own.add(provider);
    assertEquals("root of main", text(own.reader().read(url, ReadOptions.none())));
  }

  private MapConfig config() {
    return new MapConfig(Map.of("integrations", integrations()));
  }
}
