package dev.callboard.supply.chain.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.supply.chain.Lab;
import dev.callboard.supply.chain.finding.FindingChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers and changes of findings, from the tables. */
class FindingMetricsTest {
  private static final String REPORT =
      """
      {"SchemaVersion": 2, "Results": [{"Target": "app", "Vulnerabilities": [
        {"VulnerabilityID": "CVE-2026-0001", "PkgName": "a", "Severity": "HIGH"},
        {"VulnerabilityID": "CVE-2026-0002", "PkgName": "b", "Severity": "LOW"}]}]}
      """;

  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
    lab.put(Lab.PAY, "trivy", REPORT);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private void assertLine(String line, boolean visible) {
    String text = lab.store().read(c -> FindingMetrics.of(c, ref -> visible, lab.instant()));
    assertTrue(text.contains("\ncallboard_supply_chain_" + line + "\n"), text);
    for (String each : text.strip().split("\n")) {
      assertTrue(
          each.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"[a-z_]+\",?)+})? -?\\d+"),
          each);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void findingsAreCountedByStateAndSeverityAsFarAsTheCallerSees(Dialect dialect) throws Exception {
    open(dialect);
    assertLine("findings{state=\"open\",severity=\"high\"} 1", true);
    assertLine("findings{state=\"open\",severity=\"high\"} 0", false);
    assertLine("findings{state=\"fixed\",severity=\"low\"} 0", true);
    assertLine("findings_known_exploited 0", true);
    lab.exploited("CVE-2026-0002", "2026-11-21");
    assertLine("findings_known_exploited 1", true);
    assertLine("findings_known_exploited 0", false);
    assertLine("findings_overdue 0", true);
    lab.exploited("CVE-2026-0002", "2026-11-20");
    assertLine("findings_overdue 1", true);
    assertLine("findings_overdue 0", false);
    assertLine("feed_age_seconds{feed=\"kev\"} 0", true);
    lab.put(Lab.PAY, "trivy", REPORT.replace("CVE-2026-0002", "CVE-2026-0003"));
    assertLine("findings{state=\"fixed\",severity=\"low\"} 1", true);
    assertLine("findings_overdue 0", true);
  }

  private List<String> changes(long after, int limit) {
    List<String> found = new ArrayList<>();
    FindingChange.Page page = lab.store().read(c -> FindingChange.after(c, after, limit));
    for (FindingChange each : page.changes()) {
      found.add(each.type() + " " + each.finding().vulnerability() + " " + each.reason());
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void changesAreToldOnceInTheirOrder(Dialect dialect) throws Exception {
    open(dialect);
    assertEquals(List.of("opened CVE-2026-0001 ", "opened CVE-2026-0002 "), changes(0, 100));
    FindingChange.Page first = lab.store().read(c -> FindingChange.after(c, 0, 1));
    assertEquals(1, first.changes().size());
    assertTrue(first.more());
    assertEquals(List.of("opened CVE-2026-0002 "), changes(first.position(), 1));
    long last = lab.store().read(FindingChange::last);
    lab.exploited("CVE-2026-0002", "2026-11-20");
    lab.put(Lab.PAY, "trivy", REPORT.replace("HIGH", "CRITICAL"));
    lab.put(Lab.PAY, "trivy", REPORT.replace("CVE-2026-0001", "CVE-2026-0003"));
    assertEquals(
        List.of(
            "changed CVE-2026-0002 is known to be exploited",
            "changed CVE-2026-0001 is critical, was high",
            "opened CVE-2026-0003 ",
            "closed CVE-2026-0001 is no longer reported"),
        changes(last, 100));
    long end = lab.store().read(FindingChange::last);
    FindingChange.Page none = lab.store().read(c -> FindingChange.after(c, end, 100));
    assertEquals(end, none.position());
    assertTrue(none.changes().isEmpty() && !none.more());
  }
}
