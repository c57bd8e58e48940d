package dev.callboard.notifications.rest;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sender asks for.
 *
 * @param recipients whom it is for
 * @param payload what it says
 */
record SendRequest(NotificationRecipients recipients, NotificationPayload payload) {
  static SendRequest of(Map<String, Object> body) {
    if (body == null) {
      throw PortalException.input("The body must be an object with recipients and payload");
    }
    return new SendRequest(
        recipients(object(body.get("recipients"), "recipients")),
        payload(object(body.get("payload"), "payload")));
  }

  private static NotificationRecipients recipients(Map<?, ?> json) {
    Object type = json.get("type");
    if ("broadcast".equals(type)) {
      return NotificationRecipients.broadcast();
    }
    if (!"entity".equals(type)) {
      throw PortalException.input("recipients.type must be broadcast or entity");
    }
    Set<String> refs = refs(json.get("entityRef"), "recipients.entityRef");
    if (refs.isEmpty()) {
      throw PortalException.input("recipients.entityRef must name somebody");
    }
    return new NotificationRecipients(
        false, refs, refs(json.get("excludeEntityRef"), "recipients.excludeEntityRef"));
  }

  private static Set<String> refs(Object value, String field) {
    Set<String> refs = new LinkedHashSet<>();
    List<?> all = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    for (Object each : all) {
      if (!(each instanceof String text)) {
        throw PortalException.input(field + " must be a reference, or a list of references");
      }
      refs.add(text);
    }
    return refs;
  }

  private static NotificationPayload payload(Map<?, ?> json) {
    String title = text(json, "title");
    if (title == null) {
      throw PortalException.input("payload.title is missing");
    }
    String severity = text(json, "severity");
    return NotificationPayload.titled(title)
        .description(text(json, "description"))
        .link(text(json, "link"))
        .severity(
            severity == null ? NotificationSeverity.NORMAL : NotificationJson.severity(severity))
        .topic(text(json, "topic"))
        .scope(text(json, "scope"))
        .icon(text(json, "icon"))
        .metadata(metadata(json.get("metadata")))
        .build();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) object(value, "payload.metadata");
  }

  private static String text(Map<?, ?> json, String name) {
    Object value = json.get(name);
    if (value != null && !(value instanceof String)) {
      throw PortalException.input("payload." + name + " must be a text");
    }
    return (String) value;
  }

  private static Map<?, ?> object(Object value, String field) {
    if (!(value instanceof Map<?, ?> map)) {
      throw PortalException.input(field + " must be an object");
    }
    return map;
  }
}
