package dev.callboard.docs.site;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When and by whom a page was changed last.
 *
 * @param at when, not null
 * @param by the name of who changed it, may be empty, not null
 * @param commit the id of the commit, may be empty, not null
 */
public record LastChange(Instant at, String by, String commit) {
  /** Refuses null; seconds are enough. */
  public LastChange {
    at = requireNonNull(at, "at is null").truncatedTo(ChronoUnit.SECONDS);
    requireNonNull(by, "by is null");
    requireNonNull(commit, "commit is null");
  }

  /** Returns it as it is published. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", at.toString());
    json.put("by", by);
    json.put("commit", commit);
    return json;
  }
}
