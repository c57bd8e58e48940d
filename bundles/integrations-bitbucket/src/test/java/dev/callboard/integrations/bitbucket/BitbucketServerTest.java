package dev.callboard.integrations.bitbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.integrations.testing.RepositoryHostContract;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.scaffolder.testing.StubApi.Request;
import dev.callboard.testing.MapConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of Bitbucket Server's published description, version 1.0. */
class BitbucketServerTest extends RepositoryHostContract {
  private static final String BASE = "/bitbucket";
  private static final String API = BASE + "/rest/api/1.0/projects/SHOP/repos/web";

  private String authorization = "Bearer " + SECRET;

  @Override
  protected SourceHostProvider provider() {
    return new BitbucketServerProvider();
  }

  private Map<String, Object> entry(String... pairs) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("host", api.authority());
    entry.put("apiBaseUrl", api.url(BASE + "/rest/api/1.0"));
    for (int i = 0; i < pairs.length; i += 2) {
      entry.put(pairs[i], pairs[i + 1]);
    }
    return entry;
  }

  @Override
  protected Map<String, Object> integrations() {
    return Map.of("bitbucketServer", List.of(entry("token", SECRET)));
  }

  @Override
  protected String authorization() {
    return authorization;
  }

  @Override
  protected String gitAddress() {
    return api.url(BASE + "/scm/SHOP/web.git");
  }

  private String page(String rest) {
    return api.url(BASE + "/projects/SHOP/repos/web" + rest);
  }

  @Override
  protected String repositoryUrl() {
    return page("");
  }

  @Override
  protected String url(String ref, String path) {
    String encoded = UrlPath.join(Arrays.asList(path.split("/"))).replace("%2A", "*");
    return page("/browse/" + encoded + "?at=" + UrlPath.encode(ref));
  }

  @Override
  protected Answer serve(Request request) {
    if (!request.path().startsWith(API + "/")) {
      return null;
    }
    String path = request.path().substring(API.length());
    Map<String, String> query = query(request);
    String ref = query.getOrDefault("at", query.getOrDefault("until", "HEAD"));
    if (path.startsWith("/raw/")) {
      return file(request, ref, decode(path.substring("/raw/".length())));
    }
    if (path.equals("/commits")) {
      return repository
          .commit(ref)
          .map(commit -> Answer.of(200, Map.of("values", List.of(Map.of("id", commit)))))
          .orElse(null);
    }
    if (path.startsWith("/files")) {
      String folder = decode(path.substring("/files".length())).replaceFirst("^/", "");
      String prefix = folder.isEmpty() ? "" : folder + "/";
      return page(
          repository.files(ref).keySet().stream()
              .filter(file -> file.startsWith(prefix))
              .map(file -> (Object) file.substring(prefix.length()))
              .toList(),
          Integer.parseInt(query.get("start")));
    }
    if (path.equals("/archive") && "zip".equals(query.get("format"))) {
      return Answer.of(200, repository.zip(ref, "", query.getOrDefault("path", "")));
    }
    if (path.equals("/tags")) {
      return page(
          List.of(
              Map.of(
                  "id",
                  "refs/tags/v1.0",
                  "displayId",
                  "v1.0",
                  "latestCommit",
                  repository.commit("v1.0").get())),
          0);
    }
    return null;
  }

  /** Two values at a time. */
  private static Answer page(List<Object> all, int start) {
    if (all.isEmpty()) {
      return null;
    }
    int end = Math.min(all.size(), start + 2);
    Map<String, Object> page = new HashMap<>();
    page.put("values", all.subList(start, end));
    page.put("isLastPage", end == all.size());
    page.put("nextPageStart", end == all.size() ? null : end);
    return Answer.of(200, page);
  }

  @ParameterizedTest
  @CsvSource({
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?at=dev, dev",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?at=refs%2Fheads%2Fdev, dev",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?at=refs/heads/dev, dev",
    "/projects/SHOP/repos/web/raw/services/a/catalog-info.yaml?at=dev, dev",
    "/projects/SHOP/repos/web/src/services/a/catalog-info.yaml?x=1&at=dev, dev",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?at=refs%2Ftags%2Fv1.0, v1.0",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml, main",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?at=, main",
    "/projects/SHOP/repos/web/browse/services/a/catalog-info.yaml?raw, main"
  })
  void eachFormOfAPageReadsTheFile(String url, String ref) {
    assertEquals("a of " + ref, text(api.url(BASE + url)));
    SourcePlace place = reader().place(api.url(BASE + url)).orElseThrow();
    assertEquals(ref.equals("main") ? "HEAD" : ref, place.ref());
    assertEquals("services/a/catalog-info.yaml", place.path());
    assertTrue(reader().sameRepository(api.url(BASE + url), repositoryUrl()));
    assertTrue(reader().sameRepository(api.url(BASE + url), api.url(BASE + "/scm/shop/web.git")));
  }

  @Test
  void aRepositoryOfAPersonIsAProjectWithATilde() {
    String page = api.url(BASE + "/users/jane/repos/web/browse/a.yaml");
    assertTrue(
        reader().sameRepository(page, api.url(BASE + "/projects/~jane/repos/web/browse/b.yaml")));
    assertFalse(
        reader().sameRepository(page, api.url(BASE + "/projects/jane/repos/web/browse/b.yaml")));
  }

  @Test
  void aBranchWithASlashNeedsNoSign() {
    repository.file("feat/x", "a.yaml", "of the branch");
    for (String at : List.of("feat/x", "feat%2Fx", "refs%2Fheads%2Ffeat%2Fx")) {
      assertEquals("of the branch", text(page("/browse/a.yaml?at=" + at)));
      assertEquals("feat/x", reader().place(page("/browse/a.yaml?at=" + at)).get().ref());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/projects/SHOP/repos/web/commits",
        "/projects/SHOP/repos/web/pull-requests/1",
        "/projects/SHOP",
        "/dashboard",
        "/other/SHOP/repos/web/browse/a"
      })
  void aPageOfNoFileIsNotRead(String path) {
    PortalException refusal =
        assertThrows(
            PortalException.class, () -> reader().read(api.url(BASE + path), ReadOptions.none()));
    assertTrue(refusal.getMessage().contains("browse/catalog-info.yaml"), refusal.getMessage());
    assertEquals(Optional.empty(), reader().place(api.url(BASE + path)));
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, /browse/d/a.yaml?at=dev, /browse/d/b.yaml?at=dev",
    "/b.yaml, /browse/d/a.yaml?at=dev, /browse/b.yaml?at=dev",
    "/b c.yaml, /raw/d/a.yaml, /raw/b%20c.yaml",
    "../b.yaml, /browse/d/a.yaml?at=refs%2Fheads%2Fx, /browse/b.yaml?at=refs%2Fheads%2Fx",
    "/b.yaml, '', /browse/b.yaml"
  })
  void referencesAreResolvedByTheCommonRulesAndTheReferenceIsKept(
      String reference, String base, String expected) {
    assertEquals(page(expected), reader().resolve(reference, page(base)));
    assertEquals(page(expected) + "#7", reader().resolve(reference, page(base), 7));
  }

  @Test
  void pagesAreEditedWithoutTheirQuery() {
    assertEquals(
        Optional.of(page("/browse/d/a.yaml")), reader().editUrl(page("/browse/d/a.yaml?at=dev")));
  }

  @Test
  void aUserHasAPassword() {
    authorization = HostSettings.basic("bot", SECRET);
    LiveIntegrations own =
        new LiveIntegrations(
            data,
            MapConfig.of(
                "integrations",
                Map.of("bitbucketServer", List.of(entry("username", "bot", "password", SECRET)))));
    own.add(provider());
    assertEquals(
        "root of main",
        text(own.reader().read(url("main", "catalog-info.yaml"), ReadOptions.none())));
  }

  @ParameterizedTest
  @CsvSource({
    "host, a b, integrations.bitbucketServer[0].host",
    "apiBaseUrl, ftp://x, integrations.bitbucketServer[0].apiBaseUrl",
    "username, bot, integrations.bitbucketServer[0].username",
    "password, canary, integrations.bitbucketServer[0].password",
    "token, canary token, integrations.bitbucketServer[0].token"
  })
  void aWrongEntryIsNamed(String key, String value, String named) {
    PortalException wrong =
        assertThrows(
            PortalException.class,
            () -> provider().hosts(List.of(new MapConfig(entry(key, value))), live.access()));
    assertTrue(wrong.getMessage().startsWith(named), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("canary"), wrong.getMessage());
  }
}
