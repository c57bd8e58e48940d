package dev.callboard.audit.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final MapConfig CONFIG =
      MapConfig.of(
          "permission.admins", List.of("user:default/admin", "external:ci", "group:default/sec"));

  private final Channel channel = new Channel();
  private MemoryDatabase database;
  private AlertStore alerts;
  private Alarm alarm;

  @BeforeEach
  void open() throws Exception {
    database = new MemoryDatabase();
    alerts = new AlertStore(database);
    alarm = new Alarm(alerts);
    raise(1);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void raise(long seq) throws SQLException {
    raise(seq, "component:default/pay");
  }

  private void raise(long seq, String incident) throws SQLException {
    alerts.raise(
        new Alert(
            "D2-" + seq,
            "D2",
            incident,
            "Claimed",
            "high",
            "system:ingestion",
            "entity",
            "component:default/pay",
            List.of("group:default/payments"),
            seq,
            seq,
            "2026-11-21T10:00:00.000000Z",
            "2026-11-21T10:00:00.000000Z",
            1,
            Optional.empty()),
        Duration.ofHours(1));
  }

  @Test
  void administratorsAndOwnersAreToldOnceOfAnIncident() throws SQLException {
    alarm.tell(channel, CONFIG);
    raise(2);
    alarm.tell(channel, CONFIG);
    assertEquals(1, channel.sent.size());
    assertEquals(
        Set.of("user:default/admin", "group:default/sec", "group:default/payments"),
        channel.to.get(0).entityRefs());
    NotificationPayload payload = channel.sent.get(0);
    assertEquals("Claimed: component:default/pay", payload.title());
    assertEquals(NotificationSeverity.HIGH, payload.severity());
    assertEquals(
        "By system:ingestion on 21 November 2026 at 10:00 UTC. Rule D2, audit record 1.",
        payload.description().orElseThrow());
  }

  @Test
  void theConfigurationSaysWhoIsTold() throws SQLException {
    alarm.tell(
        channel,
        CONFIG
            .with("audit.detection.recipients", List.of("group:default/soc"))
            .with("audit.detection.tellOwners", false));
    assertEquals(Set.of("group:default/soc"), channel.to.get(0).entityRefs());
  }

  @Test
  void whatCouldNotBeSentIsSentLaterAndWhatIsRefusedIsNot() throws SQLException {
    channel.failure = PortalException.unavailable("away");
    assertThrows(PortalException.class, () -> alarm.tell(channel, CONFIG));
    channel.failure = null;
    alarm.tell(channel, CONFIG);
    assertEquals(1, channel.sent.size());
    raise(9, "component:default/other");
    channel.failure = PortalException.input("no such user");
    alarm.tell(channel, CONFIG);
    assertEquals(List.of(), alerts.untold(10));
  }

  private static final class Channel implements NotificationService {
    private final List<NotificationPayload> sent = new ArrayList<>();
    private final List<NotificationRecipients> to = new ArrayList<>();
    private PortalException failure;

    @Override
    public List<Notification> send(
        String origin, NotificationRecipients recipients, NotificationPayload payload) {
      if (failure != null) {
        throw failure;
      }
      to.add(recipients);
      sent.add(payload);
      return List.of();
    }
  }
}
