package dev.callboard.platform.webhook;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.events.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that knows the webhooks of one kind of system: how they are signed and what they mean.
 * While it is there, {@code POST /api/events/http/<topic>} is served. It is called by several
 * threads, each of which answers a request: return at once, and do not block.
 */
@ConsumerType
public interface WebhookReceiver {
  /** Returns the topic, which is the last segment of the path. Asked once. */
  String topic();

  /**
   * Returns the secrets that senders may know, any of which is good, so that one can be replaced
   * without a gap. When there is none, requests are refused, unless the operator takes them without
   * signature ({@code events.http.unsigned}).
   */
  default List<String> secrets(Config config) {
    return config.strings("events.modules." + topic() + ".webhookSecret");
  }

  /**
   * Returns whether the sender knows a secret. Nothing of the request is to be trusted before. Use
   * {@link Signatures}, whose time does not depend on how much of a signature is right.
   *
   * @param request not null
   * @param secret not empty; never to be logged
   */
  boolean isSigned(WebhookRequest request, String secret);

  /**
   * Returns what names this delivery, and names it again when the sender repeats it; empty when the
   * system has no such thing.
   */
  default Optional<String> deliveryId(WebhookRequest request) {
    return Optional.empty();
  }

  /**
   * Returns the events to publish besides the one of the topic itself. An exception is logged and
   * the delivery counts as received.
   *
   * @param request one that is signed, as far as the operator wants that
   * @param payload the body as JSON values
   */
  default List<Event> events(WebhookRequest request, Map<String, Object> payload) {
    return List.of();
  }
}
