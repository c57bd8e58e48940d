package dev.callboard.integrations.gitea;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of Gitea's published description of its REST API, v1. */
class GiteaTest extends RepositoryHostContract {
  private static final String BASE = "/git/forge";
  private static final String API = BASE + "/api/v1/repos/Acme/shop";

  @Override
  protected SourceHostProvider provider() {
    return new GiteaProvider();
  }

  @Override
  protected Map<String, Object> integrations() {
    return Map.of("gitea", List.of(entry("username", "bot", "password", SECRET)));
  }

  private Map<String, Object> entry(String... pairs) {
    Map<String, Object> entry = new java.util.HashMap<>();
    entry.put("host", api.authority());
    entry.put("baseUrl", api.url(BASE) + "/");
    for (int i = 0; i < pairs.length; i += 2) {
      entry.put(pairs[i], pairs[i + 1]);
    }
    return entry;
  }

  private String authorization = HostSettings.basic("bot", SECRET);

  @Override
  protected String authorization() {
    return authorization;
  }

  private String page(String rest) {
    return api.url(BASE + "/Acme/shop" + rest);
  }

  @Override
  protected String repositoryUrl() {
    return page("");
  }

  @Override
  protected String url(String ref, String path) {
    // Gitea writes slashes of branches as they are.
    String encoded = UrlPath.join(Arrays.asList(path.split("/"))).replace("%2A", "*");
    return page("/src/branch/" + ref + (path.isEmpty() ? "" : "/" + encoded));
  }

  @Override
  protected Answer serve(Request request) {
    if (!request.path().startsWith(API + "/")) {
      return null;
    }
    String path = request.path().substring(API.length());
    Map<String, String> query = query(request);
    String ref = query.getOrDefault("ref", query.getOrDefault("sha", "HEAD"));
    if (path.startsWith("/raw/")) {
      return file(request, ref, decode(path.substring("/raw/".length())));
    }
    if (path.equals("/commits")) {
      return repository
          .commit(ref)
          .map(commit -> Answer.of(200, List.of(Map.of("sha", commit))))
          .orElse(null);
    }
    if (path.startsWith("/git/trees/")) {
      return tree(path.substring("/git/trees/".length()), Integer.parseInt(query.get("page")));
    }
    if (path.startsWith("/archive/")) {
      String commit = path.substring("/archive/".length()).replace(".zip", "");
      return Answer.of(200, repository.zip(commit, "shop/", ""));
    }
    if (path.equals("/tags")) {
      boolean first = query.get("page").equals("1");
      Map<String, Object> tag =
          Map.of("name", "v1.0", "commit", Map.of("sha", repository.commit("v1.0").get()));
      return Answer.of(200, first ? List.of(tag) : List.of());
    }
    return null;
  }

