package dev.callboard.scorecards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Scope;
import dev.callboard.scorecards.engine.Judge;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Result;
import dev.callboard.testing.MapConfig;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each shipped check with facts that let it pass, fail and be unknown; those are in a file. */
class PackTest {
  private static final Map<String, Check> CHECKS =
      new DefinitionSource(MapConfig::empty, Path.of(".")).current().checks();

  record Case(String check, String outcome, Map<?, ?> given) {
    @Override
    public String toString() {
      return check + " " + outcome;
    }
  }

  static Stream<Case> cases() throws Exception {
    try (InputStream in = PackTest.class.getResourceAsStream("/pack-cases.yaml")) {
      Object all = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return ((Map<?, ?>) all)
          .entrySet().stream()
              .flatMap(
                  check ->
                      ((Map<?, ?>) check.getValue())
                          .entrySet().stream()
                              .map(
                                  each ->
                                      new Case(
                                          (String) check.getKey(),
                                          (String) each.getKey(),
                                          (Map<?, ?>) each.getValue())));
    }
  }

  @Test
  void everyShippedCheckHasAllItsCases() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (String id : CHECKS.keySet()) {
      expected.add(id + " pass");
      expected.add(id + " fail");
      // What stands in the entity itself is always known.
      if (!CHECKS.get(id).providers().isEmpty()) {
        expected.add(id + " unknown");
      }
    }
    assertEquals(expected, new TreeSet<>(cases().map(Case::toString).toList()));
  }

  @ParameterizedTest
  @CsvSource({"true, pass", "false, fail"})
  void membersWhoAreNotThereAnyMoreCountWhereOwnershipIsMeasured(boolean live, String outcome) {
    Map<String, Facts> facts =
        Map.of(
            "owner",
            Facts.of(Map.of("ref", "group:default/a", "kind", "Group", "members", 1L)),
            "ownership",
            Facts.of(Map.of("live", live)));
    Scope scope = new Scope(Map.of(), facts, Instant.parse("2026-11-21T10:00:00Z"));
    Result result = Judge.judge(Lab.PAY, CHECKS.get("owner-is-team"), scope, "", 0);
    assertEquals(outcome, result.outcome().text());
  }

  @Test
  void whatIsNotKnownIsToldInWordsForPeople() {
    Map<String, Facts> facts =
        Map.of("security", Facts.of(Map.of("sbom", false)).withMissing("no document has arrived"));
    Scope scope = new Scope(Map.of(), facts, Instant.parse("2026-11-21T10:00:00Z"));
    assertEquals(
        "no document has arrived",
        Judge.judge(Lab.PAY, CHECKS.get("no-exploited"), scope, "", 0).message());
    assertEquals(
        "no plugin that is running tells facts.docs",
        Judge.judge(Lab.PAY, CHECKS.get("docs-published"), scope, "", 0).message());
    Scope silent =
        new Scope(Map.of(), Map.of("security", Facts.of(Map.of("sbom", false))), Instant.EPOCH);
    assertEquals(
        "facts.security.exploited is not known of it",
        Judge.judge(Lab.PAY, CHECKS.get("no-exploited"), silent, "", 0).message());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void checksComeToWhatFactsSay(Case given) {
    Map<String, Object> entity = new HashMap<>();
    Map<String, Facts> facts = new HashMap<>();
    given
        .given()
        .forEach(
            (key, value) -> {
              Map<String, Object> values = new HashMap<>();
              ((Map<?, ?>) value).forEach((name, each) -> values.put((String) name, each));
              if (key.equals("entity")) {
                entity.putAll(values);
              } else {
                facts.put((String) key, Facts.of(values));
              }
            });
    Scope scope = new Scope(entity, facts, Instant.parse("2026-11-21T10:00:00Z"));
    Result result = Judge.judge(Lab.PAY, CHECKS.get(given.check()), scope, "", 0);
    assertEquals(given.outcome(), result.outcome().text(), result.message());
    assertEquals(given.outcome().equals("pass"), result.message().isEmpty(), result.message());
  }
}
