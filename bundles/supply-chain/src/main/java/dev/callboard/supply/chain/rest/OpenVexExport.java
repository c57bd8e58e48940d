package dev.callboard.supply.chain.rest;

import dev.callboard.supply.chain.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes OpenVEX 0.2.0. */
final class OpenVexExport {
  private static final Set<String> JUSTIFICATIONS =
      Set.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  private OpenVexExport() {}

  static Map<String, Object> of(VexData data, Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@context", "https://openvex.dev/ns/v0.2.0");
    json.put("@id", VexData.urn(data.entityRef()) + ":vex:" + now.toEpochMilli());
    json.put("author", "Callboard");
    json.put("timestamp", now.toString());
    json.put("version", 1);
    json.put("statements", data.entries().stream().map(OpenVexExport::statement).toList());
    return json;
  }

  private static Map<String, Object> statement(VexData.Entry entry) {
    Finding finding = entry.finding();
    Map<String, Object> vulnerability = new LinkedHashMap<>();
    vulnerability.put("name", finding.vulnerability());
    List<String> others = new ArrayList<>(finding.aliases());
    others.remove(finding.vulnerability());
    if (!others.isEmpty()) {
      vulnerability.put("aliases", others);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vulnerability", vulnerability);
    json.put("products", entry.products().stream().map(id -> Map.of("@id", id)).toList());
    switch (finding.state()) {
      case OPEN, ACKNOWLEDGED -> json.put("status", "under_investigation");
      case FIXED -> json.put("status", "fixed");
      case ACCEPTED -> {
        json.put("status", "affected");
        json.put("action_statement", "Accepted: " + finding.reason());
      }
      default -> {
        json.put("status", "not_affected");
        if (JUSTIFICATIONS.contains(entry.justification())) {
          json.put("justification", entry.justification());
        }
        json.put(
            "impact_statement",
            finding.reason().isEmpty() ? finding.state().text() : finding.reason());
      }
    }
    return json;
  }
}
