package dev.callboard.integrations.azure;

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
import dev.callboard.integrations.testing.FakeRepository;
import dev.callboard.integrations.testing.RepositoryHostContract;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.scaffolder.testing.StubApi.Answer;
import dev.callboard.scaffolder.testing.StubApi.Request;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those of the published description of Azure Repos, version 6.0. */
class AzureTest extends RepositoryHostContract {
  private static final String REPOSITORY = "/acme/Shop/_git/web";
  private static final String API = "/acme/Shop/_apis/git/repositories/web";

  private String authorization = HostSettings.basic("", SECRET);

  @Override
  protected SourceHostProvider provider() {
    return new AzureProvider(URI.create(api.url("/login")), Clock.systemUTC());
  }

  @Override
  protected String gitAddress() {
    return api.url(REPOSITORY);
  }

  private Map<String, Object> entry(Object credentials) {
    return Map.of(
        "azure",
        List.of(
            Map.of("host", api.authority(), "baseUrl", api.url(""), "credentials", credentials)));
  }

  @Override
  protected Map<String, Object> integrations() {
    return entry(
        List.of(
            Map.of("personalAccessToken", "of-all-others"),
            Map.of("organizations", List.of("Acme"), "personalAccessToken", SECRET)));
  }

  @Override
  protected String authorization() {
    return authorization;
  }

  @Override
  protected String repositoryUrl() {
    return api.url(REPOSITORY);
  }

  @Override
  protected String url(String ref, String path) {
    return repositoryUrl()
        + (path.isEmpty() ? "?" : "?path=" + UrlPath.encode("/" + path) + "&")
        + (ref.equals("v1.0") ? "version=GT" : "version=GB")
        + UrlPath.encode(ref);
  }

  @Override
  protected Answer serve(Request request) {
    if (!request.path().startsWith(API + "/")) {
      return null;
    }
    String path = request.path().substring(API.length());
    Map<String, String> query = query(request);
    assertEquals("6.0", query.get("api-version"));
    String item = query.getOrDefault("versionDescriptor.version", "HEAD");
    checkKind(item, query.getOrDefault("versionDescriptor.versionType", "branch"));
    if (path.equals("/items") && query.containsKey("path")) {
      assertEquals("application/octet-stream", request.headers().get("accept"));
      return file(request, item, query.get("path").substring(1));
    }
    if (path.equals("/items") && "zip".equals(query.get("$format"))) {
      return Answer.of(200, zip(item, query.get("scopePath").substring(1)));
    }
    if (path.equals("/items")) {
      return list(item, query.get("scopePath").substring(1));
    }
    if (path.equals("/commits")) {
      return repository
          .commit(query.getOrDefault("searchCriteria.itemVersion.version", "HEAD"))
          .map(commit -> Answer.of(200, Map.of("value", List.of(Map.of("commitId", commit)))))
          .orElse(null);
    }
    return path.equals("/refs") ? tags(query) : null;
  }

  /** A version of another kind is not found. */
  private void checkKind(String version, String kind) {
    String right = version.equals("v1.0") ? "tag" : version.length() == 40 ? "commit" : "branch";
    assertEquals(right, kind, version);
  }

  private byte[] zip(String commit, String folder) {
    FakeRepository named = new FakeRepository();
    int slash = folder.lastIndexOf('/') + 1;
    repository
        .files(commit)
        .forEach(
            (path, text) -> {
              if (folder.isEmpty() || path.startsWith(folder + "/")) {
                named.file("main", path.substring(slash), text);
              }
            });
    return named.zip("main", "", "");
  }

  private Answer list(String commit, String folder) {
    List<Object> items = new ArrayList<>();
    for (String path : repository.files(commit).keySet()) {
      if (folder.isEmpty() || path.startsWith(folder + "/")) {
        items.add(Map.of("gitObjectType", "blob", "path", "/" + path));
      }
    }
    boolean none = items.isEmpty();
    items.add(Map.of("gitObjectType", "tree", "isFolder", true, "path", "/x/catalog-info.yaml"));
    return none ? null : Answer.of(200, Map.of("count", items.size(), "value", items));
  }