  /** Two entries at a time. */
  private Answer tree(String commit, int page) {
    List<Map<String, Object>> all =
        repository.files(commit).keySet().stream()
            .map(path -> Map.<String, Object>of("path", path, "type", "blob"))
            .collect(Collectors.toList());
    all.add(0, Map.of("path", "services/x/catalog-info.yaml", "type", "tree"));
    int from = Math.min(all.size(), 2 * page - 2);
    int to = Math.min(all.size(), 2 * page);
    return Answer.of(
        200, Map.of("tree", all.subList(from, to), "truncated", to < all.size(), "page", page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/src/branch/dev/",
        "/raw/branch/dev/",
        "/media/branch/dev/",
        "/blame/branch/dev/",
        "/src/tag/dev/",
        "/src/commit/dev/",
        "/src/dev/",
        "/raw/dev/",
        "/_edit/dev/",
        ".git/src/branch/dev/"
      })
  void eachFormOfAPageReadsTheFile(String form) {
    String url = page(form + "services/a/catalog-info.yaml");
    assertEquals("a of dev", text(url));
    SourcePlace place = reader().place(url).orElseThrow();
    assertEquals("dev", place.ref());
    assertEquals("services/a/catalog-info.yaml", place.path());
    assertTrue(reader().sameRepository(url, page("").toLowerCase(java.util.Locale.ROOT)));
  }

  @Test
  void aBranchWithASlashIsReadWhenItIsEncoded() {
    repository.file("feat/x", "a.yaml", "of the branch");
    assertEquals("of the branch", text(page("/src/branch/feat%2Fx/a.yaml")));
    assertEquals("feat/x", reader().place(page("/src/branch/feat%2Fx/a.yaml")).get().ref());
  }

  @Override
  protected String gitAddress() {
    return api.url(BASE + "/Acme/shop.git");
  }

  @Test
  void aTokenIsAPasswordForGit() {
    MapConfig config = new MapConfig(Map.of("gitea", List.of(entry("token", SECRET))));
    assertEquals(
        HostSettings.basic("token", SECRET),
        provider()
            .hosts(config.sections("gitea"), live.access())
            .get(0)
            .git(java.net.URI.create(page("")))
            .orElseThrow()
            .authorization()
            .orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/issues/1", "/src", "/wiki/Home", "/commits/branch/main", "/_edit"})
  void aPageOfNoFileIsNotRead(String rest) {
    PortalException refusal =
        assertThrows(
            PortalException.class, () -> reader().read(page(rest), ReadOptions.none()), rest);
    assertTrue(refusal.getMessage().contains("src/branch/main"), refusal.getMessage());
    assertEquals(Optional.empty(), reader().place(page(rest)));
    assertEquals(Optional.empty(), reader().place(api.url("/Acme/shop/src/branch/main/a")));
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, /src/branch/main/d/a.yaml, /src/branch/main/d/b.yaml",
    "../b.yaml, /src/branch/main/d/a.yaml, /src/branch/main/b.yaml",
    "/b.yaml, /src/branch/main/d/a.yaml, /src/branch/main/b.yaml",
    "/b c.yaml, /src/tag/v1/d/a.yaml, /src/tag/v1/b%20c.yaml",
    "/b.yaml, /raw/main/d/a.yaml, /raw/main/b.yaml",
    "b.yaml, /src/branch/feat%2Fx/a.yaml, /src/branch/feat%2Fx/b.yaml"
  })
  void referencesAreResolvedByTheCommonRules(String reference, String base, String expected) {
    assertEquals(page(expected), reader().resolve(reference, page(base)));
    assertEquals(page(expected) + "#L7", reader().resolve(reference, page(base), 7));
    assertEquals("https://other.test/x", reader().resolve("https://other.test/x", page(base)));
  }

  @Test
  void pagesAreEditedAndLookedAt() {
    assertEquals(
        Optional.of(page("/_edit/main/d/a%20b.yaml")),
        reader().editUrl(page("/src/branch/main/d/a%20b.yaml")));
    assertEquals(page("/src/branch/main/a"), reader().viewUrl(page("/src/branch/main/a")));
  }

  @Test
  void aTokenNeedsNoUser() {
    authorization = "token " + SECRET;
    for (String key : List.of("token", "password")) {
      LiveIntegrations own =
          new LiveIntegrations(
              data, MapConfig.of("integrations", Map.of("gitea", List.of(entry(key, SECRET)))));
      own.add(provider());
      assertEquals(
          "root of main",
          text(own.reader().read(url("main", "catalog-info.yaml"), ReadOptions.none())));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "host, a b, integrations.gitea[0].host",
    "baseUrl, ftp://x, integrations.gitea[0].baseUrl",
    "username, bot, integrations.gitea[0].username",
    "token, canary token, integrations.gitea[0].token"
  })
  void aWrongEntryIsNamed(String key, String value, String named) {
    PortalException wrong =
        assertThrows(
            PortalException.class,
            () -> provider().hosts(List.of(new MapConfig(entry(key, value))), live.access()));
    assertTrue(wrong.getMessage().startsWith(named), wrong.getMessage());
    assertTrue(!wrong.getMessage().contains("canary"), wrong.getMessage());
  }
}
