package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.CvssVector;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Dependabot alerts of a repository, as {@code GET /repos/{owner}/{repo}/dependabot/alerts} of
 * GitHub gives them. What was dismissed there counts here, too; what was fixed is left out.
 */
final class Dependabot implements DocumentFormat {
  @Override
  public String id() {
    return "dependabot";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "dependabot";
    new JsonWalk(limits).on("/*", alert -> alert(to, alert)).walk(body);
    return to.build(id());
  }

  private static void alert(Collected to, Node alert) {
    Node advisory = alert.node("security_advisory");
    Node vulnerability = alert.node("security_vulnerability");
    List<String> ids = new ArrayList<>();
    ids.add(advisory.text("cve_id"));
    advisory.nodes("identifiers").forEach(each -> ids.add(each.text("value")));
    Node pkg = alert.node("dependency").node("package");
    Draft draft =
        new Draft(advisory.need("ghsa_id"))
            .aliases(ids)
            .pkg("", pkg.need("ecosystem"), pkg.need("name"), "")
            .severity(vulnerability.text("severity"))
            .score(score(advisory))
            .fixed(vulnerability.node("first_patched_version").text("identifier"))
            .title(advisory.text("summary"))
            .url(alert.text("html_url"))
            .location(alert.node("dependency").text("manifest_path"));
    String state = alert.need("state");
    if (state.equals("fixed")) {
      return;
    }
    to.occurrence(draft.build());
    if (!state.equals("open")) {
      String why = alert.text("dismissed_reason");
      reason(why, state)
          .ifPresent(is -> to.statement(draft.statement(is, why, alert.text("dismissed_comment"))));
    }
  }

  private static double score(Node advisory) {
    double score = advisory.node("cvss").number("score");
    for (String version : List.of("cvss_v3", "cvss_v4")) {
      Node told = advisory.node("cvss_severities").node(version);
      score =
          Math.max(
              score, Math.max(told.number("score"), CvssVector.score(told.text("vector_string"))));
    }
    // GitHub writes 0 for what nobody has rated.
    return score == 0 ? -1 : score;
  }

  private static Optional<VexStatus> reason(String reason, String state) {
    return switch (reason) {
      case "inaccurate" -> Optional.of(VexStatus.FALSE_POSITIVE);
      case "not_used" -> Optional.of(VexStatus.NOT_AFFECTED);
      case "tolerable_risk", "no_bandwidth" -> Optional.of(VexStatus.ACCEPTED);
      case "fix_started" -> Optional.of(VexStatus.UNDER_INVESTIGATION);
      default -> state.equals("open") ? Optional.empty() : Optional.of(VexStatus.ACCEPTED);
    };
  }
}
