package dev.callboard.sample.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
  private static final IncidentInput FAILURE =
      new IncidentInput("Payments fail", "payments", "Critical");

  @TempDir private Path folder;
  private Platform platform;
  private Settings settings;
  private Incidents incidents;
  private IncidentEntities entities;

  @BeforeEach
  void start() throws SQLException {
    start(Map.of("incidents.maxOpen", 2));
  }

  private void start(Map<String, Object> config) throws SQLException {
    if (platform == null) {
      platform = new Platform(folder);
    }
    settings = new Settings(() -> Platform.config(config));
    incidents = new Incidents(platform, platform, settings);
    entities = new IncidentEntities(incidents, settings, platform);
    entities.connect(platform);
  }

  private Incident open() throws SQLException {
    return incidents.open(FAILURE, Platform.alice());
  }

  @Test
  void anIncidentIsKeptAsItWasTold() throws SQLException {
    Incident incident = open();

    assertEquals(Optional.of(incident), incidents.find(incident.id()));
    assertEquals("component:default/payments", incident.component());
    assertEquals(Severity.CRITICAL, incident.severity());
    assertEquals(Optional.empty(), incident.resolved());
  }

  @Test
  void aResolvedIncidentIsNoLongerAmongTheOpenOnes() throws SQLException {
    Incident first = open();
    Incident second = open();

    Incident resolved = incidents.resolve(first.id(), Platform.alice());

    assertTrue(resolved.resolved().isPresent());
    assertEquals(resolved, incidents.resolve(first.id(), Platform.alice()), "once is enough");
    assertEquals(List.of(second), incidents.list(true, 10));
    assertEquals(Set.of(resolved, second), Set.copyOf(incidents.list(false, 10)));
  }

  @Test
  void changingKeepsWhenItWasOpened() throws SQLException {
    Incident before = open();

    Incident after =
        incidents.change(
            before.id(), new IncidentInput("Refunds fail", "refunds", "minor"), Platform.alice());

    assertEquals(before.opened(), after.opened());
    assertEquals("Refunds fail", after.title());
    assertEquals(Optional.of(after), incidents.find(before.id()));
  }

  @Test
  void anUnknownIncidentIsNamed() {
    PortalException problem =
        assertThrows(PortalException.class, () -> incidents.delete("x", Platform.alice()));

    assertEquals(ErrorCode.NOT_FOUND, problem.code());
    assertEquals("No incident with id 'x'", problem.getMessage());
  }

  @Test
  void oneMoreThanTheMostIsRefusedUntilOneIsResolved() throws SQLException {
    Incident first = open();
    open();

    PortalException problem = assertThrows(PortalException.class, this::open);
    assertEquals(ErrorCode.CONFLICT, problem.code());

    incidents.resolve(first.id(), Platform.alice());
    open();
  }

  @Test
  void eachChangeIsAuditedWithItsActor() throws SQLException {
    Incident incident = open();
    incidents.resolve(incident.id(), Platform.alice());
    incidents.delete(incident.id(), Platform.alice());

    assertEquals(
        List.of("open", "resolve", "delete"),
        platform.audited.stream().map(event -> event.subAction()).toList());
    assertTrue(
        platform.audited.stream()
            .allMatch(event -> event.actor().getName().equals("user:default/alice")));
  }

  @Test
  void aChangeThatCannotBeAuditedDoesNotHappen() throws SQLException {
    platform.auditFails = true;

    assertThrows(SQLException.class, this::open);

    assertEquals(List.of(), incidents.list(false, 10));
  }

  @Test
  void purgeRemovesOnlyWhatWasResolvedLongAgo() throws SQLException, InterruptedException {
    start(Map.of("incidents.retention", Duration.ZERO));
    Incident open = open();
    Incident resolved = incidents.resolve(open().id(), Platform.alice());
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!java.time.Instant.now().isAfter(resolved.resolved().get().plusMillis(1))
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }

    new PurgeTask(incidents, entities).run();

    assertEquals(List.of(open), incidents.list(false, 10));
  }

  @Test
  void openIncidentsAreShownInTheCatalog() throws SQLException {
    Incident incident = open();
    entities.publish(incident.id());

    var entity = platform.shown.get("resource:default/" + incident.id()).entity();
    assertEquals("incident", entity.spec().get("type"));
    assertEquals("group:default/operations", entity.spec().get("owner"));
    assertEquals(List.of("component:default/payments"), entity.spec().get("dependsOn"));

    incidents.resolve(incident.id(), Platform.alice());
    entities.publish(incident.id());
    assertEquals(Map.of(), platform.shown);
  }

  @Test
  void aNewConnectionGetsAllOpenIncidents() throws SQLException {
    Incident incident = open();

    entities.connect(platform);

    assertEquals(Set.of("resource:default/" + incident.id()), platform.shown.keySet());
  }

  @Test
  void aWrongChangeOfTheConfigurationIsRefusedAndShown() {
    Config good = Platform.config(Map.of("incidents.maxOpen", 7));
    settings.configChanged(good, good);
    Config wrong = Platform.config(Map.of("incidents.maxOpen", 0));
    settings.configChanged(good, wrong);

    assertEquals(7, settings.get().maxOpen());
    assertEquals(
        Optional.of("incidents.maxOpen (app-config.yaml:3) must be 1 to 100000"),
        settings.problem());
    Result health = new IncidentsHealth(incidents, settings).execute();
    assertEquals(Result.Status.WARN, health.getStatus());

    settings.configChanged(wrong, good);
    assertEquals(Optional.empty(), settings.problem());
    assertEquals(Result.Status.OK, new IncidentsHealth(incidents, settings).execute().getStatus());
  }

  @Test
  void theLimitsOfTheConfigurationAreInclusive() {
    assertEquals(1, config("incidents.maxOpen", 1).maxOpen());
    assertEquals(100_000, config("incidents.maxOpen", 100_000).maxOpen());
    assertThrows(PortalException.class, () -> config("incidents.maxOpen", 100_001));
    assertThrows(
        PortalException.class, () -> config("incidents.retention", Duration.ofSeconds(-1)));
  }

  private static IncidentsConfig config(String key, Object value) {
    return IncidentsConfig.of(Platform.config(Map.of(key, value)));
  }
}
