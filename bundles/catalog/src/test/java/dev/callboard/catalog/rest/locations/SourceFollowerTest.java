package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFollowerTest {
  private static final String HOST = "http://127.0.0.1:7090/";
  private static final String REPO = HOST + "acme/shop";
  private static final String A = REPO + "/blob/main/a/catalog-info.yaml";
  private static final String B = REPO + "/blob/main/b/catalog-info.yaml";

  @TempDir Path folder;
  private final Map<String, String> files = new TreeMap<>();
  private LocationServer server;
  private SourceFollower follower;
  private boolean down;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, files);
    follower =
        new SourceFollower(
            server.ingestion,
            server.audit,
            () -> new MapConfig(Map.copyOf(server.config)),
            new Names());
    follower.bindUrls(new Urls());
    server.config.put("catalog.scmEvents", true);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static final class Names implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      throw new AssertionError();
    }

    @Override
    public PortalPrincipal anonymous() {
      throw new AssertionError();
    }

    @Override
    public PortalPrincipal system(String name) {
      return new Alice();
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new AssertionError();
    }
  }

  /** {@code /owner/repo/blob/ref/path}. */
  private final class Urls implements UrlReader {
    @Override
    public UrlContent read(String url, ReadOptions options) {
      if (down) {
        throw PortalException.unavailable(url + " does not answer");
      }
      String text = files.get(url);
      if (text == null) {
        throw PortalException.notFound("no matching files found for " + url);
      }
      return UrlContent.of(text.getBytes(StandardCharsets.UTF_8), null);
    }

    @Override
    public Optional<SourcePlace> place(String url) {
      String[] parts = url.substring(HOST.length()).split("/", 5);
      return Optional.of(new SourcePlace(parts[0] + "/" + parts[1], parts[3], parts[4]));
    }

    @Override
    public String resolve(String reference, String base, int line) {
      String[] parts = base.substring(HOST.length()).split("/", 5);
      return HOST + parts[0] + "/" + parts[1] + "/blob/" + parts[3] + reference;
    }

    @Override
    public SourceTree readTree(String url, ReadOptions options) {
      throw new AssertionError();
    }

    @Override
    public List<String> search(String url, ReadOptions options) {
      throw new AssertionError();
    }

    @Override
    public Optional<String> editUrl(String url) {
      throw new AssertionError();
    }

    @Override
    public String viewUrl(String url) {
      throw new AssertionError();
    }

    @Override
    public boolean isSourceHost(String url) {
      throw new AssertionError();
    }

    @Override
    public boolean sameRepository(String url, String otherUrl) {
      throw new AssertionError();
    }

    @Override
    public List<HostStatus> hosts() {
      throw new AssertionError();
    }
  }

  private static String component(String name) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: %s}
    spec: {type: service, lifecycle: production, owner: x}
    """
        .formatted(name);
  }

  private void push(List<String> changed, List<String> removed) {
    follower.onEvent(
        new Event(
            "source.push",
            Map.of(
                "url",
                REPO,
                "branch",
                "main",
                "defaultBranch",
                true,
                "commit",
                "c",
                "changed",
                changed,
                "removed",
                removed,
                "complete",
                true)));
  }

  private void repository(String action, String url, String from) {
    follower.onEvent(
        new Event("source.repository", Map.of("action", action, "url", url, "from", from)));
  }

  private void registered(String target, String name) {
    files.put(target, component(name));
    server.register(target);
    server.ingestion.calls();
  }

  private String pushed(String paths) {
    return "pushed " + REPO + " main [" + paths + "] true";
  }

  @Test
  void aPushHasWhatItChangedRead() {
    registered(A, "a");
    push(List.of("a/catalog-info.yaml"), List.of("old"));
    assertEquals(List.of(pushed("a/catalog-info.yaml, old")), server.ingestion.calls());
  }

  @Test
  void aLocationWhoseFileIsGoneIsUnregistered() {
    registered(A, "a");
    files.remove(A);
    push(List.of(), List.of("a/catalog-info.yaml"));
    assertEquals(List.of("removed " + A, pushed("a/catalog-info.yaml")), server.ingestion.calls());
    assertEquals(0, server.get("/locations").json().size());
    assertEquals("location-mutate delete url:" + A, server.audit.lines().get(1).replace(" -", ""));
  }

  @Test
  void F49_anEventThatIsLateRemovesNothingThatIsThere() {
    registered(A, "a");
    push(List.of(), List.of("a/catalog-info.yaml"));
    down = true;
    push(List.of(), List.of("a/catalog-info.yaml"));
    repository("deleted", REPO, "");
    assertEquals(1, server.get("/locations").json().size());
    assertEquals(1, server.audit.lines().size());
  }

  @Test
  void anotherBranchIsNotThisOne() {
    registered(A, "a");
    files.remove(A);
    follower.onEvent(
        new Event(
            "source.push",
            Map.of(
                "url",
                REPO,
                "branch",
                "develop",
                "defaultBranch",
                false,
                "removed",
                List.of("a/catalog-info.yaml"))));
    assertEquals(1, server.get("/locations").json().size());
  }

  @Test
  void aLocationFollowsItsFile() {
    registered(A, "a");
    files.put(B, files.remove(A));
    push(List.of("b/catalog-info.yaml", "README.md"), List.of("a/catalog-info.yaml"));
    assertEquals(
        List.of(
            "dryRun " + B,
            "removed " + A,
            "added " + B,
            pushed("README.md, a/catalog-info.yaml, b/catalog-info.yaml")),
        server.ingestion.calls());
    assertEquals(B, server.get("/locations").json().at("/0/data/target").asText());
    push(List.of("b/catalog-info.yaml"), List.of("a/catalog-info.yaml"));
    assertEquals(1, server.get("/locations").json().size(), "twice does no harm");
  }

  @Test
  void aFileWithOtherEntitiesIsNotTheOneThatMoved() {
    registered(A, "a");
    files.remove(A);
    files.put(B, component("other"));
    push(List.of("b/catalog-info.yaml"), List.of("a/catalog-info.yaml"));
    assertEquals(0, server.get("/locations").json().size());
  }

  @Test
  void locationsFollowARepositoryThatIsRenamed() {
    String target = HOST + "acme/store/blob/main/a/catalog-info.yaml";
    registered(A, "a");
    files.put(target, files.remove(A));
    repository("renamed", HOST + "acme/store", REPO);
    assertEquals(target, server.get("/locations").json().at("/0/data/target").asText());
    repository("renamed", HOST + "acme/store", REPO);
    assertEquals(1, server.get("/locations").json().size());
  }

  @Test
  void theLocationsOfARepositoryThatIsDeletedGo() {
    registered(A, "a");
    registered(HOST + "acme/shopping/blob/main/catalog-info.yaml", "b");
    files.clear();
    repository("deleted", REPO, "");
    assertEquals(1, server.get("/locations").json().size());
  }

  @Test
  void whatGaveMoreThanMayGoAtOnceStays() {
    for (int[] each : new int[][] {{100, 0}, {101, 1}}) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < each[0]; i++) {
        text.append("---\n").append(component("c" + each[0] + "-" + i));
      }
      files.put(A, text.toString());
      server.register(A);
      files.remove(A);
      push(List.of(), List.of("a/catalog-info.yaml"));
      assertEquals(each[1], server.get("/locations").json().size(), each[0] + " entities");
    }
  }

  @Test
  void nothingIsUnregisteredOrMovedUnlessConfigured() {
    for (Object setting : new Object[] {Map.of("unregister", false, "move", false), false}) {
      server.config.put("catalog.scmEvents", setting);
      registered(A, "a");
      files.remove(A);
      push(List.of(), List.of("a/catalog-info.yaml"));
      assertEquals(1, server.get("/locations").json().size());
      assertEquals(setting.equals(false) ? 0 : 1, server.ingestion.calls().size());
    }
    server.config.remove("catalog.scmEvents");
    push(List.of(), List.of("a/catalog-info.yaml"));
    assertEquals(1, server.get("/locations").json().size());
    assertEquals(List.of(pushed("a/catalog-info.yaml")), server.ingestion.calls());
  }

  @Test
  void aReadOnlyCatalogKeepsItsLocations() {
    registered(A, "a");
    files.remove(A);
    server.config.put("catalog.readonly", true);
    push(List.of(), List.of("a/catalog-info.yaml"));
    assertEquals(1, server.get("/locations").json().size());
  }

  @Test
  void eventsThatSayNothingDoNothing() {
    follower.onEvent(new Event("source.push", Map.of("url", 7, "removed", "x")));
    follower.onEvent(new Event("source.repository", Map.of()));
    assertEquals(List.of(), server.ingestion.calls());
  }
}
