package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What KEV and EPSS tell about vulnerabilities. Immutable. */
final class Knowledge {
  private final Map<String, Double> epss;
  private final Set<String> exploited;

  private Knowledge(Map<String, Double> epss, Set<String> exploited) {
    this.epss = epss;
    this.exploited = exploited;
  }

  static Knowledge of(Connection c, Set<String> ids) throws SQLException {
    Map<String, Double> epss = new HashMap<>();
    Sql.in(
        c,
        row -> epss.put(row.getString(1), row.getDouble(2)),
        "SELECT vulnerability, score FROM epss WHERE vulnerability IN (??)",
        ids);
    return new Knowledge(
        epss,
        new HashSet<>(
            Sql.in(
                c,
                row -> row.getString(1),
                "SELECT vulnerability FROM exploited WHERE vulnerability IN (??)",
                ids)));
  }

  double epss(Set<String> ids) {
    return ids.stream().mapToDouble(id -> epss.getOrDefault(id, -1.0)).max().orElse(-1);
  }

  boolean exploited(Set<String> ids) {
    return ids.stream().anyMatch(exploited::contains);
  }
}
