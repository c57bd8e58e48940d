package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.platform.http.MetricsText;
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
 * Numbers about findings. The labels are severities, states and feeds, so that their number does
 * not grow with the catalog.
 */
final class FindingMetrics {
  private final Connection connection;
  private final Predicate<String> visible;
  private final Instant now;
  private final MetricsText text = new MetricsText("callboard_supply_chain_");

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
    text.gauge("findings", "Findings by state and severity.");
    for (FindingState state : FindingState.values()) {
      for (Severity severity : Severity.values()) {
        text.value(
            counts.getOrDefault(state, Map.of()).getOrDefault(severity, 0L),
            "state",
            state.text(),
            "severity",
            severity.text());
      }
    }
    text.gauge("findings_known_exploited", "Findings to deal with that are known to be exploited.");
    text.value(exploited[0]);
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
    text.gauge("findings_overdue", "Findings to deal with whose due date of KEV has passed.");
    text.value(overdue[0]);
  }

  private void feeds() throws SQLException {
    Map<String, Long> ages = new LinkedHashMap<>();
    Sql.list(
        connection,
        row -> ages.put(row.getString(1), (now.toEpochMilli() - row.getLong(2)) / 1000),
        "SELECT name, imported_ms FROM feed ORDER BY name");
    text.gauge("feed_age_seconds", "Time since a feed was imported.");
    ages.forEach((name, age) -> text.value(age, "feed", name));
  }

  private void one(String name, String help, String table) throws SQLException {
    text.gauge(name, help);
    text.value(Sql.number(connection, "SELECT count(*) FROM " + table));
  }
}
