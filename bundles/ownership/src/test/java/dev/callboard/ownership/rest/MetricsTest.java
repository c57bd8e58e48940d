package dev.callboard.ownership.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.ownership.OwnerSums;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String LINE =
      "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{owner=\"([^\"\\\\\n]|\\\\[\"\\\\n])*\"} [0-9.]+";

  @Test
  void sumsOfOwnersAreLinesThatPrometheusReads() {
    OwnerSums team = new OwnerSums();
    team.add(Map.of("owner-live", 1.0, "truck-factor", 1.0, "commits-agreement", 0.25));
    team.add(Map.of("owner-live", 1.0, "commits-agreement", 0.75));
    OwnerSums nobody = new OwnerSums();
    nobody.add(Map.of("orphan", 1.0));
    String text =
        Metrics.of(new TreeMap<>(Map.of("group:default/a", team, "", nobody, "a\"\\\nb", nobody)));
    List<String> lines = text.lines().toList();
    for (String expected :
        List.of(
            "# TYPE callboard_ownership_entities gauge",
            "callboard_ownership_entities{owner=\"group:default/a\"} 2",
            "callboard_ownership_orphans{owner=\"\"} 1",
            "callboard_ownership_truck_factor_one_entities{owner=\"group:default/a\"} 1",
            "callboard_ownership_disagreeing_entities{owner=\"group:default/a\"} 1",
            "callboard_ownership_commits_agreement_ratio{owner=\"group:default/a\"} 0.5")) {
      assertTrue(lines.contains(expected), expected + " is not in\n" + text);
    }
    lines.forEach(line -> assertTrue(line.matches(LINE), line));
    assertEquals(2 * 7 + 3 * 6 + 1, lines.size());
  }
}
