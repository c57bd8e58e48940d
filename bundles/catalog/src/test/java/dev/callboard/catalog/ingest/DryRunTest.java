package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final String BASE = "http://127.0.0.1:7090/";

  private final Map<String, String> files = new HashMap<>();

  private List<String> refs(IngestLimits limits) {
    return run(limits, Optional.empty()).stream()
        .map(entity -> entity.get("kind") + " " + ((Map<?, ?>) entity.get("metadata")).get("name"))
        .skip(1)
        .toList();
  }

  private List<Map<String, Object>> run(IngestLimits limits, Optional<CatalogRules> rules) {
    return new DryRun(
            OfflineIngestion.root("1", BASE + "a.yaml", rules),
            OfflineIngestion.processing(),
            limits,
            new MemoryWeb(files))
        .entities();
  }

  private String failure(IngestLimits limits) {
    PortalException e = assertThrows(PortalException.class, () -> run(limits, Optional.empty()));
    assertEquals(ErrorCode.INPUT, e.code());
    return e.getMessage();
  }

  private String failure() {
    return failure(IngestLimits.DEFAULT);
  }

  private static String location(String name, String fields) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata:
      name: %s
    spec:
      %s
    """
        .formatted(name, fields);
  }

  private static IngestLimits limits(int depth, int locations) {
    return new IngestLimits(depth, locations, 10, 1 << 20, 10);
  }

  @Test
  void followsLocationsAndPassesOverMissingOptionalOnes() {
    files.put(
        BASE + "a.yaml",
        location("a", "targets: [./b.yaml]")
            + "---\n"
            + location("gone", "{target: ./gone.yaml, presence: optional}"));
    files.put(BASE + "b.yaml", Bench.component("b", "x"));
    assertEquals(List.of("Location a", "Location gone", "Component b"), refs(IngestLimits.DEFAULT));
  }

  @Test
  void readsAFileThatIsListedTwiceOnce() {
    files.put(BASE + "a.yaml", location("a", "targets: [./b.yaml, ./b.yaml]"));
    files.put(BASE + "b.yaml", Bench.component("b", "x"));
    assertEquals(List.of("Location a", "Component b"), refs(IngestLimits.DEFAULT));
  }

  @Test
  void namesAFileThatLeadsBackToItself() {
    files.put(BASE + "a.yaml", location("a", "target: ./a.yaml"));
    assertEquals("InputError: " + BASE + "a.yaml leads back to itself", failure());
  }

  @Test
  void namesBothPlacesOfADuplicate() {
    files.put(BASE + "a.yaml", Bench.component("x", "y") + "---\n" + Bench.component("X", "y"));
    assertEquals(
        "InputError: Duplicate nested entity: component:default/x in url:"
            + BASE
            + "a.yaml line 1 and url:"
            + BASE
            + "a.yaml line 9",
        failure());
  }

  @Test
  void namesTheLineOfBrokenYaml() {
    files.put(BASE + "a.yaml", "a: b\n c: [\n");
    assertTrue(failure().startsWith("InputError: url:" + BASE + "a.yaml line "), failure());
  }

  @Test
  void namesATargetThatCannotBeRead() {
    files.put(BASE + "a.yaml", location("a", "target: http://10.0.0.1/x.yaml"));
    assertTrue(
        failure()
            .startsWith(
                "Error: Unable to read url, Reading from 'http://10.0.0.1/x.yaml' is not allowed"),
        failure());
    files.put(BASE + "a.yaml", location("a", "target: ./none*"));
    assertEquals(
        "NotFoundError: Unable to read url, no matching files found for " + BASE + "none*",
        failure());
  }

  @Test
  void refusesATargetOnTheDisk() {
    files.put(BASE + "a.yaml", location("a", "{type: file, target: /etc/passwd}"));
    assertEquals(
        "InputError: /etc/passwd has the type file, but stands in a location of type url",
        failure());
  }

  @Test
  void refusesAKindThatTheRulesDoNotLetIn() {
    files.put(
        BASE + "a.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata:
          name: g
        spec:
          type: team
          children: []
        """);
    assertEquals(List.of("Group g"), refs(IngestLimits.DEFAULT));
    CatalogRules rules = CatalogRules.of(new MapConfig(Map.of()));
    PortalException e =
        assertThrows(PortalException.class, () -> run(IngestLimits.DEFAULT, Optional.of(rules)));
    assertTrue(e.getMessage().contains("is not of an allowed kind"), e.getMessage());
  }

  @Test
  void nestsAsDeepAsTheLimitAndNoDeeper() {
    files.put(BASE + "a.yaml", location("a", "target: ./b.yaml"));
    files.put(BASE + "b.yaml", location("b", "target: ./c.yaml"));
    files.put(BASE + "c.yaml", Bench.component("c", "x"));
    assertEquals(3, refs(limits(3, 10)).size());
    assertEquals(3, refs(limits(2, 10)).size());
    assertEquals(
        "InputError: ./c.yaml nests Location entities deeper than 1", failure(limits(1, 10)));
  }

  @Test
  void followsAsManyTargetsAsTheLimitAndNoMore() {
    files.put(BASE + "a.yaml", location("a", "targets: [./b.yaml, ./c.yaml]"));
    files.put(BASE + "b.yaml", Bench.component("b", "x"));
    files.put(BASE + "c.yaml", Bench.component("c", "x"));
    assertEquals(3, refs(limits(2, 3)).size());
    assertEquals(3, refs(limits(2, 2)).size());
    assertEquals("InputError: Location entities name more than 1 locations", failure(limits(2, 1)));
  }

  @Test
  void theCheckOfADocumentReadsNothing() {
    Map<String, Object> document =
        Map.of(
            "apiVersion",
            "backstage.io/v1alpha1",
            "kind",
            "API",
            "metadata",
            Map.of("name", "a"),
            "spec",
            Map.of(
                "type", "openapi",
                "lifecycle", "production",
                "owner", "team-a",
                "definition", Map.of("$text", "https://example.com/secret")));
    assertEquals(
        List.of(),
        DocumentCheck.problems(OfflineIngestion.processing(), document, "url:https://e.com/a"));
  }
}
