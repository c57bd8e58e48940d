package dev.callboard.ownership.rest;

import dev.callboard.ownership.Claims.Claim;
import dev.callboard.ownership.Fact;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is stored, as JSON values. What is not known is left out. */
final class Json {
  private static final double YES = 1.0;

  private Json() {}

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static Map<String, Object> of(Facts.Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fact", change.name());
    json.put("at", time(change.millis()));
    json.put("value", change.value());
    return json;
  }

  /** Returns the facts in the order of their definition. */
  static Map<String, Object> facts(Map<String, Double> facts) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : Fact.ids()) {
      if (facts.containsKey(name)) {
        json.put(name, facts.get(name));
      }
    }
    return json;
  }

  static Map<String, Object> of(EntityRow row, Map<String, Double> facts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", row.ref());
    if (!row.owner().isEmpty()) {
      json.put("owner", row.owner());
    }
    json.put("reason", reason(row, facts));
    json.put("facts", facts(facts));
    return json;
  }

  /** Returns in a word what is wrong first. */
  private static String reason(EntityRow row, Map<String, Double> facts) {
    if (row.orphan()) {
      return "file-gone";
    }
    if (row.owner().isEmpty()) {
      return "no-owner";
    }
    if (facts.getOrDefault(Fact.OWNER_RESOLVABLE.id(), YES) < YES) {
      return "owner-gone";
    }
    return facts.getOrDefault(Fact.OWNER_LIVE.id(), YES) < YES ? "owner-not-live" : "disagreement";
  }

  static Map<String, Object> of(CodeRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", rule.file());
    json.put("lines", rule.lines());
    json.put("rule", rule.rule());
    json.put("owners", rule.owners());
    json.put("files", rule.files());
    return json;
  }

  static Map<String, Object> of(Claim claim) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", claim.id());
    json.put("entityRef", claim.entityRef());
    json.put("owner", claim.owner());
    if (!claim.wasOwner().isEmpty()) {
      json.put("wasOwner", claim.wasOwner());
    }
    json.put("reason", claim.reason());
    json.put("author", claim.author());
    json.put("at", time(claim.millis()));
    if (claim.doneMillis() > 0) {
      json.put("done", time(claim.doneMillis()));
    }
    return json;
  }
}
