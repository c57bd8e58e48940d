package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.CvssVector;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The security profile of SPDX 3: vulnerabilities, which packages have them, and what is said about
 * that (its VEX relationships).
 */
final class Spdx3Security {
  private static final Map<String, VexStatus> VEX =
      Map.of(
          "security_VexAffectedVulnAssessmentRelationship",
          VexStatus.AFFECTED,
          "security_VexFixedVulnAssessmentRelationship",
          VexStatus.FIXED,
          "security_VexNotAffectedVulnAssessmentRelationship",
          VexStatus.NOT_AFFECTED,
          "security_VexUnderInvestigationVulnAssessmentRelationship",
          VexStatus.UNDER_INVESTIGATION);

  private record Has(String pkg, String vulnerability) {}

  private final Collected to;
  private final Map<String, Node> vulnerabilities = new LinkedHashMap<>();
  private final List<Node> assessments = new ArrayList<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final List<Has> has = new ArrayList<>();

  Spdx3Security(Collected to) {
    this.to = to;
  }

  void vulnerability(Node element) {
    vulnerabilities.put(Spdx3Json.ref(element), element);
  }

  void assessment(Node element) {
    String type = Spdx3Json.type(element);
    if (VEX.containsKey(type)) {
      assessments.add(element);
    } else if (type.startsWith("security_CvssV")) {
      double told = element.number("security_score");
      double score = told < 0 ? CvssVector.score(element.text("security_vectorString")) : told;
      scores.merge(element.need("from"), score, Math::max);
    }
  }

  void has(String pkg, String vulnerability) {
    has.add(new Has(pkg, vulnerability));
  }

  void finish() {
    for (Has each : has) {
      Node vulnerability = vulnerabilities.get(each.vulnerability());
      if (vulnerability != null) {
        to.occurrence(draft(vulnerability, each.pkg()).build());
      }
    }
    for (Node each : assessments) {
      Node vulnerability = vulnerabilities.get(each.need("from"));
      if (vulnerability == null) {
        throw each.node("from").refuse("must be the id of a security_Vulnerability of the graph");
      }
      VexStatus status = VEX.get(Spdx3Json.type(each));
      for (String pkg : each.texts("to")) {
        Draft draft = draft(vulnerability, pkg);
        if (status == VexStatus.AFFECTED) {
          to.occurrence(draft.build());
        }
        String impact = each.text("security_impactStatement");
        to.statement(
            draft.statement(
                status,
                each.text("security_justificationType"),
                impact.isEmpty() ? each.text("security_actionStatement") : impact));
      }
    }
  }

  private Draft draft(Node vulnerability, String pkg) {
    List<String> ids = new ArrayList<>();
    for (Node each : vulnerability.nodes("externalIdentifier")) {
      String type = each.text("externalIdentifierType");
      if (type.equals("cve") || type.equals("securityOther")) {
        ids.add(each.text("identifier"));
      }
    }
    if (ids.isEmpty()) {
      ids.add(vulnerability.need("name"));
    }
    Draft draft =
        new Draft(ids.get(0))
            .aliases(ids)
            .score(scores.getOrDefault(Spdx3Json.ref(vulnerability), -1.0))
            .title(
                vulnerability.text("summary"),
                vulnerability.text("description"),
                vulnerability.text("name"));
    Optional<Component> component = to.byRef(pkg);
    return component.isEmpty() || to.isRoot(pkg)
        ? draft
        : draft.pkg(Optional.of(component.get().pkg()), component.get().version());
  }
}
