package dev.callboard.audit.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.RecordedAudit;
import dev.callboard.testing.TestPrincipal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final String NOW = "2026-11-21T10:05:00Z";

  private final RecordedAudit audit = new RecordedAudit();
  private final PortalPrincipal ann = TestPrincipal.user("user:default/ann");
  private MemoryDatabase database;
  private AlertStore alerts;
  private Acknowledgements acknowledgements;

  @BeforeEach
  void open() throws Exception {
    database = new MemoryDatabase();
    alerts = new AlertStore(database);
    acknowledgements =
        new Acknowledgements(database, audit, Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC));
    hit(1);
    alerts.told("D4-1");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void hit(long seq) throws SQLException {
    String ts = "2026-11-21T10:0" + seq + ":00.000000Z";
    alerts.raise(
        new Alert(
            "D4-" + seq,
            "D4",
            "component:default/pay",
            "Link changed",
            "normal",
            "user:default/eve",
            "entity",
            "component:default/pay",
            List.of(),
            seq,
            seq,
            ts,
            ts,
            1,
            Optional.empty()),
        Duration.ofHours(1));
  }

  private List<String> listed(String state) throws SQLException {
    return alerts.list("", state, Long.MAX_VALUE, 10).stream().map(Alert::id).toList();
  }

  @Test
  void anAcknowledgedAlertSaysByWhomWhenAndWhyAndIsListedApart() throws SQLException {
    Alert alert = acknowledgements.acknowledge("D4-1", "announced move", 1, ann);
    assertEquals(
        Optional.of(new Acknowledgement("user:default/ann", NOW, "announced move")),
        alert.acknowledgement());
    assertEquals(List.of(), listed("open"));
    assertEquals(List.of("D4-1"), listed("acknowledged"));
    assertEquals(List.of("D4-1"), listed(""));
    AuditEvent event = audit.events().get(0);
    assertEquals("alert-acknowledge", event.eventId());
    assertEquals("D4-1", event.targetRef());
    assertEquals("announced move", event.meta().get("reason"));
  }

  @Test
  void theSecondAcknowledgementChangesAndRecordsNothing() throws SQLException {
    acknowledgements.acknowledge("D4-1", "announced move", 1, ann);
    Alert again = acknowledgements.acknowledge("D4-1", "other", 1, ann);
    assertEquals("announced move", again.acknowledgement().orElseThrow().reason());
    assertEquals(1, audit.events().size());
  }

  @Test
  void aNewHitOpensItAgainAndIsToldAnewButARepeatedRecordDoesNot() throws SQLException {
    acknowledgements.acknowledge("D4-1", "announced move", 1, ann);
    hit(1);
    assertEquals(List.of("D4-1"), listed("acknowledged"));
    assertEquals(List.of(), alerts.untold(10));
    hit(2);
    assertEquals(List.of("D4-1"), listed("open"));
    assertEquals(2, alerts.untold(10).get(0).occurrences());
  }

  @Test
  void aHitOfAnOpenAlertIsNotToldAgain() throws SQLException {
    hit(2);
    assertEquals(List.of(), alerts.untold(10));
  }

  @Test
  void whatWentOnAfterItWasSeenStaysOpen() throws SQLException {
    hit(2);
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(
                PortalException.class,
                () -> acknowledgements.acknowledge("D4-1", "announced move", 1, ann))
            .code());
    assertEquals(List.of("D4-1"), listed("open"));
    assertEquals(List.of(), audit.events());
  }

  @Test
  void anUnknownAlertIsNotFound() {
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(
                PortalException.class, () -> acknowledgements.acknowledge("D4-9", "none", 1, ann))
            .code());
  }
}
