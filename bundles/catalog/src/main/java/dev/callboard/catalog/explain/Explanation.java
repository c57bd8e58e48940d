package dev.callboard.catalog.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.location.CatalogRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Draws conclusions from evidence, the most important one first. */
final class Explanation {
  private static final ObjectReader ERRORS =
      JsonMapper.builder().build().readerFor(new TypeReference<List<Map<String, Object>>>() {});

  private final String ref;
  private final Evidence evidence;
  private final Supplier<List<String>> rules;
  private final Predicate<String> visible;
  private final List<Finding> findings = new ArrayList<>();

  private Explanation(
      String ref, Evidence evidence, Supplier<List<String>> rules, Predicate<String> visible) {
    this.ref = ref;
    this.evidence = evidence;
    this.rules = rules;
    this.visible = visible;
  }

  /**
   * Explains.
   *
   * @param rules gives the rules of the catalog in words
   * @param visible whether the caller may read another entity
   */
  static List<Finding> of(
      String ref, Evidence evidence, Supplier<List<String>> rules, Predicate<String> visible) {
    Explanation explanation = new Explanation(ref, evidence, rules, visible);
    explanation.explain();
    return List.copyOf(explanation.findings);
  }

  /** What is said of what nobody knows, and of what the caller may not know. */
  static Finding neverSeen(String ref) {
    return new Finding(
        "never-seen",
        "No source that is read lists "
            + ref
            + ". Register its location, or look whether kind, namespace and name are spelled as in"
            + " the file. It may also be one that you may not read.",
        Map.of());
  }

  private void explain() {
    evidence.row().ifPresent(this::claimed);
    evidence.lost().forEach(this::lost);
    evidence.listings().forEach(this::source);
    evidence.last().filter(last -> last.type() == ChangeType.DELETE).ifPresent(this::removed);
    if (findings.isEmpty()) {
      findings.add(neverSeen(ref));
    }
  }

  private void claimed(Evidence.Row row) {
    boolean refused = row.errors() != null;
    if (row.served()) {
      findings.add(
          new Finding(
              refused ? "stale" : "served",
              refused
                  ? "The last good form from "
                      + row.location()
                      + " is served, since the document has errors now."
                  : "It is served, from " + row.location() + ".",
              details("location", row.location(), "listedBy", listings())));
    }
    for (Map<String, Object> error : errors(row.errors())) {
      problem(row, error);
    }
    for (Map<String, Object> error : errors(row.targetErrors())) {
      findings.add(finding("target-error", "One of its targets cannot be read: ", error));
    }
    if (row.orphan()) {
      findings.add(
          new Finding(
              "orphan",
              "Nothing lists it any more; it is kept because catalog.orphanStrategy says so.",
              details("location", row.location())));
    }
    if (!row.served() && !refused) {
      findings.add(
          new Finding(
              "pending",
              "It was found in " + row.location() + " and is being processed.",
              details("location", row.location(), "listedBy", listings())));
    }
  }

  private void problem(Evidence.Row row, Map<String, Object> error) {
    if (String.valueOf(error.get("message")).endsWith(CatalogRules.REFUSAL)) {
      Finding finding = finding("refused-by-rule", "", error);
      Map<String, Object> details = new LinkedHashMap<>(finding.details());
      details.put("location", row.location());
      details.put("rules", rules.get());
      details.put("listedBy", listings());
      findings.add(new Finding(finding.code(), finding.message(), details));
      return;
    }
    findings.add(finding("document-error", "Its document has an error: ", error));
  }

  private void lost(Evidence.Lost lost) {
    boolean same = lost.kind().equals("duplicate");
    findings.add(
        new Finding(
            same ? "duplicate" : "conflict",
            "The document at line "
                + lost.line()
                + " of "
                + lost.location()
                + " is not served, since "
                + (same ? "a later one of the same file" : lost.winner())
                + " has the reference.",
            details(
                "location", lost.location(),
                "line", lost.line(),
                "winner", lost.winner(),
                "since", time(lost.since()))));
  }

  private void source(Evidence.Listing listing) {
    if (!"unreadable".equals(listing.state()) && listing.errors() == null) {
      return;
    }
    boolean unreadable = "unreadable".equals(listing.state());
    for (Map<String, Object> error : errors(listing.errors())) {
      Finding finding =
          finding(
              unreadable ? "source-unreadable" : "source-error",
              unreadable
                  ? "Its source cannot be read, so what it gave before is kept: "
                  : "A document of its source cannot be read: ",
              error);
      Map<String, Object> details = new LinkedHashMap<>(finding.details());
      details.put("source", listing.source());
      details.put("readAt", time(listing.readAt()));
      details.put("lastGood", time(listing.changedAt()));
      findings.add(new Finding(finding.code(), finding.message(), details));
    }
  }

  private void removed(Change last) {
    Object location = last.cause().get("location");
    findings.add(
        new Finding(
            "removed",
            "It was removed at "
                + last.at()
                + " by "
                + last.actor()
                + (location == null ? "" : "; it came from " + location)
                + ". Nothing that is read has listed it since.",
            details(
                "at", last.at().toString(),
                "actor", last.actor(),
                "cause", last.cause(),
                "seq", last.seq())));
  }

  /** Who lists it; a parent that the caller may not read is left out. */
  private List<Map<String, Object>> listings() {
    return evidence.listings().stream()
        .map(
            listing ->
                details(
                    "root", listing.root(),
                    "source", listing.source().isEmpty() ? null : listing.source(),
                    "parent", visible.test(listing.parent()) ? listing.parent() : null,
                    "readAt", time(listing.readAt()),
                    "changedAt", time(listing.changedAt())))
        .toList();
  }

  private static Finding finding(String code, String start, Map<String, Object> error) {
    Map<String, Object> details = new LinkedHashMap<>(error);
    Object message = details.remove("message");
    return new Finding(code, start + message, details);
  }

  private static Map<String, Object> details(Object... pairs) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        details.put((String) pairs[i], pairs[i + 1]);
      }
    }
    return details;
  }

  private static String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }

  private static List<Map<String, Object>> errors(String json) {
    try {
      return json == null ? List.of() : ERRORS.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds errors that are not JSON", e);
    }
  }
}
