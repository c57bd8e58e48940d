package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that is reported and said of one vulnerability of an entity.
 *
 * @param ids all ids of the vulnerability
 * @param seen at least one
 * @param said about any of the ids, the newest first
 */
record Group(Set<String> ids, List<Seen> seen, List<Said> said) {
  /** What the statements come to, and why. */
  record Verdict(FindingState state, String reason) {}

  /** The newest statement counts for each occurrence; one that nobody covers leaves it open. */
  Verdict verdict() {
    Verdict worst = null;
    for (Seen each : seen) {
      Optional<Said> newest = said.stream().filter(one -> one.isAbout(each)).findFirst();
      if (newest.isEmpty()) {
        return new Verdict(FindingState.OPEN, "");
      }
      Verdict now = verdict(newest.get());
      worst = worst == null || now.state().compareTo(worst.state()) < 0 ? now : worst;
    }
    return worst;
  }

  private static Verdict verdict(Said said) {
    String why = said.detail().isEmpty() ? said.justification() : said.detail();
    return new Verdict(
        FindingState.of(said.status()),
        "says " + said.source() + (why.isEmpty() ? "" : ": " + why));
  }

  long lastSeen() {
    return seen.stream().mapToLong(Seen::receivedMillis).max().orElse(0);
  }

  Finding fill(Finding before, double epss, boolean kev) {
    Seen worst =
        seen.stream()
            .max(Comparator.comparing(Seen::severity).thenComparing(Seen::score))
            .orElseThrow();
    Severity severity = worst.severity();
    double score = seen.stream().mapToDouble(Seen::score).max().orElse(-1);
    Set<String> packages = new TreeSet<>();
    Set<String> sources = new TreeSet<>();
    Set<String> fixed = new LinkedHashSet<>();
    for (Seen each : seen) {
      if (!each.packageName().isEmpty()) {
        packages.add(
            each.version().isEmpty()
                ? each.packageName()
                : each.packageName() + "@" + each.version());
      }
      sources.add(each.source());
      fixed.addAll(each.fixed().isEmpty() ? List.of() : List.of(each.fixed()));
    }
    return new Finding(
        before.id(),
        before.entityRef(),
        Aliases.best(ids),
        new ArrayList<>(ids),
        first(Seen::title),
        severity,
        score,
        String.join(", ", fixed),
        new ArrayList<>(packages),
        new ArrayList<>(sources),
        first(Seen::url),
        epss,
        kev,
        before.state(),
        before.reason(),
        before.firstSeenMillis(),
        lastSeen(),
        before.changedMillis(),
        before.alerted());
  }

  private String first(java.util.function.Function<Seen, String> part) {
    return seen.stream().map(part).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