  /** The second page has an annotated tag, whose own id is none of a commit. */
  private Answer tags(Map<String, String> query) {
    if (!query.containsKey("continuationToken")) {
      return new Answer(200, Map.of("value", List.of()), Map.of("x-ms-continuationtoken", "a b"));
    }
    assertEquals("a b", query.get("continuationToken"));
    String commit = repository.commit("v1.0").get();
    Map<String, Object> tag =
        Map.of("name", "refs/tags/v1.0", "objectId", "0".repeat(40), "peeledObjectId", commit);
    return Answer.of(200, Map.of("value", List.of(tag)));
  }

  @ParameterizedTest
  @CsvSource({
    "/acme/Shop/_git/web?path=/services/a/catalog-info.yaml, main",
    "/acme/Shop/_git/web?path=%2Fservices%2Fa%2Fcatalog-info.yaml&version=GBdev, dev",
    "/acme/Shop/_git/web?version=GBdev&path=%2Fservices%2Fa%2Fcatalog-info.yaml&_a=contents, dev",
    "/acme/Shop/_git/web?path=services/a/catalog-info.yaml&version=GTv1.0, v1.0",
    "/acme/Shop/_git/web?path=/services/a/catalog-info.yaml&version=GBdev&line=3&lineEnd=4, dev"
  })
  void eachFormOfAPageReadsTheFile(String url, String ref) {
    assertEquals("a of " + ref, text(api.url(url)));
    SourcePlace place = reader().place(api.url(url)).orElseThrow();
    assertEquals(ref.equals("main") ? "HEAD" : ref, place.ref());
    assertEquals("services/a/catalog-info.yaml", place.path());
    assertTrue(reader().sameRepository(api.url(url), api.url("/ACME/shop/_git/WEB")));
  }

  @ParameterizedTest
  @CsvSource({
    "dev.azure.com/acme/_git/web, /acme/web/_apis/git/repositories/web",
    "dev.azure.com/acme/a%20b/_git/c%20d, /acme/a%20b/_apis/git/repositories/c%20d",
    "tfs.test/tfs/projects/shop/_git/web, /tfs/projects/shop/_apis/git/repositories/web",
    "acme.visualstudio.com/shop/_git/web, /shop/_apis/git/repositories/web",
    "acme.visualstudio.com/_git/web, /web/_apis/git/repositories/web",
    "acme.visualstudio.com/DefaultCollection/shop/_git/web,"
        + " /DefaultCollection/shop/_apis/git/repositories/web"
  })
  void formsOfOtherHostsLeadToTheirApi(String url, String path) {
    String[] parts = url.split("/", 2);
    AzureSettings settings =
        new AzureSettings(parts[0], URI.create("https://" + parts[0]), List.of());
    AzurePage page =
        AzurePage.of(URI.create("https://" + url), settings.isOfOrganisation()).orElseThrow();
    assertEquals(
        path,
        "/"
            + UrlPath.join(page.projectPath())
            + "/_apis/git/repositories/"
            + UrlPath.encode(page.repo()));
    assertEquals(parts[0].startsWith("tfs") ? "projects" : "acme", settings.organisation(page));
  }

