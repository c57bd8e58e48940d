package dev.callboard.notifications.webhook;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** CloudEvents 1.0 in structured JSON; the id is the same at each attempt. */
final class CloudEventWriter extends MessageWriter {
  CloudEventWriter(String baseUrl) {
    super(baseUrl);
  }

  @Override
  String type() {
    return "application/cloudevents+json";
  }

  @Override
  Map<String, Object> message(NotificationDelivery delivery, Notification notification) {
    NotificationPayload payload = notification.payload();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("origin", notification.origin());
    data.put("title", payload.title());
    data.put("description", payload.description().orElse(null));
    data.put("link", link(payload).orElse(null));
    data.put("severity", severity(payload));
    data.put("topic", payload.topic().orElse(null));
    data.put("scope", payload.scope().orElse(null));
    data.put("metadata", payload.metadata().isEmpty() ? null : payload.metadata());
    data.values().removeIf(Objects::isNull);
    data.put("recipients", delivery.recipients());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", delivery.id());
    event.put("source", baseUrl() + "/api/notifications");
    event.put("type", "dev.callboard.notification");
    payload.scope().ifPresent(scope -> event.put("subject", scope));
    event.put("time", notification.created().toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }
}
