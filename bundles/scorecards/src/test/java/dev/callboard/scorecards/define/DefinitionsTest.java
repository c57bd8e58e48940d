package dev.callboard.scorecards.define;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.scorecards.spi.Facts;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path folder;

  private Definitions read(String yaml, Object... config) throws Exception {
    Path file = Files.writeString(folder.resolve("checks.yaml"), yaml);
    MapConfig settings =
        MapConfig.of(config)
            .with("scorecards.pack", false)
            .with("scorecards.files", List.of(file.toString()));
    return new DefinitionSource(() -> settings, folder).current();
  }

  private static String check(String id) {
    return "- {id: " + id + ", pass: {kind: component}}\n";
  }

  @Test
  void aBrokenCheckIsToldWithItsPlaceAndStopsNoOther() throws Exception {
    Definitions all =
        read(
            """
            checks:
              - id: good
                pass: {kind: component}
              - id: bad
                pass:
                  metadata.name: {$like: x}
              - id: worse
                pass: {facts.docs: true}
              - id: nothing
            scorecards:
              - id: card
                levels:
                  - id: bronze
                    checks: [good, bad]
            """);
    assertEquals(List.of("good"), List.copyOf(all.checks().keySet()));
    assertEquals(List.of("good"), List.copyOf(all.scorecards().get("card").checks()));
    List<String> told =
        all.problems().stream()
            .map(Problem::toString)
            .map(text -> text.substring(text.indexOf("checks.yaml")))
            .toList();
    assertEquals(4, told.size(), told.toString());
    assertTrue(
        told.get(0).startsWith("checks.yaml:6:23: check bad: the operator '$like'"), told.get(0));
    assertTrue(
        told.get(1).startsWith("checks.yaml:8:12: check worse: 'facts.docs' must be"), told.get(1));
    assertTrue(
        told.get(2).startsWith("checks.yaml:9:5: check nothing: 'pass' is missing"), told.get(2));
    assertTrue(
        told.get(3).startsWith("checks.yaml:14:24: scorecard card: there is no usable check 'bad'"),
        told.get(3));
  }

  @Test
  void whatIsNoYamlIsToldWithItsPlaceAndTheRestCounts() throws Exception {
    Definitions all =
        read(
            "checks:\n  - {id: x",
            "scorecards.checks",
            List.of(Map.of("id", "mine", "pass", Map.of("kind", "api"))));
    assertEquals(List.of("mine"), List.copyOf(all.checks().keySet()));
    Place place = all.problems().get(0).place();
    assertEquals("2:11", place.line() + ":" + place.column());
  }

  @Test
  void theConfigurationReplacesAndRemovesWhatFilesSay() throws Exception {
    Definitions all =
        read(
            "checks:\n" + check("a") + check("b"),
            "scorecards.checks",
            List.of(
                Map.of("id", "a", "enabled", false),
                Map.of("id", "b", "title", "Mine", "pass", Map.of("kind", "api"))));
    assertEquals("Mine", all.checks().get("b").title());
    assertEquals(List.of("b"), List.copyOf(all.checks().keySet()));
  }

  @Test
  void aWrongCheckOfTheConfigurationIsToldByItsKey() throws Exception {
    Definitions all =
        read("", "scorecards.checks", List.of(Map.of("id", "a", "pass", Map.of("x", List.of()))));
    assertEquals("scorecards.checks[0].pass.x", all.problems().get(0).place().toString());
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 0", "4, 1"})
  void moreChecksThanTheLimitAreLeftOut(int count, int problems) throws Exception {
    StringBuilder yaml = new StringBuilder("checks:\n");
    for (int i = 0; i < count; i++) {
      yaml.append(check("c" + i));
    }
    Definitions all = read(yaml.toString(), "scorecards.limits.checks", 3);
    assertEquals(problems, all.problems().size());
    assertEquals(Math.min(count, 3), all.checks().size());
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 0", "1, 0"})
  void aFileLargerThanTheLimitIsLeftOut(int more, int problems) throws Exception {
    String yaml = "checks:\n" + check("a");
    int size = yaml.getBytes(StandardCharsets.UTF_8).length;
    assertEquals(problems, read(yaml, "scorecards.limits.fileSize", size + more).problems().size());
  }

  @Test
  void aChangedFileCountsAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("checks.yaml"), "checks:\n" + check("a"));
    MapConfig settings =
        MapConfig.of("scorecards.pack", false, "scorecards.files", List.of(file.toString()));
    DefinitionSource source = new DefinitionSource(() -> settings, folder);
    String before = source.current().digest();
    Files.writeString(file, "checks:\n" + check("a") + check("b"));
    assertNotEquals(before, source.current().digest());
    assertEquals(2, source.current().checks().size());
  }

  @Test
  void theShippedPackIsWhole() {
    Definitions all = new DefinitionSource(MapConfig::empty, folder).current();
    assertEquals(List.of(), all.problems());
    assertEquals(List.of("bronze", "silver", "gold"), all.levels());
  }

  private static Truth test(String condition) {
    Node node = YamlNodes.read("x", condition.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    Map<String, Object> entity =
        Map.of(
            "kind",
            "Component",
            "metadata",
            Map.of(
                "name",
                "pay",
                "tags",
                List.of("java", "web"),
                "annotations",
                Map.of("a.b/c.d", "x")),
            "relations",
            List.of(Map.of("type", "ownedBy", "targetRef", "group:default/a")));
    Map<String, Facts> facts =
        Map.of(
            "f",
            Facts.of(Map.of("n", 5L, "at", "2026-10-01T00:00:00Z", "yes", true)),
            "none",
            Facts.of(Collections.singletonMap("at", null)),
            "gone",
            Facts.unknown("it is gone"));
    return PredicateReader.read(node).test(new Scope(entity, facts, NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: component}|YES",
        "{kind: api}|NO",
        "{metadata.tags: WEB}|YES",
        "{metadata.annotations.a.b/c.d: {$exists: true}}|YES",
        "{metadata.annotations.a.b/c.e: {$exists: true}}|NO",
        "{metadata.title: null}|YES",
        "{metadata.name: {$in: [a, pay]}}|YES",
        "{metadata.name: {$hasPrefix: P}}|YES",
        "{metadata.name: {$matches: 'p.y'}}|YES",
        "{metadata.name: {$matches: 'a'}}|NO",
        "{relations: {$contains: {type: ownedBy}}}|YES",
        "{relations: {$contains: {type: partOf}}}|NO",
        "{facts.f.n: {$gte: 5, $lt: 6}}|YES",
        "{facts.f.n: {$gt: 5}}|NO",
        "{facts.f.n: {$lte: 4.5}}|NO",
        "{facts.f.at: {$olderThan: 30d}}|YES",
        "{facts.f.at: {$newerThan: 8w}}|YES",
        "{facts.f.at: {$lt: 2026-10-02}}|YES",
        "{facts.f.yes: true}|YES",
        "{facts.f.other: 1}|UNKNOWN",
        "{facts.gone.x: 1}|UNKNOWN",
        "{facts.nobody.x: 1}|UNKNOWN",
        "{facts.none.at: {$olderThan: 1d}}|NO",
        "{facts.none.at: {$exists: false}}|YES",
        "{$not: {facts.none.at: {$olderThan: 1d}}}|YES",
        "{$not: {facts.gone.x: 1}}|UNKNOWN",
        "{$all: [{kind: api}, {facts.gone.x: 1}]}|NO",
        "{$all: [{kind: component}, {facts.gone.x: 1}]}|UNKNOWN",
        "{$any: [{kind: component}, {facts.gone.x: 1}]}|YES",
        "{$any: [{kind: api}, {facts.gone.x: 1}]}|UNKNOWN",
        "{facts.f.n: {$known: true}}|YES",
        "{facts.f.n: {$known: false}}|NO",
        "{facts.f.other: {$known: true}}|NO",
        "{facts.gone.x: {$known: false}}|YES",
        "{facts.nobody.x: {$known: false}}|YES",
        "{facts.none.at: {$known: true}}|YES",
        "{$any: [{facts.gone.x: {$known: false}}, {facts.gone.x: 1}]}|YES",
        "{kind: component, metadata.name: shop}|NO",
      })
  void conditionsComeToWhatIsKnown(String condition, Truth expected) {
    assertEquals(expected, test(condition));
  }
}
