package dev.callboard.scorecards.rest;

import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as SARIF 2.1.0 (OASIS). Stateless. */
final class Sarif {
  static final String TYPE = "application/sarif+json";

  private Sarif() {}

  static Map<String, Object> of(List<Result> results, Map<String, Check> checks) {
    List<String> ids = results.stream().map(Result::check).distinct().sorted().toList();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Callboard scorecards");
    driver.put("rules", ids.stream().map(id -> rule(id, checks.get(id))).toList());
    List<Object> found = new ArrayList<>();
    for (Result each : results) {
      if (each.outcome() != Outcome.NA) {
        found.add(result(each, ids.indexOf(each.check())));
      }
    }
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("results", found);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.put("version", "2.1.0");
    json.put("runs", List.of(run));
    return json;
  }

  private static Map<String, Object> rule(String id, Check check) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", id);
    if (check != null) {
      rule.put("shortDescription", Map.of("text", check.title()));
      if (!check.advice().isEmpty()) {
        rule.put("help", Map.of("text", check.advice()));
      }
      if (check.link().startsWith("https://")) {
        rule.put("helpUri", check.link());
      }
    }
    return rule;
  }

  private static Map<String, Object> result(Result each, int rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ruleId", each.check());
    json.put("ruleIndex", rule);
    json.put(
        "kind",
        switch (each.outcome()) {
          case PASS -> "pass";
          case FAIL -> "fail";
          default -> "open";
        });
    json.put("level", each.outcome() == Outcome.FAIL ? "error" : "none");
    json.put(
        "message",
        Map.of("text", each.message().isEmpty() ? each.outcome().text() : each.message()));
    Map<String, Object> name = new LinkedHashMap<>();
    name.put("fullyQualifiedName", each.entityRef());
    json.put("locations", List.of(Map.of("logicalLocations", List.of(name))));
    if (!each.waiver().isEmpty()) {
      json.put("suppressions", List.of(Map.of("kind", "external", "guid", each.waiver())));
    }
    return json;
  }
}
