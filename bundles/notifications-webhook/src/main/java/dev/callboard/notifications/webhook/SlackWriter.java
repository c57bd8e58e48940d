package dev.callboard.notifications.webhook;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Block Kit for Slack's incoming webhooks. Texts of others are escaped, so that none of them calls
 * everybody in the room or hides where a link leads. Lengths are those that Slack takes.
 */
final class SlackWriter extends MessageWriter {
  private static final int HEADER = 150;
  private static final int SECTION = 2_900;
  private static final int FALLBACK = 1_000;
  private static final int URL = 3_000;

  SlackWriter(String baseUrl) {
    super(baseUrl);
  }

  @Override
  Map<String, Object> message(NotificationDelivery delivery, Notification notification) {
    NotificationPayload payload = notification.payload();
    List<Object> blocks = new ArrayList<>();
    blocks.add(block("header", "text", text("plain_text", cut(payload.title().strip(), HEADER))));
    payload
        .description()
        .filter(more -> !more.isBlank())
        .ifPresent(
            more ->
                blocks.add(block("section", "text", text("mrkdwn", escape(cut(more, SECTION))))));
    blocks.add(
        block(
            "context",
            "elements",
            List.of(
                text(
                    "mrkdwn",
                    cut(
                        "*"
                            + severity(payload)
                            + "*"
                            + payload.topic().map(topic -> " · " + escape(topic)).orElse("")
                            + " · "
                            + escape(notification.origin()),
                        SECTION)))));
    link(payload)
        .filter(link -> link.startsWith("http") && link.length() <= URL)
        .ifPresent(
            link -> {
              Map<String, Object> button = block("button", "text", text("plain_text", "Open"));
              button.put("url", link);
              blocks.add(block("actions", "elements", List.of(button)));
            });
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", escape(cut(payload.title(), FALLBACK)));
    message.put("blocks", blocks);
    return message;
  }

  private static Map<String, Object> block(String type, String name, Object value) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    block.put(name, value);
    return block;
  }

  private static Map<String, Object> text(String type, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("text", text);
    return json;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
