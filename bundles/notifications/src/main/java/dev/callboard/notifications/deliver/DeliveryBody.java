package dev.callboard.notifications.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification as it was when it was sent, as text: a later one of its scope does not change what
 * is told of this one. Thread-safe.
 *
 * @param notification what is told
 * @param recipients who has it, for a shared channel
 */
record DeliveryBody(Notification notification, List<String> recipients) {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  static String write(ObjectMapper mapper, DeliveryBody body) {
    Notification notification = body.notification();
    NotificationPayload payload = notification.payload();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", notification.id());
    json.put("user", notification.user().orElse(null));
    json.put("origin", notification.origin());
    json.put("created", notification.created().toEpochMilli());
    json.put("updated", notification.updated().map(Instant::toEpochMilli).orElse(null));
    json.put("title", payload.title());
    json.put("description", payload.description().orElse(null));
    json.put("link", payload.link().orElse(null));
    json.put("severity", payload.severity().name());
    json.put("topic", payload.topic().orElse(null));
    json.put("scope", payload.scope().orElse(null));
    json.put("icon", payload.icon().orElse(null));
    json.put("metadata", payload.metadata());
    json.put("recipients", body.recipients());
    json.values().removeIf(java.util.Objects::isNull);
    try {
      return mapper.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A notification cannot be written as JSON", e);
    }
  }

  static DeliveryBody read(ObjectMapper mapper, String text) {
    Map<String, Object> json;
    try {
      json = mapper.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A delivery is not JSON", e);
    }
    NotificationPayload payload =
        NotificationPayload.titled((String) json.get("title"))
            .description((String) json.get("description"))
            .link((String) json.get("link"))
            .severity(NotificationSeverity.valueOf((String) json.get("severity")))
            .topic((String) json.get("topic"))
            .scope((String) json.get("scope"))
            .icon((String) json.get("icon"))
            .metadata(mapper.convertValue(json.get("metadata"), OBJECT))
            .build();
    Notification notification =
        new Notification(
            (String) json.get("id"),
            Optional.ofNullable((String) json.get("user")),
            (String) json.get("origin"),
            time(json.get("created")).orElseThrow(),
            time(json.get("updated")),
            Optional.empty(),
            Optional.empty(),
            payload);
    return new DeliveryBody(
        notification,
        json.get("recipients") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of());
  }

  private static Optional<Instant> time(Object millis) {
    return millis instanceof Number number
        ? Optional.of(Instant.ofEpochMilli(number.longValue()))
        : Optional.empty();
  }
}
