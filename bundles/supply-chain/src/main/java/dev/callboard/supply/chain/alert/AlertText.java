package dev.callboard.supply.chain.alert;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.supply.chain.Surroundings;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.model.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What owners are told: what, where, who, whom else it concerns, and what to do. */
final class AlertText {
  private static final int LISTED = 10;

  private final Surroundings surroundings;
  private final List<Finding> findings;
  private final Set<String> owners;
  private final Finding worst;
  private final Set<String> consumers = new LinkedHashSet<>();
  private final List<String> entities;
  private final String runbook;

  AlertText(Surroundings surroundings, List<Finding> findings, Set<String> owners) {
    this.surroundings = surroundings;
    this.findings = findings;
    this.owners = owners;
    this.worst = findings.get(0);
    this.entities = findings.stream().map(Finding::entityRef).distinct().toList();
    List<String> listed = entities.subList(0, Math.min(entities.size(), LISTED));
    for (String each : listed) {
      consumers.addAll(surroundings.consumers(each).keySet());
    }
    // Thousands may have it; a runbook of one that is not named would help nobody.
    this.runbook =
        listed.stream().flatMap(each -> surroundings.runbook(each).stream()).findFirst().orElse("");
  }

  NotificationPayload payload() {
    return NotificationPayload.titled(title())
        .description(description())
        .link(link())
        .severity(
            worst.severity() == Severity.CRITICAL || worst.kev()
                ? NotificationSeverity.CRITICAL
                : NotificationSeverity.HIGH)
        .topic("security")
        .scope("vulnerability:" + worst.vulnerability() + ":" + String.join(",", owners).hashCode())
        .metadata(metadata())
        .build();
  }

  private String title() {
    String others =
        entities.size() == 1
            ? ""
            : " and " + (entities.size() - 1) + (entities.size() == 2 ? " other" : " others");
    return worst.vulnerability()
        + " ("
        + worst.severity().text()
        + (worst.kev() ? ", exploited" : "")
        + ") in "
        + name(entities.get(0))
        + others;
  }

  private String name(String ref) {
    return surroundings
        .entity(ref)
        .map(entity -> entity.metadata().get("title") instanceof String title ? title : null)
        .orElse(ref.substring(ref.indexOf('/') + 1));
  }

  private String description() {
    List<String> lines = new ArrayList<>();
    if (!worst.title().isEmpty()) {
      lines.add(worst.title());
    }
    if (!worst.packages().isEmpty()) {
      lines.add("In " + listed(worst.packages()) + ".");
    }
    lines.add("Where: " + listed(entities) + ".");
    if (!owners.isEmpty()) {
      lines.add("Owned by " + listed(List.copyOf(owners)) + ".");
    }
    lines.add(
        consumers.isEmpty()
            ? "Nothing else in the catalog depends on it."
            : "Depended on by " + listed(List.copyOf(consumers)) + ".");
    lines.add(worst.fixed().isEmpty() ? "No fix is known." : "Fixed in " + worst.fixed() + ".");
    if (!runbook.isEmpty()) {
      lines.add("Runbook: " + runbook);
    }
    return String.join("\n", lines);
  }

  private static String listed(List<String> all) {
    String some = String.join(", ", all.subList(0, Math.min(all.size(), LISTED)));
    return all.size() <= LISTED ? some : some + " and " + (all.size() - LISTED) + " more";
  }

  private String link() {
    return "/supply-chain?vulnerability="
        + URLEncoder.encode(worst.vulnerability(), StandardCharsets.UTF_8);
  }

  private Map<String, Object> metadata() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vulnerability", worst.vulnerability());
    json.put("aliases", cut(worst.aliases()));
    json.put("severity", worst.severity().text());
    json.put("score", worst.score());
    json.put("epss", worst.epss());
    json.put("knownExploited", worst.kev());
    json.put("packages", cut(worst.packages()));
    json.put("fixed", worst.fixed());
    json.put("entities", cut(entities));
    json.put("entityCount", entities.size());
    json.put("findings", cut(findings.stream().map(each -> String.valueOf(each.id())).toList()));
    json.put("owners", cut(List.copyOf(owners)));
    json.put("consumers", cut(List.copyOf(consumers)));
    json.put("consumerCount", consumers.size());
    json.put("runbook", runbook);
    return json;
  }

  private static List<String> cut(List<String> all) {
    return List.copyOf(all.subList(0, Math.min(all.size(), LISTED)));
  }
}
