package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0 (OASIS): each result that is not suppressed and not a pass. A rule that names a CVE
 * or GHSA is that vulnerability; another one is known by the name of its tool and its id.
 */
final class Sarif implements DocumentFormat {
  private record Result(String run, Node node) {}

  @Override
  public String id() {
    return "sarif";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    Map<String, Node> tools = new HashMap<>();
    List<Result> results = new ArrayList<>();
    new JsonWalk(limits)
        .on("/version", at -> version(to, at))
        .on("/runs/*/tool/driver", driver -> tools.put(run(driver), driver))
        .on("/runs/*/results/*", each -> results.add(new Result(run(each), each)))
        .walk(body);
    if (to.specVersion.isEmpty()) {
      throw new Node(null, "").refuse("must have the version 2.1.0");
    }
    Map<String, Map<String, Node>> rules = new HashMap<>();
    tools.forEach((run, driver) -> rules.put(run, rules(driver)));
    tools.values().stream().findFirst().ifPresent(driver -> to.tool = driver.text("name"));
    for (Result result : results) {
      Node driver = tools.get(result.run());
      if (driver == null) {
        throw new Node(null, "/runs/" + result.run()).refuse("must have a tool with a driver");
      }
      result(to, driver.need("name"), rules.get(result.run()), result.node());
    }
    return to.build(id());
  }

  private static void version(Collected to, Node at) {
    if (!at.text().equals("2.1.0")) {
      throw at.refuse("is '" + Collected.cut(at.text(), 20) + "'; version 2.1.0 is read");
    }
    to.specVersion = "2.1.0";
  }

  private static String run(Node node) {
    return node.pointer().split("/")[2];
  }

  private static Map<String, Node> rules(Node driver) {
    Map<String, Node> byId = new HashMap<>();
    driver.nodes("rules").forEach(rule -> byId.put(rule.text("id"), rule));
    return byId;
  }

  private static void result(Collected to, String tool, Map<String, Node> rules, Node result) {
    String kind = result.text("kind");
    if (!result.nodes("suppressions").isEmpty() || !(kind.isEmpty() || kind.equals("fail"))) {
      return;
    }
    String ruleId = result.text("ruleId");
    if (ruleId.isEmpty()) {
      ruleId = result.node("rule").need("id");
    }
    Node rule = rules.getOrDefault(ruleId, new Node(null, result.pointer()));
    String id = VulnerabilityIds.ofRule(tool, ruleId);
    Node config = rule.node("defaultConfiguration");
    String level = result.text("level").isEmpty() ? config.text("level") : result.text("level");
    to.occurrence(
        new Draft(id)
            .severity(
                rule.node("properties").has("security-severity")
                    ? Severity.ofScore(rule.node("properties").number("security-severity"))
                    : Severity.ofText(level.isEmpty() ? "warning" : level))
            .score(rule.node("properties").number("security-severity"))
            .title(
                rule.node("shortDescription").text("text"),
                result.node("message").text("text"),
                rule.text("name"))
            .url(rule.text("helpUri"))
            .location(location(result))
            .build());
  }

  private static String location(Node result) {
    List<Node> all = result.nodes("locations");
    if (all.isEmpty()) {
      return "";
    }
    Node place = all.get(0).node("physicalLocation");
    double line = place.node("region").number("startLine");
    String uri = place.node("artifactLocation").text("uri");
    return line > 0 ? uri + ":" + (int) line : uri;
  }
}
