package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.model.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Numbers about findings in the text format of Prometheus, version 0.0.4. The labels are
 * severities, states and feeds, so that their number does not grow with the catalog.
 */
final class FindingMetrics {
  private static final String PREFIX = "callboard_supply_chain_";

  private final Connection connection;
  private final Predicate<String> visible;
  private final Instant now;
  private final StringBuilder text = new StringBuilder();

  private FindingMetrics(Connection connection, Predicate<String> visible, Instant now) {
    this.connection = connection;
    this.visible = visible;
    this.now = now;
  }

  static String of(Connection c, Predicate<String> visible, Instant now) throws SQLException {
    FindingMetrics metrics = new FindingMetrics(c, visible, now);
    metrics.findings();
    metrics.overdue();
    metrics.feeds();
    metrics.one("advisories", "Advisories that are known.", "advisory");
    metrics.one("pending_entities", "Entities that are still to be matched.", "pending");
    metrics.one("alerts_due", "Findings whose owners are still to be told.", "alert");
    return metrics.text.toString();
  }

  private record Count(
      String entityRef, Severity severity, FindingState state, long findings, long exploited) {}

  private void findings() throws SQLException {
    Map<FindingState, Map<Severity, Long>> counts = new EnumMap<>(FindingState.class);
    long[] exploited = {0};
    Sql.each(
        connection,
        row ->
            new Count(
                row.getString(1),
                Severity.values()[row.getInt(2)],
                FindingState.valueOf(row.getString(3)),
                row.getLong(4),
                row.getLong(5)),
        each -> {
          if (visible.test(each.entityRef())) {
            counts
                .computeIfAbsent(each.state(), key -> new EnumMap<>(Severity.class))
                .merge(each.severity(), each.findings(), Long::sum);
            exploited[0] += FindingState.ACTIVE.contains(each.state()) ? each.exploited() : 0;
          }
          return true;
        },
        "SELECT entity_ref, severity, state, count(*), sum(kev) FROM finding"
            + " GROUP BY entity_ref, severity, state");
    head("findings", "Findings by state and severity.");
    for (FindingState state : FindingState.values()) {
      for (Severity severity : Severity.values()) {
        line(
            "findings",
            "state=\"" + state.text() + "\",severity=\"" + severity.text() + "\"",
            counts.getOrDefault(state, Map.of()).getOrDefault(severity, 0L));
      }
    }
    head("findings_known_exploited", "Findings to deal with that are known to be exploited.");
    line("findings_known_exploited", "", exploited[0]);
  }

  private record Due(String entityRef, String due) {}

  private void overdue() throws SQLException {
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    long[] overdue = {0};
    Sql.each(
        connection,
        row -> new Due(row.getString(1), row.getString(2)),
        each -> {
          boolean late = !each.due().isEmpty() && each.due().compareTo(today) < 0;
          overdue[0] += late && visible.test(each.entityRef()) ? 1 : 0;
          return true;
        },
        "SELECT f.entity_ref, min(e.due) FROM finding f JOIN finding_alias a"
            + " ON a.finding_id = f.id JOIN exploited e ON e.vulnerability = a.alias"
            + " WHERE f.kev = 1 AND f.state IN ('OPEN', 'ACKNOWLEDGED')"
            + " GROUP BY f.id, f.entity_ref");
    head("findings_overdue", "Findings to deal with whose due date of KEV has passed.");
    line("findings_overdue", "", overdue[0]);
  }

  private void feeds() throws SQLException {
    Map<String, Long> ages = new LinkedHashMap<>();
    Sql.list(
        connection,
        row -> ages.put(row.getString(1), (now.toEpochMilli() - row.getLong(2)) / 1000),
        "SELECT name, imported_ms FROM feed ORDER BY name");
    head("feed_age_seconds", "Time since a feed was imported.");
    ages.forEach((name, age) -> line("feed_age_seconds", "feed=\"" + name + "\"", age));
  }

  private void one(String name, String help, String table) throws SQLException {
    head(name, help);
    line(name, "", Sql.number(connection, "SELECT count(*) FROM " + table));
  }

  private void head(String name, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
  }

  private void line(String name, String labels, long value) {
    text.append(PREFIX).append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }
}
