package dev.callboard.audit.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.testing.MapConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule with what it has to find, and with what looks much like it and is honest. */
class DetectionTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final String PAY = "component:default/pay";
  private static final String ACME = "url:https://github.com/acme/";

  private final MapConfig config =
      MapConfig.of("audit.detection.parameters.allowedLocations", List.of(ACME));
  private MemoryDatabase database;
  private AlertStore alerts;
  private Rules rules;
  private Team team = new Team(60);
  private long seq;
  private Instant now = START;

  @BeforeEach
  void open() throws Exception {
    database = new MemoryDatabase();
    alerts = new AlertStore(database);
    rules = Rules.of(config);
    assertEquals(List.of(), rules.problems());
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void happens(Seed seed) throws SQLException {
    new Detector(alerts, new HitStore(database)).detect(seed.at(++seq, now), rules.rules(), team);
  }

  /** Returns the rules that found something. */
  private Set<String> found(Seed... seeds) throws SQLException {
    for (Seed seed : seeds) {
      happens(seed);
    }
    return alerts.list("", "", Long.MAX_VALUE, 500).stream()
        .map(Alert::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void D1_findsWhatComesFromAForeignLocation() throws SQLException {
    assertEquals(
        Set.of("D1"), found(Seed.entity("create", PAY).from("url:https://github.com/evil/pay")));
  }

  @Test
  void D1_leavesAllowedLocationsAndOtherKindsAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(
            Seed.entity("create", PAY).from(ACME + "pay/catalog-info.yaml"),
            Seed.entity("update", PAY).from("url:https://github.com/evil/pay"),
            Seed.entity("create", "resource:default/db").from("url:https://github.com/evil/pay"),
            Seed.entity("create", PAY).from("url:https://github.com/evil/pay").failed()));
  }

  @Test
  void D1_findsWhoRegistersForAnotherTeam() throws SQLException {
    assertEquals(
        Set.of("D1-direct"), found(Seed.entity("create", PAY).user("user:default/mallory")));
  }

  @Test
  void D1_leavesMembersOfTheOwnerAlone() throws SQLException {
    assertEquals(Set.of(), found(Seed.entity("create", PAY).user("user:default/ann")));
  }

  @Test
  void D1_isIdleUntilLocationsAreAllowed() throws SQLException {
    rules = Rules.of(MapConfig.empty());
    assertEquals(
        Set.of(), found(Seed.entity("create", PAY).from("url:https://github.com/evil/pay")));
    Rule rule =
        rules.rules().stream().filter(each -> each.id().equals("D1")).findFirst().orElseThrow();
    assertTrue(rule.enabled() && !rule.isActive());
  }

  @Test
  void D2_findsASecondClaim() throws SQLException {
    assertEquals(
        Set.of("D2"), found(new Seed("entity-conflict", "conflict", "entity", PAY).failed()));
  }

  @Test
  void D2_leavesARepeatedReadAlone() throws SQLException {
    assertEquals(Set.of(), found(Seed.entity("refresh", PAY).from(ACME + "pay")));
  }

  @Test
  void D3_findsAStrangerWhoChangesTheOwner() throws SQLException {
    Seed change =
        Seed.entity("owner-change", PAY)
            .user("user:default/mallory")
            .meta("ownerBefore", "payments")
            .meta("ownerAfter", "group:default/attackers");
    assertEquals(Set.of("D3"), found(change));
  }

  @Test
  void D3_leavesMembersOfEitherOwnerAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(
            Seed.entity("owner-change", PAY)
                .user("user:default/ann")
                .meta("ownerBefore", "payments")
                .meta("ownerAfter", "group:default/other"),
            Seed.entity("owner-change", PAY)
                .user("user:default/ann")
                .meta("ownerBefore", "other")
                .meta("ownerAfter", "Group:payments")));
  }

  @Test
  void D4_findsAChangedSourceLocationOrLink() throws SQLException {
    assertEquals(
        Set.of("D4"),
        found(
            Seed.entity("update", PAY)
                .patch("/metadata/annotations/backstage.io~1source-location")));
    assertEquals(
        2, alertsAfter(Seed.entity("update", "api:default/pay").patch("/metadata/links/0/url")));
  }

  private int alertsAfter(Seed seed) throws SQLException {
    happens(seed);
    return alerts.list("", "", Long.MAX_VALUE, 500).size();
  }

  @Test
  void D4_leavesOtherAnnotationsAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(
            Seed.entity("update", PAY).patch("/metadata/annotations/example.com~1note"),
            Seed.entity("update", PAY).patch("/metadata/description")));
  }

  @Test
  void D5_findsAUserOutOfAFile() throws SQLException {
    assertEquals(
        Set.of("D5"),
        found(
            Seed.entity("create", "user:default/eve")
                .from(ACME + "users.yaml")
                .meta("root", "registered:0b7f4c1e-2f0e-4b3a-9c51-6d7c2f1a9e20")));
  }

  @Test
  void D5_leavesTheOrganisationsProviderAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(
            Seed.entity("create", "user:default/ann").meta("root", "provider:ldap"),
            Seed.entity("create", "group:default/ops").meta("root", "config:file:/srv/org.yaml"),
            Seed.entity("update", "user:default/eve")
                .meta("root", "registered:0b7f4c1e-2f0e-4b3a-9c51-6d7c2f1a9e20")));
  }

  @Test
  void D6_findsAHeldDeletion() throws SQLException {
    assertEquals(
        Set.of("D6"),
        found(new Seed("provider-mass-delete-held", "held", "location", "provider:org")));
  }

  @Test
  void D6_leavesAnApprovedDeletionAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(new Seed("provider-mass-delete-approved", "approved", "location", "provider:org")));
  }

  private void change(int first, int last) throws SQLException {
    for (int i = first; i <= last; i++) {
      happens(Seed.entity("update", "component:default/c" + i));
    }
  }

  @Test
  void D6_findsManyChangesOfOneOwnerAtTheThresholdAndNotBefore() throws SQLException {
    change(1, 19);
    // The same again is no further entity.
    change(19, 19);
    assertEquals(Set.of(), found());
    change(20, 20);
    assertEquals(Set.of("D6-changes"), found());
  }

  @Test
  void D6_leavesManyChangesInALongTimeAlone() throws SQLException {
    change(1, 15);
    now = now.plus(Duration.ofMinutes(11));
    change(16, 34);
    assertEquals(Set.of(), found());
  }

  @Test
  void D6_leavesASmallShareOfWhatIsOwnedAlone() throws SQLException {
    team = new Team(1000);
    change(1, 30);
    assertEquals(Set.of(), found());
  }

  @Test
  void D7_findsALogEntityOrPluginThatWasTamperedWith() throws SQLException {
    assertEquals(
        Set.of("D7", "D7-drift", "D7-plugin"),
        found(
            new Seed("audit-verify", "", "audit-log", "audit").failed(),
            new Seed("audit-drift", "changed", "entity", "component:default/pay").failed(),
            Seed.plugin("plugin-verify-fail").meta("rule", "modified").failed()));
  }

  @Test
  void D7_leavesAWholeLogAlone() throws SQLException {
    assertEquals(Set.of(), found(new Seed("audit-verify", "", "audit-log", "audit")));
  }

  @Test
  void D8_findsPluginsThatWereRefusedChangedOrUnsigned() throws SQLException {
    assertEquals(
        Set.of("D8", "D8-permissions", "D8-unsigned"),
        found(
            Seed.plugin("plugin-export-conflict").meta("rule", "export-conflict").failed(),
            Seed.plugin("plugin-permission-change"),
            Seed.plugin("plugin-install").meta("publisher", "unsigned")));
    assertEquals(
        4, alertsAfter(new Seed("plugin-service-override-attempt", "", "plugin", "b").failed()));
  }

  @Test
  void D8_leavesSignedPluginsAlone() throws SQLException {
    assertEquals(
        Set.of(),
        found(
            Seed.plugin("plugin-install").meta("publisher", "acme"),
            Seed.plugin("plugin-start"),
            Seed.plugin("plugin-stop")));
  }

  @Test
  void whatIsFoundAgainWithinTheCoolDownIsTheSameIncident() throws SQLException {
    Seed change = Seed.entity("update", PAY).patch("/metadata/links");
    happens(change);
    now = START.plus(Duration.ofMinutes(59));
    happens(change);
    Alert one = alerts.list("D4", "", Long.MAX_VALUE, 10).get(0);
    assertEquals(List.of(2L, 1L, 2L), List.of(one.occurrences(), one.firstSeq(), one.lastSeq()));
    now = now.plus(Duration.ofHours(1));
    happens(change);
    assertEquals(2, alerts.list("D4", "", Long.MAX_VALUE, 10).size());
  }

  @Test
  void aRecordThatComesAgainChangesNothing() throws SQLException {
    Seed change = Seed.entity("update", PAY).patch("/metadata/links");
    happens(change);
    seq--;
    happens(change);
    assertEquals(1, alerts.list("D4", "", Long.MAX_VALUE, 10).get(0).occurrences());
  }

  @Test
  void theConfigurationChangesTurnsOffAndAddsRules() throws SQLException {
    rules =
        Rules.of(
            config
                .with("audit.detection.rules.D4", Map.of("enabled", false))
                .with("audit.detection.rules.D2", Map.of("severity", "critical"))
                .with(
                    "audit.detection.rules.names",
                    Map.of("when", Map.of("target.ref", Map.of("matches", ".*/pay-?ment"))))
                .with("audit.detection.rules.wrong", Map.of("when", Map.of("x", Map.of("y", 1)))));
    assertEquals(
        List.of(
            "audit.detection.rules.wrong: x has the unknown test 'y'; there are"
                + " [exists, in, matches, not, notMemberOf, notPrefix, prefix]"),
        rules.problems());
    assertEquals(
        Set.of("D2", "names"),
        found(
            Seed.entity("update", PAY).patch("/metadata/links"),
            Seed.entity("update", "component:default/payment"),
            new Seed("entity-conflict", "conflict", "entity", PAY).failed()));
    assertEquals("critical", alerts.list("D2", "", Long.MAX_VALUE, 1).get(0).severity());
  }

  @Test
  void whatIsNoRecordIsPassedOver() throws SQLException {
    new Detector(alerts, new HitStore(database))
        .detect(new AuditRecord(1, "", "", "tampered", Map.of()), rules.rules(), team);
    assertEquals(Set.of(), found());
  }

  /** Ann belongs to the payments team, which owns everything. */
  private record Team(int size) implements Ownership {
    @Override
    public Optional<String> owner(String entityRef) {
      return Optional.of("group:default/payments");
    }

    @Override
    public Set<String> groups(String userRef) {
      return userRef.endsWith("/ann") ? Set.of(userRef, "group:default/payments") : Set.of(userRef);
    }

    @Override
    public int owned(String ownerRef) {
      return size;
    }
  }
}
