package dev.callboard.notifications.webhook;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Adaptive Card for Teams. Its texts know some Markdown, which is escaped in those of others, so
 * that a link is seen as what it is.
 */
final class TeamsWriter extends MessageWriter {
  /** A message has 28 kB at the most. */
  private static final int LONGEST = 5_000;

  TeamsWriter(String baseUrl) {
    super(baseUrl);
  }

  @Override
  Map<String, Object> message(NotificationDelivery delivery, Notification notification) {
    NotificationPayload payload = notification.payload();
    List<Object> body = new ArrayList<>();
    Map<String, Object> title = text(payload.title());
    title.put("size", "Large");
    title.put("weight", "Bolder");
    if (payload.severity().compareTo(NotificationSeverity.HIGH) >= 0) {
      title.put("color", "Attention");
    }
    body.add(title);
    payload.description().filter(more -> !more.isBlank()).ifPresent(more -> body.add(text(more)));
    List<Object> facts = new ArrayList<>();
    facts.add(Map.of("title", "Severity", "value", severity(payload)));
    payload.topic().ifPresent(topic -> facts.add(Map.of("title", "Topic", "value", escape(topic))));
    facts.add(Map.of("title", "From", "value", escape(notification.origin())));
    body.add(Map.of("type", "FactSet", "facts", facts));
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("body", body);
    link(payload)
        .filter(link -> link.startsWith("http"))
        .ifPresent(
            link ->
                card.put(
                    "actions",
                    List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", link))));
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("content", card);
    return Map.of("type", "message", "attachments", List.of(attachment));
  }

  private static Map<String, Object> text(String text) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "TextBlock");
    block.put("text", escape(cut(text, LONGEST)));
    block.put("wrap", true);
    return block;
  }

  private static String escape(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>#]", "\\\\$0");
  }
}
