package dev.callboard.supply.chain.summary;

import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.api.EntityNote.Level;
import dev.callboard.supply.chain.model.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How an entity stands, in one line and three numbers. Not thread-safe. */
final class Summary {
  private static final String DIGEST = "callboard.dev/sbom-digest";

  private final String digest;
  private final Map<Severity, Long> open = new EnumMap<>(Severity.class);
  private long exploited;

  /**
   * Creates one without findings.
   *
   * @param digest of the newest bill of materials, or empty
   */
  Summary(String digest) {
    this.digest = digest;
  }

  void add(Severity severity, long findings, long knownExploited) {
    open.merge(severity, findings, Long::sum);
    exploited += knownExploited;
  }

  EntityNote note() {
    Map<String, Long> fields = new HashMap<>();
    field(fields, "security.critical", count(Severity.CRITICAL));
    field(fields, "security.high", count(Severity.HIGH));
    field(fields, "security.kev", exploited);
    return new EntityNote(
        level(), message(), digest.isEmpty() ? Map.of() : Map.of(DIGEST, digest), fields);
  }

  /** What there is none of has no field, so that having one can be asked for. */
  private static void field(Map<String, Long> fields, String name, long count) {
    if (count > 0) {
      fields.put(name, count);
    }
  }

  private long count(Severity severity) {
    return open.getOrDefault(severity, 0L);
  }

  private Level level() {
    if (exploited > 0 || count(Severity.CRITICAL) > 0) {
      return Level.ERROR;
    }
    return count(Severity.HIGH) > 0 ? Level.WARNING : Level.INFO;
  }

  private String message() {
    List<String> parts = new ArrayList<>();
    long others = open.values().stream().mapToLong(Long::longValue).sum();
    for (Severity each : List.of(Severity.CRITICAL, Severity.HIGH)) {
      if (count(each) > 0) {
        parts.add(count(each) + " " + each.text());
        others -= count(each);
      }
    }
    if (others > 0) {
      parts.add(others + (parts.isEmpty() ? " open" : " less severe"));
    }
    if (exploited > 0) {
      parts.add(exploited + " in KEV");
    }
    return parts.isEmpty() ? "no open finding" : String.join(", ", parts);
  }
}
