package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SPDX 3.0 as JSON-LD: the elements of its graph, whatever their order, with the names of the
 * context that the specification publishes. Taken are software packages, how they depend on each
 * other, their licences, and what the security profile says of them.
 */
final class Spdx3Json implements DocumentFormat {
  private final Map<String, String> licences = new HashMap<>();
  private final Map<String, String> licenceOf = new HashMap<>();
  private final List<Node> packages = new ArrayList<>();
  private final List<Node> relations = new ArrayList<>();
  private final List<Node> roots = new ArrayList<>();
  private final Map<String, Node> tools = new HashMap<>();
  private Spdx3Security security;
  private String toolId = "";

  @Override
  public String id() {
    return "spdx";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    security = new Spdx3Security(to);
    boolean[] any = {false};
    new JsonWalk(limits)
        .on(
            "/@graph/*",
            element -> {
              any[0] = true;
              element(to, element);
            })
        .walk(body);
    if (!any[0]) {
      throw new Node(null, "").refuse("must have a list '@graph' of elements, as SPDX 3 has it");
    }
    if (to.specVersion.isEmpty()) {
      throw new Node(null, "").refuse("must have a CreationInfo with a specVersion, such as 3.0.1");
    }
    finish(to);
    return to.build(id());
  }

  static String type(Node element) {
    return element.has("type") ? element.text("type") : element.text("@type");
  }

  static String ref(Node element) {
    return element.has("spdxId") ? element.text("spdxId") : element.text("@id");
  }

  private void element(Collected to, Node element) {
    String type = type(element);
    switch (type) {
      case "CreationInfo" -> created(to, element);
      case "SpdxDocument", "software_Sbom", "Bom" -> roots.add(element);
      case "software_Package" -> packages.add(element);
      case "Tool" -> tools.put(ref(element), element);
      case "simplelicensing_LicenseExpression" ->
          licences.put(ref(element), element.text("simplelicensing_licenseExpression"));
      case "expandedlicensing_ListedLicense", "expandedlicensing_CustomLicense" ->
          licences.put(ref(element), element.text("name"));
      case "Relationship", "LifecycleScopedRelationship" -> relations.add(element);
      case "security_Vulnerability" -> security.vulnerability(element);
      default -> {
        if (type.startsWith("security_")) {
          security.assessment(element);
        }
      }
    }
  }

  private void created(Collected to, Node info) {
    String version = info.text("specVersion");
    if (!version.matches("3\\.0(\\.\\d+)?")) {
      throw info.refuse(
          "has the specVersion '" + Collected.cut(version, 50) + "'; SPDX 3.0 is read");
    }
    to.specVersion = version;
    if (toolId.isEmpty() && !info.texts("createdUsing").isEmpty()) {
      toolId = info.texts("createdUsing").get(0);
    }
  }

  private void finish(Collected to) {
    Node tool = tools.get(toolId);
    to.tool = tool == null ? "" : tool.text("name");
    for (Node root : roots) {
      // The document names the bill, and the bill what it is about.
      root.texts("rootElement").forEach(to::root);
    }
    for (Node each : relations) {
      relation(to, each);
    }
    for (Node each : packages) {
      pkg(to, each);
    }
    security.finish();
  }

  private void relation(Collected to, Node relation) {
    String from = relation.need("from");
    for (String target : relation.texts("to")) {
      switch (relation.need("relationshipType")) {
        case "describes" -> to.root(target);
        case "contains",
            "dependsOn",
            "hasOptionalDependency",
            "hasProvidedDependency",
            "hasPrerequisite",
            "hasDynamicLink",
            "hasStaticLink" ->
            to.edge(from, target);
        case "hasConcludedLicense" -> licenceOf.put(from, licences.getOrDefault(target, ""));
        case "hasDeclaredLicense" -> licenceOf.putIfAbsent(from, licences.getOrDefault(target, ""));
        case "hasAssociatedVulnerability" -> security.has(from, target);
        default -> {
          // Other relations say nothing about how a package got in, or what is wrong with it.
        }
      }
    }
  }

  private void pkg(Collected to, Node pkg) {
    String purl = pkg.text("software_packageUrl");
    for (Node each : pkg.nodes("externalIdentifier")) {
      if (purl.isEmpty() && each.text("externalIdentifierType").equals("packageUrl")) {
        purl = each.text("identifier");
      }
    }
    to.component(
        ref(pkg),
        "",
        pkg.need("name"),
        pkg.text("software_packageVersion"),
        licenceOf.getOrDefault(ref(pkg), ""),
        purl,
        pkg);
  }
}
