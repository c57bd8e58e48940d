package dev.callboard.notifications.rest;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notifications as the JSON that Backstage has for them: what is not there is null. */
final class NotificationJson {
  /** As JavaScript writes times: always with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private NotificationJson() {}

  static Map<String, Object> of(Notification notification) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", notification.id());
    json.put("user", notification.user().orElse(null));
    json.put("created", TIME.format(notification.created()));
    json.put("saved", time(notification.saved()));
    json.put("read", time(notification.read()));
    json.put("updated", time(notification.updated()));
    json.put("origin", notification.origin());
    json.put("payload", of(notification.payload()));
    return json;
  }

  private static String time(Optional<Instant> time) {
    return time.map(TIME::format).orElse(null);
  }

  private static Map<String, Object> of(NotificationPayload payload) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", payload.title());
    json.put("description", payload.description().orElse(null));
    json.put("link", payload.link().orElse(null));
    json.put("topic", payload.topic().orElse(null));
    json.put("severity", payload.severity().name().toLowerCase(Locale.ROOT));
    json.put("scope", payload.scope().orElse(null));
    json.put("icon", payload.icon().orElse(null));
    if (!payload.metadata().isEmpty()) {
      json.put("metadata", payload.metadata());
    }
    return json;
  }

  static NotificationSeverity severity(String text) {
    try {
      return NotificationSeverity.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw PortalException.input("A severity is one of critical, high, normal and low");
    }
  }
}
