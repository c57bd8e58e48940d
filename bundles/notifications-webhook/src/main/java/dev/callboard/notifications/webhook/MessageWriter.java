package dev.callboard.notifications.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.platform.config.Config;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what a webhook is told, made anew the same each time. Thread-safe. */
abstract class MessageWriter {
  private final ObjectMapper mapper = new ObjectMapper();
  private final String baseUrl;

  MessageWriter(String baseUrl) {
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  static MessageWriter of(WebhookSettings.Format format, Config config) {
    String baseUrl = config.string("app.baseUrl").orElse("");
    return switch (format) {
      case CLOUDEVENTS -> new CloudEventWriter(baseUrl);
      case SLACK -> new SlackWriter(baseUrl);
      case TEAMS -> new TeamsWriter(baseUrl);
    };
  }

  /** Returns the content type. */
  String type() {
    return "application/json";
  }

  /** Returns the message as JSON values; rooms are told one notification at a time. */
  abstract Map<String, Object> message(NotificationDelivery delivery, Notification notification);

  byte[] write(NotificationDelivery delivery) {
    try {
      return mapper.writeValueAsBytes(message(delivery, delivery.notifications().get(0)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A notification cannot be written as JSON", e);
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Returns where a notification leads; a path leads nowhere without the address of the portal. */
  Optional<String> link(NotificationPayload payload) {
    return payload
        .link()
        .map(link -> link.startsWith("/") && !baseUrl.isEmpty() ? baseUrl + link : link)
        .filter(link -> !link.startsWith("/"));
  }

  static String severity(NotificationPayload payload) {
    return payload.severity().name().toLowerCase(Locale.ROOT);
  }

  /** Returns at most so many characters, and no half of one. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
