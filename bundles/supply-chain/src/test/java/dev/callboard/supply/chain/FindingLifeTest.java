package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.EntityNote;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingLifeTest {
  private static final String OPEN = "CVE-2021-44228 open critical";

  private Lab lab;

  private void open(Dialect dialect) throws Exception {
    lab = new Lab(dialect);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneVulnerabilityIsOneFindingWhateverReportsIt(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.osv(Samples.OSV);
    lab.put(Lab.PAY, "", Samples.TRIVY);
    lab.put(Lab.PAY, "", Samples.GRYPE);
    lab.put(Lab.PAY, "", Samples.DEPENDENCY_TRACK);
    lab.put(Lab.PAY, "", Samples.DEPENDABOT);
    lab.put(Lab.PAY, "", Samples.OSV_SCANNER);
    lab.put(Lab.PAY, "", Samples.SARIF);
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    Finding finding = lab.all(Lab.PAY).get(0);
    assertEquals(List.of("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q"), finding.aliases());
    assertEquals(
        List.of(
            "callboard",
            "dependabot",
            "dependency-track",
            "grype",
            "osv-scanner",
            "sarif/grype",
            "trivy"),
        finding.sources());
    assertEquals(10.0, finding.score());
    assertEquals(1, lab.sent.size(), "the owners are told once");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void findingsThatTurnOutToBeTheSameBecomeTheOldest(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "a", Samples.TRIVY);
    lab.put(
        Lab.PAY, "b", Samples.OSV_SCANNER.replace("\"aliases\": [\"CVE-2021-44228\"]", "\"x\": 1"));
    assertEquals(2, lab.all(Lab.PAY).size());
    lab.decide(lab.all(Lab.PAY).get(1), FindingState.ACCEPTED, null);
    long oldest = lab.all(Lab.PAY).get(0).id();
    lab.osv(Samples.OSV);
    assertEquals(List.of("CVE-2021-44228 accepted critical"), lab.findings(Lab.PAY));
    assertEquals(oldest, lab.all(Lab.PAY).get(0).id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatNobodyReportsIsFixedAndWhatComesBackIsOpen(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.later(Duration.ofDays(1));
    lab.put(Lab.PAY, "trivy", "{\"SchemaVersion\": 2, \"Results\": []}");
    assertEquals(List.of("CVE-2021-44228 fixed critical"), lab.findings(Lab.PAY));
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    assertEquals(
        List.of(">OPEN ", "OPEN>FIXED is no longer reported", "FIXED>OPEN is reported again"),
        lab.history(lab.all(Lab.PAY).get(0).id()));
    assertEquals(2, lab.sent.size(), "told again of what came back");
    lab.documents.delete(Lab.PAY, "trivy", Lab.Caller.CI);
    assertEquals(List.of("CVE-2021-44228 fixed critical"), lab.findings(Lab.PAY));
    assertThrows(
        PortalException.class, () -> lab.documents.delete(Lab.PAY, "trivy", Lab.Caller.CI));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDecisionHoldsUntilItExpiresAndThenTheFindingIsOpenAgain(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    Finding finding = lab.all(Lab.PAY).get(0);
    assertThrows(
        PortalException.class,
        () -> lab.decide(finding, FindingState.ACCEPTED, Duration.ofMillis(0)));
    lab.decide(finding, FindingState.ACCEPTED, Duration.ofDays(7));
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.later(Duration.ofDays(7).minusMillis(1));
    lab.work.run();
    assertEquals(List.of("CVE-2021-44228 accepted critical"), lab.findings(Lab.PAY));
    lab.later(Duration.ofMillis(1));
    lab.work.run();
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    assertEquals(
        "ACCEPTED>OPEN the decision of external:ci expired", lab.history(finding.id()).get(2));
    assertEquals(2, lab.sent.size(), "told again when it expires");
    lab.decide(finding, FindingState.FALSE_POSITIVE, null);
    lab.decide(finding, FindingState.OPEN, null);
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    assertEquals(
        3, lab.events.stream().filter(e -> e.eventId().equals("security-decision")).count());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatWasCalledFixedIsOpenWhenALaterReportHasIt(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.later(Duration.ofMinutes(1));
    lab.decide(lab.all(Lab.PAY).get(0), FindingState.FIXED, null);
    assertEquals(List.of("CVE-2021-44228 fixed critical"), lab.findings(Lab.PAY));
    lab.later(Duration.ofMinutes(1));
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void vexIsHeardAndPeopleAreHeardMore(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.put(Lab.PAY, "vex", Samples.OPENVEX);
    assertEquals(List.of("CVE-2021-44228 not_affected critical"), lab.findings(Lab.PAY));
    assertEquals("says vex: Lookups are off", lab.all(Lab.PAY).get(0).reason());
    lab.later(Duration.ofMinutes(1));
    lab.put(Lab.PAY, "other", Samples.CYCLONEDX_VEX);
    assertEquals(List.of("CVE-2021-44228 false_positive critical"), lab.findings(Lab.PAY));
    lab.decide(lab.all(Lab.PAY).get(0), FindingState.ACKNOWLEDGED, null);
    assertEquals(List.of("CVE-2021-44228 acknowledged critical"), lab.findings(Lab.PAY));
    lab.decide(lab.all(Lab.PAY).get(0), FindingState.OPEN, null);
    lab.put(Lab.PAY, "vex", Samples.OPENVEX.replace("log4j-core", "log4j-api"));
    lab.documents.delete(Lab.PAY, "other", Lab.Caller.CI);
    lab.put(
        Lab.PAY,
        "sbom",
        Samples.SBOM
            .replace("web-starter", "log4j-api")
            .replace("org.example/", "org.apache.logging.log4j/"));
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY), "the statement is about another package");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDocumentAndAllThatFollowsIsStoredOrNothing(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    lab.database.setBroken(true);
    assertThrows(PortalException.class, () -> lab.put(Lab.PAY, "grype", Samples.GRYPE));
    lab.database.setBroken(false);
    assertEquals(List.of("trivy"), lab.all(Lab.PAY).get(0).sources());
    Map<String, Long> events =
        lab.events.stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.eventId() + "-" + e.subAction(), Collectors.counting()));
    assertEquals(Map.of("security-document-put", 1L), events);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void alertsSayWhatWhereWhoWhomElseAndWhatToDo(Dialect dialect) throws Exception {
    open(dialect);
    lab.entity(Lab.PAY, "group:default/payments", "component:default/shop");
    lab.entity("component:default/shop", "group:default/shops", "component:default/web");
    lab.entity("component:default/web", "group:default/shops");
    lab.entity("component:default/till", "group:default/payments");
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.put("component:default/till", "", Samples.SBOM);
    assertTrue(lab.sent.isEmpty());
    lab.osv(Samples.OSV);
    assertEquals(1, lab.sent.size(), "one for each set of owners");
    var alert = lab.sent.get(0);
    assertEquals("CVE-2021-44228 (critical) in pay and 1 other", alert.title());
    String text = alert.description().orElseThrow();
    for (String part :
        List.of(
            "Remote code injection in Log4j",
            "org.apache.logging.log4j:log4j-core@2.14.1",
            "component:default/till",
            "group:default/payments",
            "component:default/shop, component:default/web",
            "Fixed in 2.15.0.",
            "https://runs.example/pay")) {
      assertTrue(text.contains(part), part + " is missing in " + text);
    }
    lab.osv(Samples.OSV.replace("2024-05-15", "2024-05-16"));
    lab.put(Lab.PAY, "", Samples.TRIVY);
    assertEquals(1, lab.sent.size(), "what is known is no news");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatBecomesKnownAsExploitedIsTold(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "trivy", Samples.TRIVY.replace("CRITICAL", "LOW").replace("10.0", "3.0"));
    assertTrue(lab.sent.isEmpty());
    lab.feeds.epss(
        Lab.stream("#model\ncve,epss,percentile\nCVE-2021-44228,0.09,0.9\n"), Lab.Caller.CI);
    lab.work.run();
    assertTrue(lab.sent.isEmpty());
    assertEquals(0.09, lab.all(Lab.PAY).get(0).epss());
    assertFalse(lab.all(Lab.PAY).get(0).kev());
    lab.feeds.kev(
        Lab.stream("{\"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}"), Lab.Caller.CI);
    lab.work.run();
    assertTrue(lab.all(Lab.PAY).get(0).kev());
    assertEquals("CVE-2021-44228 (low, exploited) in pay", lab.sent.get(0).title());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAdvisoryThatIsWithdrawnOrNarrowedEndsTheFinding(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(Lab.PAY, "", Samples.SBOM);
    lab.osv(Samples.OSV);
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    lab.osv(Samples.OSV.replace("2024", "2025").replace("2.13.0", "2.14.2"));
    assertEquals(List.of("CVE-2021-44228 fixed critical"), lab.findings(Lab.PAY));
    lab.osv("[" + Samples.OSV.replace("2024", "2026") + "]");
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    lab.osv(Samples.OSV.replace("\"aliases\"", "\"withdrawn\": \"2026-01-01\", \"aliases\""));
    assertEquals(List.of("CVE-2021-44228 fixed critical"), lab.findings(Lab.PAY));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void charactersThatNoDatabaseTakesAreLeftOut(Dialect dialect) throws Exception {
    open(dialect);
    lab.put(
        Lab.PAY,
        "trivy",
        Samples.TRIVY.replace(
            "\"VulnerabilityID\"", "\"Title\": \"a\\u0000b\\ud800c\", \"VulnerabilityID\""));
    assertEquals("ab?c", lab.all(Lab.PAY).get(0).title());
    lab.put(Lab.PAY, "tags", "SPDXVersion: SPDX-2.3\nPackageName: a\0b\nSPDXID: x\n");
    assertThrows(PortalException.class, () -> lab.findings("a\0b"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theCatalogShowsHowAnEntityStandsAndNoMoreThanThat(Dialect dialect) throws Exception {
    open(dialect);
    Documents.Stored sbom = lab.put(Lab.PAY, "", Samples.SBOM);
    Map<String, String> digest = Map.of("callboard.dev/sbom-digest", sbom.row().digest());
    assertEquals(
        new EntityNote(EntityNote.Level.INFO, "no open finding", digest, Map.of()),
        lab.notes.get(Lab.PAY));
    lab.osv(Samples.OSV);
    lab.feeds.kev(
        Lab.stream("{\"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}"), Lab.Caller.CI);
    lab.work.run();
    assertEquals(
        new EntityNote(
            EntityNote.Level.ERROR,
            "1 critical, 1 in KEV",
            digest,
            Map.of("security.critical", 1L, "security.kev", 1L)),
        lab.notes.get(Lab.PAY));
    lab.decide(lab.all(Lab.PAY).get(0), FindingState.FALSE_POSITIVE, null);
    assertEquals("no open finding", lab.notes.get(Lab.PAY).message());
    lab.documents.delete(Lab.PAY, sbom.row().source(), Lab.Caller.CI);
    assertTrue(lab.notes.isEmpty(), "of what nothing is known nothing is said");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void administratorsHearOfWhatNobodyOwnsUnlessSomebodyElseIsNamed(Dialect dialect)
      throws Exception {
    open(dialect);
    String lost = "component:default/lost";
    lab.settings = MapConfig.of("permission.admins", List.of("user:default/root", "external:ci"));
    lab.put(lost, "trivy", Samples.TRIVY);
    assertEquals(Set.of("user:default/root"), lab.told.get(0).entityRefs());
    lab.settings =
        MapConfig.of("supplyChain.alerts.withoutOwner", List.of("group:default/security"));
    lab.put("component:default/other", "trivy", Samples.TRIVY);
    assertEquals(Set.of("group:default/security"), lab.told.get(1).entityRefs());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void manyEntitiesAreMatchedInBatchesAsIfOneByOne(Dialect dialect) throws Exception {
    open(dialect);
    for (int i = 0; i < 250; i++) {
      lab.entity("component:default/app-" + i, "group:default/payments");
      lab.put("component:default/app-" + i, "", Samples.SBOM);
    }
    lab.put("component:default/app-7", "vex", Samples.OPENVEX);
    lab.osv(Samples.OSV);
    for (int i = 0; i < 250; i++) {
      String ref = "component:default/app-" + i;
      String state = i == 7 ? "not_affected" : "open";
      assertEquals(List.of("CVE-2021-44228 " + state + " critical"), lab.findings(ref), ref);
    }
    assertTrue(lab.sent.size() <= 2, "once after the first batch, and once at the end");
    assertEquals(
        "CVE-2021-44228 (critical) in app-0 and 248 others",
        lab.sent.get(lab.sent.size() - 1).title());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDecisionAboutASevereFindingHoldsWhenASecondPersonAgrees(Dialect dialect) throws Exception {
    open(dialect);
    lab.settings = MapConfig.empty();
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    Finding finding = lab.all(Lab.PAY).get(0);
    lab.decide(finding, FindingState.ACKNOWLEDGED, null);
    assertEquals(List.of("CVE-2021-44228 acknowledged critical"), lab.findings(Lab.PAY));
    lab.decide(finding, FindingState.ACCEPTED, Duration.ofDays(1));
    assertEquals(List.of("CVE-2021-44228 acknowledged critical"), lab.findings(Lab.PAY));
    long waiting = lab.decision(finding).id();
    PortalException own =
        assertThrows(
            PortalException.class,
            () -> lab.decisions.answer(finding.id(), waiting, true, Lab.Caller.CI));
    assertEquals(ErrorCode.NOT_ALLOWED, own.code());
    lab.decisions.answer(finding.id(), waiting, true, Lab.Caller.OTHER);
    assertEquals(List.of("CVE-2021-44228 accepted critical"), lab.findings(Lab.PAY));
    assertEquals("external:other", lab.decision(finding).approver());
    lab.later(Duration.ofDays(1));
    lab.work.run();
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDecisionThatIsRejectedOrTooOldChangesNothing(Dialect dialect) throws Exception {
    open(dialect);
    lab.settings = MapConfig.of("supplyChain.decisions.fourEyes", "high");
    lab.put(Lab.PAY, "trivy", Samples.TRIVY);
    Finding finding = lab.all(Lab.PAY).get(0);
    lab.decide(finding, FindingState.FALSE_POSITIVE, null);
    long first = lab.decision(finding).id();
    lab.decisions.answer(finding.id(), first, false, Lab.Caller.CI);
    assertThrows(
        PortalException.class,
        () -> lab.decisions.answer(finding.id(), first, true, Lab.Caller.OTHER));
    lab.decide(finding, FindingState.ACCEPTED, Duration.ofDays(1));
    lab.later(Duration.ofDays(1));
    lab.work.run();
    assertThrows(
        PortalException.class,
        () ->
            lab.decisions.answer(finding.id(), lab.decision(finding).id(), true, Lab.Caller.OTHER));
    assertEquals(List.of(OPEN), lab.findings(Lab.PAY));
    lab.settings = MapConfig.of("supplyChain.decisions.fourEyes", "medium");
    assertThrows(
        PortalException.class, () -> lab.decide(finding, FindingState.FALSE_POSITIVE, null));
  }
}
