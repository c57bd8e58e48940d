package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.spi.EntityDraft;
import dev.callboard.catalog.spi.LocationAnalysis;
import dev.callboard.catalog.spi.LocationAnalyzer;
import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeLocationTest {
  private static final String BASE = "http://127.0.0.1:7090/";
  private static final String REPOSITORY = "https://github.com/acme/shop";
  private static final String ENTITY =
      "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %s}\n"
          + "spec: {type: service, lifecycle: production, owner: x}\n---\n";

  private final Map<String, String> files = new HashMap<>();
  private final List<String> found = new ArrayList<>();
  private final List<String> searched = new ArrayList<>();
  @TempDir Path folder;
  private LocationServer server;
  private AnalyzeLocationResource resource;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, files);
    resource =
        server.resources.stream()
            .filter(AnalyzeLocationResource.class::isInstance)
            .map(AnalyzeLocationResource.class::cast)
            .findFirst()
            .orElseThrow();
    resource.urls = new Searching();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private LocationServer.Answer analyze(String target) {
    return server.post(
        "/analyze-location", Map.of("location", Map.of("type", "url", "target", target)));
  }

  @Test
  void tellsWhichFilesThereAreAndWhetherTheyAreRegistered() {
    files.put(BASE + "a.yaml", ENTITY.formatted("a") + ENTITY.formatted("b"));
    files.put(BASE + "c.yaml", ENTITY.formatted("c"));
    server.register(BASE + "c.yaml");
    found.addAll(List.of(BASE + "a.yaml", BASE + "c.yaml"));
    JsonNode answer = analyze(REPOSITORY).json();
    assertEquals(0, answer.get("generateEntities").size());
    JsonNode existing = answer.get("existingEntityFiles");
    assertEquals(3, existing.size());
    assertEquals(List.of("a", "b", "c"), existing.findValuesAsText("name"));
    assertEquals(BASE + "a.yaml", existing.at("/1/location/target").asText());
    assertEquals("url", existing.at("/1/location/type").asText());
    assertEquals("false", existing.at("/1/isRegistered").toString());
    assertEquals("true", existing.at("/2/isRegistered").toString());
  }

  @Test
  void looksForTheNameThatIsAskedForWhereFilesOfTheHostAre() {
    analyze(REPOSITORY + ".git");
    analyze("https://gitlab.com/group/sub/shop/");
    analyze("https://gitlab.com/group/shop/-/tree/main/services");
    analyze("https://github.com/acme/shop/tree/main/a");
    analyze("https://github.com/acme/shop/blob/main/a/catalog-info.yaml");
    analyze("https://dev.azure.com/org/project/_git/shop");
    analyze("https://git.example.com/acme/shop");
    server.config.put("integrations.gitlab", List.of(Map.of("host", "git.example.com")));
    analyze("https://git.example.com/acme/shop");
    server.post(
        "/analyze-location",
        Map.of(
            "location",
            Map.of("type", "url", "target", REPOSITORY),
            "catalogFilename",
            "entity.yml"));
    server.config.put("catalog.import.entityFilename", "portal.yaml");
    analyze(REPOSITORY);
    assertEquals(
        List.of(
            "https://github.com/acme/shop/blob/HEAD/**/catalog-info.yaml",
            "https://gitlab.com/group/sub/shop/-/blob/HEAD/**/catalog-info.yaml",
            "https://gitlab.com/group/shop/-/tree/main/services/**/catalog-info.yaml",
            "https://github.com/acme/shop/tree/main/a/**/catalog-info.yaml",
            "https://github.com/acme/shop/blob/main/a/**/catalog-info.yaml",
            "https://git.example.com/acme/shop/-/blob/HEAD/**/catalog-info.yaml",
            "https://github.com/acme/shop/blob/HEAD/**/entity.yml",
            "https://github.com/acme/shop/blob/HEAD/**/portal.yaml"),
        searched);
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop, shop, github.com/project-slug, acme/shop",
    "https://github.com/acme/shop.git, shop, github.com/project-slug, acme/shop",
    "https://github.com/acme/shop/tree/main/a, shop, github.com/project-slug, acme/shop",
    "https://gitlab.com/group/sub/shop, shop, gitlab.com/project-slug, group/sub/shop",
    "https://bitbucket.org/acme/shop, shop, bitbucket.org/project-slug, acme/shop",
    "https://github.com/acme/_the~shop_, the-shop, github.com/project-slug, acme/_the~shop_",
  })
  void draftsAComponentThatNamesItsRepository(
      String url, String name, String annotation, String slug) {
    JsonNode answer = analyze(url).json();
    JsonNode draft = answer.at("/generateEntities/0");
    assertEquals(1, answer.get("generateEntities").size());
    assertEquals(name, draft.at("/entity/metadata/name").asText());
    assertEquals(slug, draft.at("/entity/metadata/annotations").get(annotation).asText());
    assertEquals("[]", draft.get("fields").toString());
  }

  @Test
  void draftsAlsoWhereNothingCanBeSearched() {
    resource.urls = null;
    assertEquals(1, analyze(REPOSITORY).json().get("generateEntities").size());
    resource.urls =
        new Searching() {
          @Override
          public List<String> search(String url, ReadOptions options) {
            throw PortalException.unavailable("asleep");
          }
        };
    assertEquals(1, analyze(REPOSITORY).json().get("generateEntities").size());
  }

  @Test
  void aFileThatIsWrongDoesNotHideTheOthers() {
    files.put(BASE + "bad.yaml", "kind: Component\n");
    found.add(BASE + "bad.yaml");
    LocationServer.Answer answer = analyze(REPOSITORY);
    assertEquals(400, answer.status());
    assertTrue(answer.error().contains("bad.yaml"), answer.error());
    files.put(BASE + "good.yaml", ENTITY.formatted("good"));
    found.add(BASE + "good.yaml");
    assertEquals(1, analyze(REPOSITORY).json().get("existingEntityFiles").size());
  }

  @Test
  void readsNoMoreFilesThanAreAllowed() {
    for (String name : List.of("a", "b", "c")) {
      files.put(BASE + name, ENTITY.formatted(name));
      found.add(BASE + name);
    }
    for (long most : List.of(1L, 2L, 3L, 4L)) {
      server.config.put("catalog.analyze.maxFiles", most);
      assertEquals(Math.min(3, most), analyze(REPOSITORY).json().get("existingEntityFiles").size());
    }
  }

  @Test
  void asksTheAnalyzerOfTheHighestRankThatKnowsTheHost() {
    resource.analyzers = List.of(new Fixed("low"), new Fixed("high"));
    JsonNode field =
        analyze("https://known.example.com/x").json().at("/generateEntities/0/fields/0");
    assertEquals("high", field.get("value").asText());
    assertEquals("needsUserInput", field.get("state").asText());
    assertEquals("spec.owner", field.get("field").asText());
    assertEquals(
        "shop", analyze(REPOSITORY).json().at("/generateEntities/0/entity/metadata/name").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "file:///etc/passwd",
        "https:///x",
        "https://me:secret@github.com/acme/shop",
        ""
      })
  void refusesWhatIsNoUrlOfARepository(String target) {
    LocationServer.Answer answer = analyze(target);
    assertEquals(400, answer.status());
    assertTrue(!answer.error().contains("secret"), answer.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.yaml", "a b.yaml", "x?.yaml", "/a/../../b", "#"})
  void refusesWhatIsNoNameOfAFile(String name) {
    LocationServer.Answer answer =
        server.post(
            "/analyze-location",
            Map.of(
                "location", Map.of("type", "url", "target", REPOSITORY), "catalogFilename", name));
    assertEquals(400, answer.status());
    assertEquals(List.of(), searched);
  }

  @Test
  void namesTheFieldThatIsMissing() {
    assertEquals(
        "400 InputError: request/body must have required property 'location'",
        server.post("/analyze-location", Map.of()).error());
    assertEquals(
        "400 InputError: request/body/location must have required property 'target'",
        server.post("/analyze-location", Map.of("location", Map.of("type", "url"))).error());
  }

  private class Searching implements UrlReader {
    @Override
    public UrlContent read(String url, ReadOptions options) {
      throw unexpected();
    }

    @Override
    public SourceTree readTree(String url, ReadOptions options) {
      throw unexpected();
    }

    @Override
    public List<String> search(String url, ReadOptions options) {
      searched.add(url);
      return List.copyOf(found);
    }

    @Override
    public String resolve(String reference, String base, int line) {
      throw unexpected();
    }

    @Override
    public Optional<String> editUrl(String url) {
      throw unexpected();
    }

    @Override
    public String viewUrl(String url) {
      throw unexpected();
    }

    @Override
    public boolean isSourceHost(String url) {
      throw unexpected();
    }

    @Override
    public boolean sameRepository(String url, String otherUrl) {
      throw unexpected();
    }

    @Override
    public List<HostStatus> hosts() {
      throw unexpected();
    }

    private AssertionError unexpected() {
      return new AssertionError("nothing but search is expected");
    }
  }

  private record Fixed(String value) implements LocationAnalyzer {
    @Override
    public boolean supports(String url) {
      return url.startsWith("https://known.example.com/");
    }

    @Override
    public LocationAnalysis analyze(String url, String entityFilename) {
      EntityDraft.Field owner =
          new EntityDraft.Field(
              "spec.owner", Optional.of(value), EntityDraft.State.NEEDS_USER_INPUT, "a guess");
      return new LocationAnalysis(
          List.of(), List.of(new EntityDraft(Map.of("kind", "Component"), List.of(owner))));
    }
  }
}
