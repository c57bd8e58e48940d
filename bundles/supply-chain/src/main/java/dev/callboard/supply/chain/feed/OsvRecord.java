package dev.callboard.supply.chain.feed;

import dev.callboard.supply.chain.feed.AffectedVersions.Event;
import dev.callboard.supply.chain.feed.AffectedVersions.Kind;
import dev.callboard.supply.chain.feed.AffectedVersions.Range;
import dev.callboard.supply.chain.format.AdvisoryReader.Item;
import dev.callboard.supply.chain.format.VulnerabilityIds;
import dev.callboard.supply.chain.model.CvssVector;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.Purls;
import dev.callboard.supply.chain.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Reads an advisory of the OSV schema, version 1. Ranges of commits are passed over. */
final class OsvRecord {
  private OsvRecord() {}

  static Advisory read(Item json) {
    String id = VulnerabilityIds.of(json.need("id"));
    double score = -1;
    List<Advisory.Affected> affected = new ArrayList<>();
    score = Math.max(score, score(json.items("severity")));
    String word = json.item("database_specific").text("severity");
    for (Item each : json.items("affected")) {
      score = Math.max(score, score(each.items("severity")));
      Item pkg = each.item("package");
      if (!pkg.text("name").isEmpty()) {
        affected.add(
            new Advisory.Affected(
                pkg(pkg.need("ecosystem"), clean(pkg.text("name"))),
                new AffectedVersions(
                    each.texts("versions").stream().map(OsvRecord::clean).toList(), ranges(each))));
      }
    }
    Severity severity = score < 0 ? Severity.ofText(word) : Severity.ofScore(score);
    String summary = json.text("summary").isEmpty() ? json.text("details") : json.text("summary");
    String line = summary.strip().lines().findFirst().orElse("");
    return new Advisory(
        id,
        json.text("modified"),
        !json.text("withdrawn").isEmpty(),
        json.texts("aliases").stream()
            .map(VulnerabilityIds::of)
            .filter(each -> !each.isEmpty())
            .toList(),
        line.length() > 300 ? line.substring(0, 299) + "…" : line,
        severity,
        score,
        affected);
  }

  /** What is kept is kept in lines of words. */
  private static String clean(String text) {
    return text.replaceAll("[\\t\\n\\r]", " ").strip();
  }

  private static PackageId pkg(String ecosystem, String name) {
    String[] parts = ecosystem.split(":");
    boolean ubuntu = parts[0].equals("Ubuntu") && parts.length > 2 && parts[2].equals("LTS");
    boolean plain = parts[0].equals("Maven");
    String known = ubuntu ? parts[0] + ":" + parts[1] : plain ? parts[0] : ecosystem;
    return Purls.of(known, name);
  }

  /** The highest score; one of CVSS 2 only where there is no other. */
  private static double score(List<Item> severities) {
    double score = -1;
    double old = -1;
    for (Item each : severities) {
      double is = CvssVector.score(each.text("score"));
      if (each.text("type").equals("CVSS_V2")) {
        old = Math.max(old, is);
      } else {
        score = Math.max(score, is);
      }
    }
    return score < 0 ? old : score;
  }

  private static List<Range> ranges(Item affected) {
    List<Range> ranges = new ArrayList<>();
    for (Item range : affected.items("ranges")) {
      if (range.text("type").equals("GIT")) {
        continue;
      }
      List<Event> events = new ArrayList<>();
      for (Item event : range.items("events")) {
        add(events, Kind.INTRODUCED, event.text("introduced"));
        add(events, Kind.FIXED, event.text("fixed"));
        add(events, Kind.LAST_AFFECTED, event.text("last_affected"));
        add(events, Kind.LIMIT, event.text("limit"));
      }
      ranges.add(new Range(range.text("type").equals("SEMVER"), events));
    }
    return ranges;
  }

  private static void add(List<Event> events, Kind kind, String version) {
    if (!version.isEmpty()) {
      events.add(new Event(kind, clean(version)));
    }
  }
}
