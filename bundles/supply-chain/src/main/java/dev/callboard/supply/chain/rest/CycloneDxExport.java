package dev.callboard.supply.chain.rest;

import dev.callboard.supply.chain.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what is thought of vulnerabilities as CycloneDX 1.6. */
final class CycloneDxExport {
  private static final Set<String> JUSTIFICATIONS =
      Set.of(
          "code_not_present",
          "code_not_reachable",
          "requires_configuration",
          "requires_dependency",
          "requires_environment",
          "protected_by_compiler",
          "protected_at_runtime",
          "protected_at_perimeter",
          "protected_by_mitigating_control");

  private CycloneDxExport() {}

  static Map<String, Object> of(VexData data, Instant now) {
    String urn = VexData.urn(data.entityRef());
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("type", "application");
    application.put("bom-ref", urn);
    application.put("name", data.entityRef());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("timestamp", now.toString());
    metadata.put("component", application);
    Set<String> purls = new LinkedHashSet<>();
    data.entries().forEach(each -> purls.addAll(each.products()));
    purls.remove(urn);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bomFormat", "CycloneDX");
    json.put("specVersion", "1.6");
    json.put("version", 1);
    json.put("metadata", metadata);
    json.put("components", purls.stream().map(CycloneDxExport::component).toList());
    json.put("vulnerabilities", data.entries().stream().map(CycloneDxExport::entry).toList());
    return json;
  }

  private static Map<String, Object> component(String purl) {
    String path = purl.replaceAll("[?#].*", "");
    int at = path.lastIndexOf('@');
    String name = at < 0 ? path : path.substring(0, at);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "library");
    json.put("bom-ref", purl);
    json.put("name", name.substring(name.lastIndexOf('/') + 1));
    if (at >= 0) {
      json.put("version", path.substring(at + 1));
    }
    json.put("purl", purl);
    return json;
  }

  private static Map<String, Object> entry(VexData.Entry entry) {
    Finding finding = entry.finding();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", finding.vulnerability());
    List<Object> references = new ArrayList<>();
    for (String id : finding.aliases()) {
      if (!id.equals(finding.vulnerability())) {
        references.add(Map.of("id", id, "source", Map.of("name", id.replaceAll("-.*", ""))));
      }
    }
    json.put("references", references);
    Map<String, Object> rating = new LinkedHashMap<>();
    if (finding.score() >= 0) {
      rating.put("score", finding.score());
    }
    rating.put("severity", finding.severity().text());
    json.put("ratings", List.of(rating));
    if (!finding.title().isEmpty()) {
      json.put("description", finding.title());
    }
    json.put("analysis", analysis(entry));
    json.put("affects", entry.products().stream().map(ref -> Map.of("ref", ref)).toList());
    return json;
  }

  private static Map<String, Object> analysis(VexData.Entry entry) {
    Finding finding = entry.finding();
    Map<String, Object> json = new LinkedHashMap<>();
    switch (finding.state()) {
      case OPEN, ACKNOWLEDGED -> json.put("state", "in_triage");
      case FIXED -> json.put("state", "resolved");
      case FALSE_POSITIVE -> json.put("state", "false_positive");
      case NOT_AFFECTED -> json.put("state", "not_affected");
      default -> {
        json.put("state", "exploitable");
        json.put("response", List.of("will_not_fix"));
      }
    }
    if (JUSTIFICATIONS.contains(entry.justification())) {
      json.put("justification", entry.justification());
    }
    if (!finding.reason().isEmpty()) {
      json.put("detail", finding.reason());
    }
    return json;
  }
}
