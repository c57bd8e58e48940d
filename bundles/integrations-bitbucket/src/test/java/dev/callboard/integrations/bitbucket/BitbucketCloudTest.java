package dev.callboard.integrations.bitbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.integrations.testing.RepositoryHostContract;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.scaffolder.testing.StubApi.Request;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of Bitbucket Cloud's published description, version 2.0. */
class BitbucketCloudTest extends RepositoryHostContract {
  private static final String API = "/2.0/repositories/Acme/shop";

  private String authorization = HostSettings.basic("bot@acme.test", SECRET);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Override
  protected SourceHostProvider provider() {
    return new BitbucketCloudProvider(
        new CloudAddresses(api.authority(), URI.create(api.url("")), URI.create(api.url("/2.0"))),
        clock);
  }

  @Override
  protected Map<String, Object> integrations() {
    return Map.of("bitbucketCloud", List.of(Map.of("username", "bot@acme.test", "token", SECRET)));
  }

  @Override
  protected String authorization() {
    return authorization;
  }

  @Override
  protected String gitAddress() {
    return page(".git");
  }

  @Override
  protected String gitAuthorization() {
    return HostSettings.basic("x-bitbucket-api-token-auth", SECRET);
  }

  private String page(String rest) {
    return api.url("/Acme/shop" + rest);
  }

  @Override
  protected String repositoryUrl() {
    return page("");
  }

  @Override
  protected String url(String ref, String path) {
    String encoded = UrlPath.join(Arrays.asList(path.split("/"))).replace("%2A", "*");
    return page("/src/" + UrlPath.encode(ref) + (path.isEmpty() ? "" : "/" + encoded));
  }

  @Override
  protected Answer serve(Request request) {
    Map<String, String> query = query(request);
    if (request.path().startsWith("/Acme/shop/get/")) {
      String commit = request.path().substring("/Acme/shop/get/".length()).replace(".zip", "");
      return Answer.of(200, repository.zip(commit, "Acme-shop-0123/", ""));
    }
    if (!request.path().startsWith(API)) {
      return null;
    }
    String path = request.path().substring(API.length());
    if (path.isEmpty()) {
      return Answer.of(200, Map.of("mainbranch", Map.of("name", "main")));
    }
    if (path.equals("/commits")) {
      return repository
          .commit(query.get("include"))
          .map(commit -> Answer.of(200, Map.of("values", List.of(Map.of("hash", commit)))))
          .orElse(null);
    }
    if (path.equals("/refs/tags")) {
      Object tag =
          Map.of("name", "v1.0", "target", Map.of("hash", repository.commit("v1.0").get()));
      return page(List.of(tag), request);
    }
    if (path.startsWith("/src/")) {
      String[] parts = path.substring("/src/".length()).split("/", 2);
      assertFalse(parts[0].contains("%2F"), "the API takes no slash in a reference");
      return query.containsKey("max_depth")
          ? list(parts[0], decode(parts[1]), request)
          : file(request, decode(parts[0]), decode(parts[1]));
    }
    return null;
  }

  private Answer list(String commit, String folder, Request request) {
    List<Object> all = new ArrayList<>();
    for (String path : repository.files(commit).keySet()) {
      if (path.startsWith(folder)) {
        all.add(Map.of("type", "commit_file", "path", path));
      }
    }
    if (all.isEmpty()) {
      return null;
    }
    all.add(Map.of("type", "commit_directory", "path", "x/catalog-info.yaml"));
    return page(all, request);
  }

  /** Two values at a time. */
  private Answer page(List<Object> all, Request request) {
    int start = Integer.parseInt(query(request).getOrDefault("page", "0"));
    int end = Math.min(all.size(), start + 2);
    Map<String, Object> page = new HashMap<>();
    page.put("values", all.subList(start, end));
    if (end < all.size()) {
      page.put("next", api.url(request.path()) + "?max_depth=100&page=" + end);
    }
    return Answer.of(200, page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/src/dev/services/a/catalog-info.yaml",
        "/raw/dev/services/a/catalog-info.yaml",
        "/annotate/dev/services/a/catalog-info.yaml",
        "/src/dev/services/a/catalog-info.yaml?at=dev",
        "/src/dev/services/a/catalog-info.yaml?at=dev&mode=edit&spa=0",
        ".git/src/dev/services/a/catalog-info.yaml"
      })
  void eachFormOfAPageReadsTheFile(String rest) {
    assertEquals("a of dev", text(page(rest)));
    SourcePlace place = reader().place(page(rest)).orElseThrow();
    assertEquals("dev", place.ref());
    assertEquals("services/a/catalog-info.yaml", place.path());
    assertTrue(reader().sameRepository(page(rest), api.url("/acme/SHOP")));
  }

  @Test
  void aBranchWithASlashIsReadAtItsCommit() {
    repository.file("feat/x", "a.yaml", "of the branch");
    assertEquals("of the branch", text(page("/src/feat%2Fx/a.yaml")));
    assertEquals("feat/x", reader().place(page("/src/feat%2Fx/a.yaml")).get().ref());
  }

