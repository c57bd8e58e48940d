package dev.callboard.integrations.gerrit;

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
import dev.callboard.testing.Tars;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are those that Gerrit and Gitiles document. */
class GerritTest extends RepositoryHostContract {
  private static final String GITILES = "/gerrit/plugins/gitiles";
  private static final String FILES = "/gerrit/a/plugins/gitiles/acme/shop/";

  @Override
  protected SourceHostProvider provider() {
    return new GerritProvider();
  }

  private Map<String, Object> entry(String... pairs) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("host", api.authority());
    entry.put("baseUrl", api.url("/gerrit"));
    for (int i = 0; i < pairs.length; i += 2) {
      entry.put(pairs[i], pairs[i + 1]);
    }
    return entry;
  }

  @Override
  protected Map<String, Object> integrations() {
    return Map.of("gerrit", List.of(entry("username", "bot", "password", SECRET)));
  }

  @Override
  protected String authorization() {
    return HostSettings.basic("bot", SECRET);
  }

  @Override
  protected String gitAddress() {
    return api.url("/gerrit/a/acme/shop");
  }

  private String page(String rest) {
    return api.url(GITILES + "/acme/shop" + rest);
  }

  @Override
  protected String repositoryUrl() {
    return page("");
  }

  @Override
  protected String url(String ref, String path) {
    String encoded = UrlPath.join(Arrays.asList(path.split("/")));
    return page(
        "/+/refs/"
            + (ref.equals("v1.0") ? "tags/" : "heads/")
            + ref
            + (path.isEmpty() ? "" : "/" + encoded));
  }

  @Override
  protected Answer serve(Request request) {
    String path = request.path();
    if (path.equals("/gerrit/a/projects/acme%2Fshop/tags/")) {
      return json(tags());
    }
    if (!path.startsWith(FILES + "+")) {
      return null;
    }
    String rest = decode(path.substring(FILES.length()));
    Map<String, String> query = query(request);
    if (rest.startsWith("+log/")) {
      return repository
          .commit(ref(rest.substring("+log/".length())))
          .map(commit -> json("{\"log\":[{\"commit\":\"" + commit + "\"}]}"))
          .orElse(null);
    }
    if (rest.startsWith("+archive/")) {
      return archive(rest.substring("+archive/".length()).replaceFirst("\\.tar\\.gz$", ""));
    }
    String target = rest.substring("+/".length());
    if ("JSON".equals(query.get("format")) && query.containsKey("recursive")) {
      return json(entries(target.replace("/", "")));
    }
    String text = repository.files(ref(target)).get(path(target));
    return text == null || !"TEXT".equals(query.get("format"))
        ? null
        : new Answer(
            200,
            Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8)),
            Map.of("X-Gitiles-Object-Type", "blob"));
  }

  private String tags() {
    return "[{\"ref\":\"refs/tags/v1.0\",\"revision\":\""
        + "0".repeat(40)
        + "\",\"object\":\""
        + repository.commit("v1.0").get()
        + "\"}]";
  }

  private String entries(String commit) {
    StringBuilder all = new StringBuilder("{\"type\":\"tree\",\"name\":\"x/catalog-info.yaml\"}");
    for (String path : repository.files(commit).keySet()) {
      all.append(",{\"type\":\"blob\",\"name\":\"").append(path).append("\"}");
    }
    return "{\"entries\":[" + all + "]}";
  }

  private Answer archive(String target) {
    String folder = path(target);
    Map<String, String> files = new TreeMap<>();
    repository
        .files(ref(target))
        .forEach(
            (path, text) -> {
              if (folder.isEmpty()) {
                files.put(path, text);
              } else if (path.startsWith(folder + "/")) {
                files.put(path.substring(folder.length() + 1), text);
              }
            });
    return Answer.of(200, Tars.gz(files));
  }

  /** As it begins, so that nobody includes it as a script. */
  private static Answer json(String text) {
    return Answer.of(200, (")]}'\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private static String ref(String target) {
    String plain = target.replaceFirst("^refs/(heads|tags)/", "");
    return plain.startsWith("feat/x") ? "feat/x" : plain.replaceFirst("/.*", "");
  }

  private static String path(String target) {
    String rest = target.replaceFirst("^refs/(heads|tags)/", "").substring(ref(target).length());
    return rest.replaceFirst("^/", "");
  }

  @ParameterizedTest
  @CsvSource({
    "/+/refs/heads/dev/services/a/catalog-info.yaml, dev",
    "/+/refs/tags/v1.0/services/a/catalog-info.yaml, v1.0",
    "/+/dev/services/a/catalog-info.yaml, dev",
    "/+/HEAD/services/a/catalog-info.yaml, main"
  })
  void eachFormOfAPageReadsTheFile(String rest, String ref) {
    assertEquals("a of " + ref, text(page(rest)));
    SourcePlace place = reader().place(page(rest)).orElseThrow();
    assertEquals(ref.equals("main") ? "HEAD" : ref, place.ref());
    assertEquals("services/a/catalog-info.yaml", place.path());
    assertTrue(reader().sameRepository(page(rest), repositoryUrl()));
    assertFalse(reader().sameRepository(page(rest), api.url(GITILES + "/acme")));
  }

  @Test
  void aBranchWithASlashIsReadWhenItIsEncoded() {
    repository.file("feat/x", "a.yaml", "of the branch");
    String url = page("/+/refs/heads/feat%2Fx/a.yaml");
    assertEquals("of the branch", text(url));
    assertEquals("feat/x", reader().place(url).get().ref());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/+log/refs/heads/main", "/+/refs/heads", "/+/refs/changes/1/2/3"})
  void aPageOfNoFileIsNotRead(String rest) {
    PortalException refusal =
        assertThrows(
            PortalException.class, () -> reader().read(page(rest), ReadOptions.none()), rest);
    assertTrue(refusal.getMessage().contains("+/refs/heads/main"), refusal.getMessage());
    assertEquals(Optional.empty(), reader().place(page(rest)));
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, /+/refs/heads/main/d/a.yaml, /+/refs/heads/main/d/b.yaml",
    "/b.yaml, /+/refs/heads/main/d/a.yaml, /+/refs/heads/main/b.yaml",
    "/b c.yaml, /+/refs/tags/v1/d/a.yaml, /+/refs/tags/v1/b%20c.yaml",
    "/b.yaml, '', /+/HEAD/b.yaml"
  })
  void referencesAreResolvedByTheCommonRules(String reference, String base, String expected) {
    assertEquals(page(expected), reader().resolve(reference, page(base)));
    assertEquals(page(expected) + "#7", reader().resolve(reference, page(base), 7));
  }

  private LiveIntegrations reading(String... pairs) {
    LiveIntegrations own =
        new LiveIntegrations(
            data, MapConfig.of("integrations", Map.of("gerrit", List.of(entry(pairs)))));
    own.add(provider());
    return own;
  }

  @Test
  void filesAreEditedInGerritUnlessThatIsSwitchedOff() {
    String url = page("/+/refs/heads/main/d/a%20b.yaml");
    assertEquals(
        Optional.of(
            api.url("/gerrit/admin/repos/edit/repo/acme/shop/branch/refs/heads/main/file/")
                + "d/a%20b.yaml"),
        reader().editUrl(url));
    assertEquals(Optional.of(url), reading("disableEditUrl", "true").reader().editUrl(url));
  }

  @Test
  void gitilesMayBeElsewhereAndIsAskedWithoutCredentialsAsItself() {
    GerritSettings settings =
        GerritSettings.of(
            new HostSettings(
                "gerrit",
                0,
                MapConfig.of("host", "review.test", "gitilesBaseUrl", "https://code.test/browse")));
    assertEquals("https://code.test/browse", settings.files());
    assertEquals("https://review.test", settings.api());
    LiveIntegrations own = reading("gitilesBaseUrl", "https://code.test/browse");
    assertTrue(own.reader().isSourceHost("https://code.test/browse/p/+/refs/heads/main/a"));
    assertFalse(own.reader().isSourceHost("https://code.test.evil/browse/p/+/HEAD/a"));
  }

  @Test
  void aFolderIsNoFile() {
    api.on(
        "GET",
        FILES + "\\+/refs/heads/main/services",
        request ->
            new Answer(
                200,
                "eA==".getBytes(StandardCharsets.UTF_8),
                Map.of("X-Gitiles-Object-Type", "tree")));
    assertThrows(
        PortalException.class, () -> reader().read(url("main", "services"), ReadOptions.none()));
  }

  @ParameterizedTest
  @CsvSource({
    "host, a b, integrations.gerrit[0].host",
    "baseUrl, ftp://x, integrations.gerrit[0].baseUrl",
    "gitilesBaseUrl, x, integrations.gerrit[0].gitilesBaseUrl",
    "username, bot, integrations.gerrit[0].username",
    "password, canary, integrations.gerrit[0].password"
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
