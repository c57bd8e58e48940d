package dev.callboard.supply.chain.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.supply.chain.Lab;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.version.Constraint;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages ask the tables, on both databases. */
class QueriesTest {
  private static final String SHOP = "component:default/shop";
  private static final String BILL =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "metadata": {"component": {"bom-ref": "app", "name": "app"}},
       "components": [
         {"bom-ref": "web", "name": "web", "purl": "pkg:npm/web@2.0.0"},
         {"bom-ref": "pad", "name": "left-pad", "purl": "pkg:npm/left-pad@1.0.0"}],
       "dependencies": [{"ref": "app", "dependsOn": ["web"]},
         {"ref": "web", "dependsOn": ["pad"]}],
       "vulnerabilities": [
         {"id": "CVE-2026-0001", "description": "Bad padding",
          "ratings": [{"severity": "critical", "score": 9.8, "method": "CVSSv31"}],
          "affects": [{"ref": "pad"}]},
         {"id": "CVE-2026-0002", "ratings": [{"severity": "low"}], "affects": [{"ref": "web"}]}]}
      """;

  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
    lab.put(Lab.PAY, "sbom", BILL);
    lab.put(SHOP, "sbom", BILL.replace("left-pad@1.0.0", "left-pad@2.0.0"));
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private Map<String, Object> page(Page page, String... parameters) {
    MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.add(parameters[i], parameters[i + 1]);
    }
    return lab.store()
        .read(c -> FindingResource.page(c, FindingFilter.of(given), ref -> true, page));
  }

  private List<String> found(String... parameters) {
    List<String> found = new ArrayList<>();
    for (Object each : (List<?>) page(Page.of(0, 10), parameters).get("items")) {
      Map<?, ?> finding = (Map<?, ?>) each;
      String entity = String.valueOf(finding.get("entityRef")).replaceAll(".*/", "");
      found.add(entity + " " + finding.get("vulnerability"));
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theListIsFilteredCountedAndPagedTheWorstFirst(Dialect dialect) throws Exception {
    open(dialect);
    List<String> all =
        List.of(
            "pay CVE-2026-0001", "shop CVE-2026-0001", "pay CVE-2026-0002", "shop CVE-2026-0002");
    assertEquals(all, found());
    assertEquals(all.subList(0, 2), found("minSeverity", "medium"));
    assertEquals(all.subList(2, 4), found("package", "WEB@2"));
    assertEquals(all.subList(0, 2), found("search", "padding"));
    assertEquals(List.of(all.get(1), all.get(3)), found("search", "shop"));
    assertEquals(all.subList(2, 4), found("vulnerability", "cve-2026-0002"));
    assertEquals(List.of(), found("knownExploited", "true"));
    assertEquals(List.of(), found("awaiting", "true"));
    assertEquals(List.of(), found("state", "fixed"));
    assertEquals(all, found("state", "all"));
    Map<String, Object> second = page(Page.of(1, 1));
    assertEquals(4L, second.get("totalCount"));
    assertTrue(second.get("items").toString().contains("component:default/shop"));
    assertEquals(2L, ((Map<?, ?>) second.get("counts")).get("critical"));
    lab.exploited("CVE-2026-0002", "2026-12-31");
    assertEquals(all.subList(2, 4), found("knownExploited", "true"));
    assertEquals(all.get(2), found().get(0), "what is exploited is worse");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whereIsAnswersByPackageVersionAndVulnerability(Dialect dialect) throws Exception {
    open(dialect);
    Where.Answer newer =
        lab.store()
            .read(c -> Where.pkg(c, "left-pad", Constraint.of(">=2"), ref -> true, Page.of(0, 10)));
    assertEquals(1, newer.total());
    assertEquals(SHOP, newer.hits().get(0).entityRef());
    assertEquals(List.of(List.of("web@2.0.0", "left-pad@2.0.0")), newer.hits().get(0).paths());
    Where.Answer both =
        lab.store().read(c -> Where.vulnerability(c, "CVE-2026-0001", ref -> true, Page.of(0, 10)));
    assertEquals(2, both.total());
    Where.Answer mine =
        lab.store()
            .read(c -> Where.vulnerability(c, "CVE-2026-0001", SHOP::equals, Page.of(0, 10)));
    assertEquals(1, mine.total());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneEntityAndOneFindingAreToldInFull(Dialect dialect) throws Exception {
    open(dialect);
    Map<String, Object> parts =
        lab.store().read(c -> Components.list(c, Lab.PAY, "PAD", Page.of(0, 10)));
    assertEquals(1L, parts.get("totalCount"));
    assertTrue(parts.toString().contains("[web@2.0.0, left-pad@1.0.0]"), parts.toString());
    Map<String, Object> summary = lab.store().read(c -> Summaries.of(c, Lab.PAY));
    assertTrue(summary.toString().contains("critical=1"), summary.toString());
    Finding finding = lab.all(Lab.PAY).get(0);
    Map<String, Object> details = lab.store().read(c -> Details.of(c, finding));
    assertTrue(details.get("history").toString().contains("to=open"), details.toString());
    assertEquals(2, lab.store().read(c -> VexData.read(c, SHOP)).entries().size());
  }
}
