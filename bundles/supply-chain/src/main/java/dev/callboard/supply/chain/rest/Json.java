package dev.callboard.supply.chain.rest;

import dev.callboard.supply.chain.finding.Decision;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.Outcome;
import dev.callboard.supply.chain.store.DocumentRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What is stored, as JSON values. What is not known is left out. */
final class Json {
  private Json() {}

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static Map<String, Object> of(DocumentRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", row.entityRef());
    json.put("source", row.source());
    json.put("format", row.format());
    put(json, "specVersion", row.specVersion());
    put(json, "tool", row.tool());
    put(json, "digest", row.digest());
    put(json, "branch", row.branch());
    put(json, "commit", row.commit());
    put(json, "build", row.build());
    json.put("sentBy", row.actor());
    json.put("received", time(row.receivedMillis()));
    json.put("components", row.components());
    json.put("occurrences", row.occurrences());
    json.put("statements", row.statements());
    return json;
  }

  static Map<String, Object> of(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("opened", outcome.opened());
    json.put("reopened", outcome.reopened());
    json.put("closed", outcome.closed());
    return json;
  }

  static Map<String, Object> of(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", String.valueOf(finding.id()));
    json.put("entityRef", finding.entityRef());
    json.put("vulnerability", finding.vulnerability());
    json.put("aliases", finding.aliases());
    json.put("title", finding.title());
    json.put("severity", finding.severity().text());
    number(json, "score", finding.score());
    number(json, "epss", finding.epss());
    json.put("knownExploited", finding.kev());
    json.put("packages", finding.packages());
    put(json, "fixed", finding.fixed());
    json.put("sources", finding.sources());
    put(json, "url", finding.url());
    json.put("state", finding.state().text());
    put(json, "reason", finding.reason());
    json.put("firstSeen", time(finding.firstSeenMillis()));
    json.put("lastSeen", time(finding.lastSeenMillis()));
    json.put("changed", time(finding.changedMillis()));
    return json;
  }

  static Map<String, Object> of(Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", String.valueOf(decision.id()));
    json.put("state", decision.state().text());
    json.put("reason", decision.reason());
    put(json, "justification", decision.justification());
    json.put("author", decision.author());
    json.put("created", time(decision.createdMillis()));
    put(json, "expires", decision.expiresMillis());
    put(json, "ended", decision.endedMillis());
    json.put("awaiting", decision.awaiting() && decision.endedMillis().isEmpty());
    put(json, "approver", decision.approver());
    return json;
  }

  static void put(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }

  private static void put(Map<String, Object> json, String key, OptionalLong millis) {
    millis.ifPresent(value -> json.put(key, time(value)));
  }

  private static void number(Map<String, Object> json, String key, double value) {
    if (value >= 0) {
      json.put(key, value);
    }
  }
}