  @Test
  void theDefaultBranchIsAsked() {
    assertEquals("root of main", text(page("/src/HEAD/catalog-info.yaml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pull-requests/1", "/src", "/commits/main", "/downloads/a.zip"})
  void aPageOfNoFileIsNotRead(String rest) {
    PortalException refusal =
        assertThrows(
            PortalException.class, () -> reader().read(page(rest), ReadOptions.none()), rest);
    assertTrue(refusal.getMessage().contains("src/main/catalog-info.yaml"), refusal.getMessage());
    assertEquals(Optional.empty(), reader().place(page(rest)));
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, /src/main/d/a.yaml, /src/main/d/b.yaml, ''",
    "/b.yaml, /src/main/d/a.yaml, /src/main/b.yaml, ''",
    "/b c.yaml, /src/feat%2Fx/d/a.yaml, /src/feat%2Fx/b%20c.yaml, ''",
    "../b.yaml, /raw/main/d/a.yaml, /raw/main/b.yaml, ?at=main"
  })
  void referencesAreResolvedByTheCommonRules(
      String reference, String base, String expected, String query) {
    assertEquals(page(expected + query), reader().resolve(reference, page(base + query)));
    assertEquals(
        page(expected + query) + "#lines-7", reader().resolve(reference, page(base + query), 7));
  }

  @Test
  void pagesAreEditedAtTheirReference() {
    assertEquals(
        Optional.of(page("/src/main/d/a.yaml?mode=edit&at=main")),
        reader().editUrl(page("/src/main/d/a.yaml")));
    assertEquals(
        Optional.of(page("/src/feat%2Fx/a.yaml?mode=edit&at=feat%2Fx")),
        reader().editUrl(page("/src/feat%2Fx/a.yaml?at=feat%2Fx")));
  }

  @Test
  void bitbucketOrgIsThereWithoutAnEntry() {
    LiveIntegrations own = new LiveIntegrations(data, MapConfig.empty());
    own.add(new BitbucketCloudProvider());
    String file = "https://bitbucket.org/acme/shop/src/main/d/a.yaml";
    assertTrue(own.reader().isSourceHost(file));
    assertEquals(
        "https://bitbucket.org/acme/shop/src/main/b.yaml", own.reader().resolve("/b.yaml", file));
    assertFalse(own.reader().isSourceHost("https://bitbucket.org.evil.test/acme/shop"));
  }

  private UrlReader reading(Map<String, Object> entry) {
    LiveIntegrations own =
        new LiveIntegrations(
            data, MapConfig.of("integrations", Map.of("bitbucketCloud", List.of(entry))));
    own.add(provider());
    return own.reader();
  }

  @Test
  void credentialsAreSentAsTheirKindWants() {
    String url = url("main", "catalog-info.yaml");
    authorization = HostSettings.basic("bot", SECRET);
    reading(Map.of("username", "bot", "appPassword", SECRET)).read(url, ReadOptions.none());
    authorization = "Bearer " + SECRET;
    reading(Map.of("token", SECRET)).read(url, ReadOptions.none());
  }

  @Test
  void theTokenOfAnOAuthClientIsKeptUntilShortlyBeforeItEnds() {
    List<String> bodies = new ArrayList<>();
    api.on(
        "POST",
        "/site/oauth2/access_token",
        request -> {
          bodies.add(request.headers().get("authorization"));
          authorization = "Bearer token-" + bodies.size();
          return Answer.of(
              200, Map.of("access_token", "token-" + bodies.size(), "expires_in", 7200));
        });
    UrlReader own = reading(Map.of("clientId", "id", "clientSecret", SECRET));
    String url = url("main", "catalog-info.yaml");
    own.read(url, ReadOptions.none());
    now = now.plus(Duration.ofMinutes(109));
    own.read(url, ReadOptions.none());
    assertEquals(List.of(HostSettings.basic("id", SECRET)), bodies);
    now = now.plus(Duration.ofMinutes(2));
    own.read(url, ReadOptions.none());
    assertEquals(2, bodies.size());
  }

  @Test
  void S05_aNextPageElsewhereDoesNotGetTheCredentials() {
    String next = "http://localhost:" + URI.create(api.url("")).getPort() + "/next";
    api.on(
        "GET",
        API + "/refs/tags",
        request -> Answer.of(200, Map.of("values", List.of(), "next", next)));
    assertEquals(Map.of(), reader().tags(url("main", "a")));
    assertEquals(1, api.seen().size());
  }

  @ParameterizedTest
  @CsvSource({
    "username, bot, integrations.bitbucketCloud[0].username",
    "appPassword, canary, integrations.bitbucketCloud[0].appPassword",
    "clientId, id, integrations.bitbucketCloud[0].clientId",
    "clientSecret, canary, integrations.bitbucketCloud[0].clientSecret",
    "token, canary token, integrations.bitbucketCloud[0].token"
  })
  void aWrongEntryIsNamed(String key, String value, String named) {
    PortalException wrong =
        assertThrows(
            PortalException.class,
            () -> provider().hosts(List.of(MapConfig.of(key, value)), live.access()));
    assertTrue(wrong.getMessage().startsWith(named), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("canary"), wrong.getMessage());
  }
}
