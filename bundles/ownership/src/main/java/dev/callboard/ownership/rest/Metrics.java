package dev.callboard.ownership.rest;

import dev.callboard.ownership.OwnerSums;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes sums as metrics. Source: "Exposition formats" of Prometheus, text format 0.0.4. */
final class Metrics {
  private static final String PREFIX = "callboard_ownership_";

  private record Family(String name, String key, String help) {}

  private static final Family[] FAMILIES = {
    new Family("entities", "entities", "Entities that have this owner."),
    new Family("live_entities", "live", "Those whose owner is there, with enough members."),
    new Family("orphans", "orphans", "Those whose file or owner is gone."),
    new Family(
        "disagreeing_entities",
        "disagreeing",
        "Those whose owner is contradicted by CODEOWNERS or by who commits."),
    new Family("truck_factor_one_entities", "truckFactorOne", "Those that one person knows."),
    new Family("measured_entities", "measured", "Those whose commits are known."),
    new Family(
        "commits_agreement_ratio",
        "commitsAgreement",
        "The mean share of commits by the owner and its members.")
  };

  private Metrics() {}

  /** Returns the text; nobody is an owner without a name. */
  static String of(Map<String, OwnerSums> owners) {
    Map<String, Map<String, Object>> sums = new LinkedHashMap<>();
    owners.forEach((owner, each) -> sums.put(owner, each.json()));
    StringBuilder text = new StringBuilder();
    for (Family family : FAMILIES) {
      String name = PREFIX + family.name();
      text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
      text.append("# TYPE ").append(name).append(" gauge\n");
      sums.forEach(
          (owner, values) -> {
            Object value = values.get(family.key());
            if (value != null) {
              text.append(name).append("{owner=\"").append(escaped(owner)).append("\"} ");
              text.append(value).append('\n');
            }
          });
    }
    return text.toString();
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
