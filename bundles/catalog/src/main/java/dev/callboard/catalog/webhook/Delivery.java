package dev.callboard.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.feed.ChangeJson;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one webhook is told at once. Made anew from the same changes it is the same, byte for byte,
 * with the same id, so that the receiver knows a repetition.
 *
 * @param id the same for each attempt
 * @param end the last change that is done when this is delivered
 * @param count how many changes it has; none when nothing up to the end is wanted
 * @param body as JSON
 */
record Delivery(String id, long end, int count, byte[] body) {
  /**
   * Takes changes as long as there is room for them.
   *
   * @param changes those after the position, in their order
   * @param pendingEnd the last change of a delivery that was begun before, or 0
   */
  static Delivery of(Webhook webhook, List<Change> changes, long pendingEnd, WebhookLimits limits) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "{\"webhook\":\"" + webhook.name() + "\",\"changes\":[");
    long first = 0;
    long end = 0;
    int count = 0;
    for (Change change : changes) {
      // A delivery makes progress, whatever the limits say.
      boolean fits = count == 0 || count < limits.changes() && body.size() < limits.bytes();
      if (end > 0 && (pendingEnd > 0 ? change.seq() > pendingEnd : !fits)) {
        break;
      }
      end = change.seq();
      if (webhook.wants(change)) {
        write(body, (count == 0 ? "" : ",") + ChangeJson.of(change, webhook.withEntity()));
        first = count == 0 ? change.seq() : first;
        count++;
      }
    }
    write(body, "]}");
    return new Delivery(webhook.name() + "-" + first + "-" + end, end, count, body.toByteArray());
  }

  /** Tells that changes before a position can no longer be told one by one. */
  static Delivery reset(Webhook webhook, long position) {
    String body =
        "{\"webhook\":\"" + webhook.name() + "\",\"reset\":{\"cursor\":\"" + position + "\"}}";
    return new Delivery(webhook.name() + "-reset-" + position, position, 1, body.getBytes(UTF_8));
  }

  /** Returns the headers of an attempt. */
  Map<String, String> headers(Webhook webhook, long seconds) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put("webhook-signature", webhook.signature().sign(id, seconds, body));
    return headers;
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }
}
