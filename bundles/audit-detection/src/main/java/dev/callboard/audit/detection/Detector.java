package dev.callboard.audit.detection;

import dev.callboard.platform.audit.AuditRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a record against rules and keeps what they find. Blocks. Not thread-safe. */
final class Detector {
  private static final DateTimeFormatter STORED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final AlertStore alerts;
  private final HitStore hits;

  Detector(AlertStore alerts, HitStore hits) {
    this.alerts = alerts;
    this.hits = hits;
  }

  void detect(AuditRecord record, List<Rule> rules, Ownership ownership) throws SQLException {
    Facts facts = new Facts(record, ownership);
    if (facts.first("ts").isEmpty()) {
      // Somebody tampered with it, which the verification of the log finds.
      return;
    }
    for (Rule rule : rules) {
      if (rule.isActive() && rule.matches(facts) && reached(rule, facts)) {
        alerts.raise(alert(rule, facts), rule.coolDown());
      }
    }
  }

  private boolean reached(Rule rule, Facts facts) throws SQLException {
    if (rule.threshold().isEmpty()) {
      return true;
    }
    Rule.Threshold threshold = rule.threshold().get();
    String group = facts.first(threshold.by());
    Instant now = Instant.parse(facts.first("ts"));
    int count =
        hits.count(
            rule.id(),
            group,
            facts.first("target.ref"),
            STORED.format(now),
            STORED.format(now.minus(threshold.within())));
    return count >= threshold.atLeast()
        && (threshold.share() == 0
            || count * 100L >= (long) threshold.share() * facts.ownership().owned(group));
  }

  private static Alert alert(Rule rule, Facts facts) {
    AuditRecord record = facts.record();
    Set<String> owners = new TreeSet<>(facts.all("entity.owner"));
    List<String> affected = new ArrayList<>(facts.all("meta.ownerBefore"));
    affected.stream().filter(ref -> ref.matches("[a-zA-Z]+:[^/]+/.+")).forEach(owners::add);
    String ts = facts.first("ts");
    return new Alert(
        rule.id() + "-" + record.seq(),
        rule.id(),
        facts.first(rule.incident()),
        rule.title(),
        rule.severity(),
        facts.first("actor.ref"),
        facts.first("target.kind"),
        facts.first("target.ref"),
        List.copyOf(owners),
        record.seq(),
        record.seq(),
        ts,
        ts,
        1,
        Optional.empty());
  }
}
