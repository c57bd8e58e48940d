package dev.callboard.ownership.rest;

import dev.callboard.ownership.OwnerSums;
import dev.callboard.platform.http.MetricsText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes sums as metrics. */
final class Metrics {
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
    MetricsText text = new MetricsText("callboard_ownership_");
    for (Family family : FAMILIES) {
      text.gauge(family.name(), family.help());
      sums.forEach(
          (owner, values) -> {
            if (values.get(family.key()) instanceof Number value) {
              text.value(value, "owner", owner);
            }
          });
    }
    return text.toString();
  }
}
