package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import java.util.List;

/**
 * The JSON of Trivy, schema version 2: vulnerabilities, packages, and what its checks of
 * configuration and for secrets found. Of a secret only its kind and place are taken.
 */
final class TrivyJson implements DocumentFormat {
  @Override
  public String id() {
    return "trivy";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "trivy";
    String[] target = {"", ""};
    new JsonWalk(limits)
        .on("/SchemaVersion", at -> version(to, at))
        .on(
            "/Results/*/Target",
            at -> {
              target[0] = at.text();
              target[1] = "";
            })
        .on("/Results/*/Type", at -> target[1] = at.text())
        .on("/Results/*/Packages/*", pkg -> pkg(to, target[0], pkg))
        .on("/Results/*/Vulnerabilities/*", each -> vulnerability(to, target, each))
        .on("/Results/*/Misconfigurations/*", each -> misconfiguration(to, target[0], each))
        .on("/Results/*/Secrets/*", each -> secret(to, target[0], each))
        .walk(body);
    return to.build(id());
  }

  private static void version(Collected to, Node at) {
    if (!at.text().equals("2")) {
      throw at.refuse("is '" + Collected.cut(at.text(), 20) + "'; schema version 2 is read");
    }
    to.specVersion = "2";
  }

  private static void pkg(Collected to, String target, Node pkg) {
    String id = pkg.text("ID").isEmpty() ? pkg.pointer() : target + "\n" + pkg.text("ID");
    to.component(
        id,
        "",
        pkg.need("Name"),
        pkg.text("Version"),
        String.join(" AND ", pkg.texts("Licenses")),
        pkg.node("Identifier").text("PURL"),
        pkg);
    pkg.texts("DependsOn").forEach(on -> to.edge(id, target + "\n" + on));
  }

  private static void vulnerability(Collected to, String[] target, Node each) {
    double score = -1;
    for (String source : List.of("nvd", "ghsa", "redhat", "bitnami", "ubuntu", "amazon")) {
      Node cvss = each.node("CVSS").node(source);
      score = Math.max(score, Math.max(cvss.number("V40Score"), cvss.number("V3Score")));
    }
    String path = each.text("PkgPath");
    to.occurrence(
        new Draft(each.need("VulnerabilityID"))
            .pkg(
                each.node("PkgIdentifier").text("PURL"),
                target[1],
                each.text("PkgName"),
                each.text("InstalledVersion"))
            .severity(each.text("Severity"))
            .score(score)
            .fixed(each.text("FixedVersion"))
            .title(each.text("Title"), each.text("Description"))
            .url(each.text("PrimaryURL"))
            .location(path.isEmpty() ? target[0] : path)
            .build());
  }

  private static void misconfiguration(Collected to, String target, Node each) {
    if (each.text("Status").equals("PASS")) {
      return;
    }
    String id = each.text("AVDID").isEmpty() ? each.need("ID") : each.text("AVDID");
    double line = each.node("CauseMetadata").number("StartLine");
    to.occurrence(
        new Draft("trivy/" + id)
            .severity(each.text("Severity"))
            .fixed(each.text("Resolution"))
            .title(each.text("Title"), each.text("Message"))
            .url(each.text("PrimaryURL"))
            .location(line > 0 ? target + ":" + (int) line : target)
            .build());
  }

  private static void secret(Collected to, String target, Node each) {
    to.occurrence(
        new Draft("trivy/secret-" + each.need("RuleID"))
            .severity(each.text("Severity"))
            .title(each.text("Title"))
            .location(target + ":" + (int) each.number("StartLine"))
            .build());
  }
}
