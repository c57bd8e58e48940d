package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import java.util.List;

/** The JSON of Grype. */
final class GrypeJson implements DocumentFormat {
  @Override
  public String id() {
    return "grype";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "grype";
    new JsonWalk(limits)
        .on("/descriptor/version", at -> to.specVersion = Collected.cut(at.text(), 50))
        .on("/matches/*", match -> match(to, match))
        .walk(body);
    return to.build(id());
  }

  private static void match(Collected to, Node match) {
    Node vulnerability = match.node("vulnerability");
    Node artifact = match.node("artifact");
    double score = score(vulnerability);
    String title = "";
    for (Node related : match.nodes("relatedVulnerabilities")) {
      score = score < 0 ? score(related) : score;
      title = title.isEmpty() ? related.text("description") : title;
    }
    List<Node> places = artifact.nodes("locations");
    to.occurrence(
        new Draft(vulnerability.need("id"))
            .aliases(aliases(match))
            .pkg(
                artifact.text("purl"),
                artifact.text("type"),
                artifact.need("name"),
                artifact.text("version"))
            .severity(vulnerability.text("severity"))
            .score(score)
            .fixed(String.join(", ", vulnerability.node("fix").texts("versions")))
            .title(vulnerability.text("description"), title)
            .url(vulnerability.text("dataSource"))
            .location(places.isEmpty() ? "" : places.get(0).text("path"))
            .build());
  }

  /** A bulletin of a distribution is about several vulnerabilities, so it is no alias of each. */
  private static List<String> aliases(Node match) {
    List<Node> related = match.nodes("relatedVulnerabilities");
    return related.size() == 1 ? List.of(related.get(0).text("id")) : List.of();
  }

  private static double score(Node vulnerability) {
    double score = -1;
    for (Node cvss : vulnerability.nodes("cvss")) {
      if (!cvss.text("version").startsWith("2")) {
        score = Math.max(score, cvss.node("metrics").number("baseScore"));
      }
    }
    return score;
  }
}
