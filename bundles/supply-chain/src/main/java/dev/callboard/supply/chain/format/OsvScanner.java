package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.CvssVector;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** The JSON of OSV-Scanner. */
final class OsvScanner implements DocumentFormat {
  @Override
  public String id() {
    return "osv-scanner";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "osv-scanner";
    String[] path = {""};
    new JsonWalk(limits)
        .on("/results/*/source/path", at -> path[0] = at.text())
        .on("/results/*/packages/*", each -> pkg(to, path[0], each))
        .walk(body);
    return to.build(id());
  }

  private static void pkg(Collected to, String path, Node each) {
    Node pkg = each.node("package");
    for (Node vulnerability : each.nodes("vulnerabilities")) {
      String id = vulnerability.need("id");
      List<String> aliases = new ArrayList<>(vulnerability.texts("aliases"));
      double score = -1;
      for (Node group : each.nodes("groups")) {
        if (group.texts("ids").contains(id)) {
          aliases.addAll(group.texts("ids"));
          aliases.addAll(group.texts("aliases"));
          score = Math.max(score, group.number("max_severity"));
        }
      }
      if (score < 0) {
        for (Node severity : vulnerability.nodes("severity")) {
          score = Math.max(score, CvssVector.score(severity.text("score")));
        }
      }
      String word = vulnerability.node("database_specific").text("severity");
      to.occurrence(
          new Draft(id)
              .aliases(aliases)
              .pkg("", pkg.text("ecosystem"), pkg.need("name"), pkg.text("version"))
              .severity(score < 0 ? Severity.ofText(word) : Severity.ofScore(score))
              .score(score)
              .fixed(fixed(vulnerability, pkg.text("name")))
              .title(vulnerability.text("summary"), vulnerability.text("details"))
              .url("https://osv.dev/vulnerability/" + id)
              .location(path)
              .build());
    }
  }

  private static String fixed(Node vulnerability, String name) {
    List<String> versions = new ArrayList<>();
    for (Node affected : vulnerability.nodes("affected")) {
      if (affected.node("package").text("name").equals(name)) {
        for (Node range : affected.nodes("ranges")) {
          if (!range.text("type").equals("GIT")) {
            range.nodes("events").stream()
                .map(event -> event.text("fixed"))
                .filter(version -> !version.isEmpty())
                .forEach(versions::add);
          }
        }
      }
    }
    return String.join(", ", versions);
  }
}
