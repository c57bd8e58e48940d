package dev.callboard.audit.detection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says that somebody has dealt with an incident.
 *
 * @param by who
 * @param at when, as in records
 * @param reason what came of it, in words
 */
record Acknowledgement(String by, String at, String reason) {
  /** Returns it for clients. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", by);
    json.put("at", at);
    json.put("reason", reason);
    return json;
  }
}
