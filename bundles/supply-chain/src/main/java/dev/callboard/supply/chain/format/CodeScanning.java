package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;

/**
 * The code scanning alerts of a repository, as {@code GET
 * /repos/{owner}/{repo}/code-scanning/alerts} of GitHub gives them. They are known by the same ids
 * as the SARIF that they come from; what was dismissed or fixed there is left out, as with SARIF.
 */
final class CodeScanning implements DocumentFormat {
  @Override
  public String id() {
    return "code-scanning";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "code-scanning";
    new JsonWalk(limits).on("/*", alert -> alert(to, alert)).walk(body);
    return to.build(id());
  }

  private static void alert(Collected to, Node alert) {
    if (!alert.need("state").equals("open")) {
      return;
    }
    Node rule = alert.node("rule");
    String level = rule.text("security_severity_level");
    Node seen = alert.node("most_recent_instance");
    to.occurrence(
        new Draft(VulnerabilityIds.ofRule(alert.node("tool").need("name"), rule.need("id")))
            .severity(Severity.ofText(level.isEmpty() ? rule.text("severity") : level))
            .title(rule.text("description"), seen.node("message").text("text"))
            .url(alert.text("html_url"))
            .location(place(seen.node("location")))
            .build());
  }

  private static String place(Node location) {
    double line = location.number("start_line");
    return line > 0 ? location.text("path") + ":" + (int) line : location.text("path");
  }
}
