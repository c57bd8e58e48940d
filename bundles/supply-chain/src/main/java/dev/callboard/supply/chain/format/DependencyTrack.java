package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The findings of Dependency-Track: its File Packaging Format, or the bare list that {@code GET
 * /api/v1/finding/project/...} gives.
 */
final class DependencyTrack implements DocumentFormat {
  private static final List<String> ALIASES =
      List.of("cveId", "ghsaId", "osvId", "gsdId", "snykId", "sonatypeId", "vulnDbId");

  /** The first two in answers of its API, the others in its notifications. */
  private static final List<String> SCORES =
      List.of("cvssV3BaseScore", "cvssV4Score", "cvssv3", "cvssV3", "cvssv4", "cvssV4");

  private final boolean bare;

  DependencyTrack(boolean bare) {
    this.bare = bare;
  }

  @Override
  public String id() {
    return "dependency-track";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    to.tool = "dependency-track";
    JsonWalk walk = new JsonWalk(limits).on(bare ? "/*" : "/findings/*", each -> finding(to, each));
    if (!bare) {
      walk.on("/version", at -> to.specVersion = Collected.cut(at.text(), 20));
    }
    walk.walk(body);
    return to.build(id());
  }

  private static void finding(Collected to, Node finding) {
    Node component = finding.node("component");
    Node vulnerability = finding.node("vulnerability");
    List<String> aliases = new ArrayList<>();
    for (Node alias : vulnerability.nodes("aliases")) {
      ALIASES.forEach(key -> aliases.add(alias.text(key)));
    }
    String group = component.text("group");
    String name = component.need("name");
    Draft draft =
        new Draft(vulnerability.need("vulnId"))
            .aliases(aliases)
            .pkg(
                component.text("purl"),
                "",
                group.isEmpty() ? name : group + "/" + name,
                component.text("version"))
            .severity(vulnerability.text("severity"))
            .score(score(vulnerability))
            .fixed(vulnerability.text("patchedVersions"))
            .title(vulnerability.text("title"), vulnerability.text("description"));
    Node analysis = finding.node("analysis");
    boolean suppressed = analysis.text("isSuppressed").equals("true");
    Optional<VexStatus> status = status(analysis.text("state"), suppressed);
    if (status.filter(is -> is == VexStatus.FIXED).isEmpty()) {
      to.occurrence(draft.build());
    }
    status.ifPresent(is -> to.statement(draft.statement(is, "", "as analysed there")));
  }

  private static double score(Node vulnerability) {
    return SCORES.stream().mapToDouble(vulnerability::number).max().orElse(-1);
  }

  private static Optional<VexStatus> status(String state, boolean suppressed) {
    return switch (state) {
      case "NOT_AFFECTED" -> Optional.of(VexStatus.NOT_AFFECTED);
      case "FALSE_POSITIVE" -> Optional.of(VexStatus.FALSE_POSITIVE);
      case "RESOLVED" -> Optional.of(VexStatus.FIXED);
      case "EXPLOITABLE" -> Optional.of(VexStatus.AFFECTED);
      case "IN_TRIAGE" -> Optional.of(VexStatus.UNDER_INVESTIGATION);
      default -> suppressed ? Optional.of(VexStatus.ACCEPTED) : Optional.empty();
    };
  }
}
