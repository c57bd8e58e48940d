package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.CvssVector;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.VexStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a CycloneDX document (ECMA-424), which are the same in JSON and XML. Vulnerabilities
 * are looked at last, since they point to components that may come later.
 */
final class CycloneDxParts {
  private static final Set<String> VERSIONS =
      Set.of("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7");

  private final Collected to;
  private final List<Node> vulnerabilities = new ArrayList<>();

  CycloneDxParts(Collected to) {
    this.to = to;
  }

  void version(Node at) {
    String version = at.text();
    if (!VERSIONS.contains(version)) {
      throw at.refuse("is '" + Collected.cut(version, 50) + "'; versions 1.1 to 1.7 are read");
    }
    to.specVersion = version;
  }

  void metadata(Node metadata) {
    Node about = metadata.node("component");
    if (about.isObject()) {
      to.root(ref(about));
      for (Node part : about.nodes("components")) {
        component(part, ref(about));
      }
    }
    Node tools = metadata.node("tools");
    List<Node> all = tools.isObject() ? tools.nodes("components") : tools.items();
    if (!all.isEmpty()) {
      to.tool = all.get(0).text("name");
    }
  }

  private static String ref(Node component) {
    String ref = component.text("bom-ref");
    return ref.isEmpty() ? component.pointer() : ref;
  }

  /** Takes a component and those inside of it. */
  void component(Node component, String around) {
    String ref = ref(component);
    to.component(
        ref,
        component.text("group"),
        component.need("name"),
        component.text("version"),
        licence(component),
        component.text("purl"),
        component);
    if (!around.isEmpty()) {
      to.edge(around, ref);
    }
    for (Node part : component.nodes("components")) {
      component(part, ref);
    }
  }

  private static String licence(Node component) {
    List<String> names = new ArrayList<>();
    for (Node each : component.nodes("licenses")) {
      Node licence = each.node("license");
      String name = licence.text("id").isEmpty() ? licence.text("name") : licence.text("id");
      String text = each.has("expression") ? each.text("expression") : name;
      if (!text.isBlank()) {
        names.add(text.strip());
      }
    }
    return String.join(" AND ", names);
  }

  void dependency(Node dependency) {
    String from = dependency.need("ref");
    dependency.texts("dependsOn").forEach(on -> to.edge(from, on));
  }

  void vulnerability(Node vulnerability) {
    vulnerabilities.add(vulnerability);
  }

  void finish() {
    vulnerabilities.forEach(this::judge);
  }

  private void judge(Node vulnerability) {
    String id = vulnerability.need("id");
    List<String> aliases =
        vulnerability.nodes("references").stream().map(each -> each.text("id")).toList();
    Node analysis = vulnerability.node("analysis");
    Optional<VexStatus> status = status(analysis);
    List<Node> affected = vulnerability.nodes("affects");
    if (affected.isEmpty()) {
      say(vulnerability, new Draft(id).aliases(aliases), status, analysis);
    }
    for (Node each : affected) {
      String ref = target(each.need("ref"));
      Draft draft = new Draft(id).aliases(aliases);
      Optional<Component> component = to.byRef(ref);
      if (component.isPresent()) {
        draft.pkg(Optional.of(component.get().pkg()), component.get().version());
      } else if (!to.isRoot(ref)) {
        draft.pkg(ref, "", "", "");
      }
      say(vulnerability, draft, status, analysis);
    }
  }

  private void say(Node vulnerability, Draft draft, Optional<VexStatus> status, Node analysis) {
    boolean harmless =
        status
            .filter(is -> is != VexStatus.AFFECTED && is != VexStatus.UNDER_INVESTIGATION)
            .isPresent();
    if (!harmless) {
      rate(vulnerability, draft);
      to.occurrence(
          draft
              .fixed(vulnerability.text("recommendation"))
              .title(vulnerability.text("description"), vulnerability.text("detail"))
              .url(vulnerability.node("source").text("url"))
              .build());
    }
    status.ifPresent(
        is ->
            to.statement(
                draft.statement(is, analysis.text("justification"), analysis.text("detail"))));
  }

  private static void rate(Node vulnerability, Draft draft) {
    double score = -1;
    Severity severity = Severity.UNKNOWN;
    for (Node rating : vulnerability.nodes("ratings")) {
      if (rating.text("method").toUpperCase(Locale.ROOT).startsWith("CVSS")) {
        double told = rating.number("score");
        score = Math.max(score, told < 0 ? CvssVector.score(rating.text("vector")) : told);
      }
      Severity word = Severity.ofText(rating.text("severity"));
      severity = word.compareTo(severity) > 0 ? word : severity;
    }
    draft.severity(severity).score(score);
  }

  private static Optional<VexStatus> status(Node analysis) {
    return switch (analysis.text("state")) {
      case "" -> Optional.empty();
      case "resolved", "resolved_with_pedigree" -> Optional.of(VexStatus.FIXED);
      case "exploitable" -> Optional.of(VexStatus.AFFECTED);
      case "in_triage" -> Optional.of(VexStatus.UNDER_INVESTIGATION);
      case "false_positive" -> Optional.of(VexStatus.FALSE_POSITIVE);
      case "not_affected" -> Optional.of(VexStatus.NOT_AFFECTED);
      default ->
          throw analysis
              .node("state")
              .refuse(
                  "must be one of resolved, resolved_with_pedigree, exploitable, in_triage,"
                      + " false_positive and not_affected");
    };
  }

  /** A link to a component of another document ({@code urn:cdx:...#ref}) ends with its ref. */
  private static String target(String ref) {
    int at = ref.indexOf('#');
    if (!ref.startsWith("urn:cdx:") || at < 0) {
      return ref;
    }
    try {
      return URLDecoder.decode(ref.substring(at + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ref.substring(at + 1);
    }
  }
}
