package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts of findings. Works in the transaction of the connection, and blocks. */
final class Summaries {
  static final String ACTIVE = "state IN ('OPEN', 'ACKNOWLEDGED')";

  private Summaries() {}

  /** Counts by severity what is left to do, the worst first. */
  static final class Counts {
    private final long[] bySeverity = new long[Severity.values().length];
    private long kev;

    void add(int severity, long count, long exploited) {
      bySeverity[severity] += count;
      kev += exploited;
    }

    Map<String, Object> json() {
      Map<String, Object> open = new LinkedHashMap<>();
      for (int i = bySeverity.length - 1; i >= 0; i--) {
        open.put(Severity.values()[i].text(), bySeverity[i]);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("open", open);
      json.put("knownExploited", kev);
      json.put("level", level());
      return json;
    }

    private String level() {
      if (kev > 0 || bySeverity[Severity.CRITICAL.ordinal()] > 0) {
        return "error";
      }
      return bySeverity[Severity.HIGH.ordinal()] > 0 ? "warning" : "info";
    }
  }

  static Map<String, Object> of(Connection c, String entityRef) throws SQLException {
    Counts counts = new Counts();
    Sql.each(
        c,
        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
        each -> {
          counts.add((int) each[0], each[1], each[2]);
          return true;
        },
        "SELECT severity, count(*), sum(kev) FROM finding WHERE entity_ref = ? AND "
            + ACTIVE
            + " GROUP BY severity",
        entityRef);
    Map<String, Object> json = counts.json();
    json.put(
        "components",
        Sql.number(
            c,
            "SELECT coalesce(sum(components), 0) FROM document WHERE entity_ref = ?",
            entityRef));
    json.put(
        "documents",
        Sql.number(
            c, "SELECT count(*) FROM document WHERE entity_ref = ? AND digest <> ''", entityRef));
    long last =
        Sql.number(
            c,
            "SELECT coalesce(max(received_ms), 0) FROM document WHERE entity_ref = ?",
            entityRef);
    if (last > 0) {
      json.put("lastDocument", Json.time(last));
    }
    return json;
  }
}
