package dev.callboard.audit.detection;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells administrators and owners of alerts, once of each. What could not be sent is sent later;
 * after a crash in between it is sent again and replaces the one before. Blocks.
 */
final class Alarm {
  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);
  private static final String ORIGIN = "plugin:audit-detection";
  private static final int BATCH = 100;
  // Readers are in many places: the zone stands beside the time.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final AlertStore alerts;

  Alarm(AlertStore alerts) {
    this.alerts = alerts;
  }

  /** Tells of all alerts that nobody has been told of. */
  void tell(NotificationService notifications, Config config) throws SQLException {
    List<Alert> untold;
    do {
      untold = alerts.untold(BATCH);
      for (Alert alert : untold) {
        tell(alert, notifications, config);
        alerts.told(alert.id());
      }
    } while (untold.size() == BATCH);
  }

  private static void tell(Alert alert, NotificationService notifications, Config config) {
    LOG.warn(
        "{}: {} by {} (audit record {})",
        alert.title(),
        alert.targetRef(),
        alert.actor(),
        alert.firstSeq());
    Set<String> recipients = recipients(alert, config);
    if (recipients.isEmpty()) {
      return;
    }
    try {
      notifications.send(ORIGIN, NotificationRecipients.entities(recipients), payload(alert));
    } catch (PortalException e) {
      if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      LOG.error("Nobody could be told of the alert {}: {}", alert.id(), e.getMessage());
    }
  }

  private static Set<String> recipients(Alert alert, Config config) {
    Set<String> recipients = new LinkedHashSet<>();
    String own = "audit.detection.recipients";
    for (String ref : config.strings(config.has(own) ? own : "permission.admins")) {
      // Services are among the administrators, but have no notifications.
      if (ref.startsWith("user:") || ref.startsWith("group:")) {
        recipients.add(ref);
      }
    }
    if (config.bool("audit.detection.tellOwners").orElse(true)) {
      recipients.addAll(alert.recipients());
    }
    return recipients;
  }

  private static NotificationPayload payload(Alert alert) {
    return NotificationPayload.titled(alert.title() + ": " + alert.targetRef())
        .description(
            "By "
                + alert.actor()
                + " on "
                + time(alert.firstTs())
                + ". "
                + again(alert)
                + "Rule "
                + alert.rule()
                + ", audit record "
                + alert.firstSeq()
                + ".")
        .link("/audit-alerts")
        .severity(NotificationSeverity.valueOf(alert.severity().toUpperCase(Locale.ROOT)))
        .topic("audit-detection")
        .scope(alert.id())
        .metadata(
            Map.of("rule", alert.rule(), "target", alert.targetRef(), "seq", alert.firstSeq()))
        .build();
  }

  private static String again(Alert alert) {
    return alert.occurrences() == 1
        ? ""
        : "Seen " + alert.occurrences() + " times, last on " + time(alert.lastTs()) + ". ";
  }

  private static String time(String ts) {
    return TIME.format(Instant.parse(ts));
  }
}