  @Test
  void aBranchWithASlashNeedsNoSign() {
    repository.file("feat/x", "a.yaml", "of the branch");
    for (String version : List.of("GBfeat/x", "GBfeat%2Fx")) {
      String url = api.url(REPOSITORY + "?path=/a.yaml&version=" + version);
      assertEquals("of the branch", text(url));
      assertEquals("feat/x", reader().place(url).get().ref());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/acme/Shop", "/acme/Shop/_git", "/acme/Shop/_build/web", "/acme/_workitems/x"})
  void aPageOfNoFileIsNotRead(String path) {
    PortalException refusal =
        assertThrows(PortalException.class, () -> reader().read(api.url(path), ReadOptions.none()));
    assertTrue(refusal.getMessage().contains("_git/repository?path="), refusal.getMessage());
    assertEquals(Optional.empty(), reader().place(api.url(path)));
    assertEquals(
        api.url(path + "/../test").replaceFirst("/[^/]+/\\.\\./", "/"),
        reader().resolve("./test", api.url(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "../a.yaml, ?path=%2Ffolder%2Fcatalog-info.yaml, ?path=%2Fa.yaml",
    "./a.yaml, ?path=%2Ffolder%2Fx.yaml&version=GBdev, ?path=%2Ffolder%2Fa.yaml&version=GBdev",
    "/a.yaml, ?version=GBdev&path=/folder/x.yaml, ?version=GBdev&path=%2Fa.yaml",
    "./a.yaml, '', ?path=%2Fa.yaml",
    "../../../a.yaml, ?path=%2Ffolder%2Fx.yaml, ?path=%2Fa.yaml",
    "./a b+c.yaml, ?path=%2Fd+e%2Fx.yaml, ?path=%2Fd%20e%2Fa%20b%2Bc.yaml"
  })
  void referencesAreResolvedInThePathOfTheQuery(String reference, String base, String expected) {
    assertEquals(
        api.url(REPOSITORY + expected), reader().resolve(reference, api.url(REPOSITORY + base)));
    assertEquals(
        api.url(REPOSITORY + expected) + "&line=14&lineEnd=15&lineStartColumn=1&lineEndColumn=1",
        reader().resolve(reference, api.url(REPOSITORY + base), 14));
    assertEquals(
        "https://other.test/path",
        reader().resolve("https://other.test/path", api.url(REPOSITORY + base)));
  }

  @Test
  void thePageIsWhereAFileIsEdited() {
    assertEquals(Optional.of(url("dev", "a b.yaml")), reader().editUrl(url("dev", "a b.yaml")));
  }

  @Test
  void aPageToSignInIsNoFile() {
    failure = Answer.of(203, "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    PortalException refusal =
        assertThrows(
            PortalException.class,
            () -> reader().read(url("main", "catalog-info.yaml"), ReadOptions.none()));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refusal.code());
    assertTrue(refusal.getMessage().contains("sign-in"), refusal.getMessage());
  }

  private UrlReader reading(Object credentials) {
    LiveIntegrations own =
        new LiveIntegrations(data, MapConfig.of("integrations", entry(credentials)));
    own.add(provider());
    return own.reader();
  }

  @Test
  void anOrganisationHasItsOwnCredentialsOrThoseOfAll() {
    String url = url("main", "catalog-info.yaml");
    reading(List.of(Map.of("personalAccessToken", SECRET))).read(url, ReadOptions.none());
    UrlReader others =
        reading(List.of(Map.of("organizations", List.of("others"), "personalAccessToken", SECRET)));
    assertThrows(PortalException.class, () -> others.read(url, ReadOptions.none()));
  }

  @Test
  void aClientOfEntraGetsATokenOnce() {
    List<String> tenants = new ArrayList<>();
    api.on(
        "POST",
        "/login/(.*)/oauth2/v2.0/token",
        request -> {
          tenants.add(request.parts().get(0));
          authorization = "Bearer of-entra";
          return Answer.of(200, Map.of("access_token", "of-entra", "expires_in", 3599));
        });
    UrlReader own =
        reading(
            List.of(
                Map.of(
                    "organizations",
                    List.of("acme"),
                    "clientId",
                    "id",
                    "clientSecret",
                    SECRET + "&=",
                    "tenantId",
                    "tenant")));
    own.read(url("main", "catalog-info.yaml"), ReadOptions.none());
    own.read(url("dev", "catalog-info.yaml"), ReadOptions.none());
    assertEquals(List.of("tenant"), tenants);
  }

  @Test
  void devAzureComIsThereWithoutAnEntry() {
    String file = "https://dev.azure.com/acme/shop/_git/web?path=%2Fa.yaml";
    assertTrue(reader().isSourceHost(file));
    assertFalse(reader().isSourceHost("https://dev.azure.com.evil.test/acme/shop/_git/web"));
    assertThrows(
        PortalException.class,
        () -> reader().isSourceHost("https://acme@dev.azure.com/acme/shop/_git/web"));
  }

  @ParameterizedTest
  @CsvSource({
    "clientId, integrations.azure[0].credentials",
    "managedIdentityClientId, integrations.azure[0].credentials",
    "tenantId, integrations.azure[0].credentials"
  })
  void wrongCredentialsAreNamed(String key, String named) {
    Map<String, Object> entry =
        new HashMap<>(Map.of("credentials", List.of(Map.of(key, "canary-value"))));
    PortalException wrong =
        assertThrows(
            PortalException.class,
            () -> provider().hosts(List.of(new MapConfig(entry)), live.access()));
    assertTrue(wrong.getMessage().startsWith(named), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("canary"), wrong.getMessage());
    PortalException base =
        assertThrows(
            PortalException.class,
            () ->
                provider()
                    .hosts(List.of(MapConfig.of("baseUrl", "https://other.test")), live.access()));
    assertTrue(base.getMessage().startsWith("integrations.azure[0].baseUrl"), base.getMessage());
  }
}
