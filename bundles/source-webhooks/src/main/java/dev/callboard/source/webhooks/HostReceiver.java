package dev.callboard.source.webhooks;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.webhook.Signatures;
import dev.callboard.platform.webhook.WebhookReceiver;
import dev.callboard.platform.webhook.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the receivers of all source hosts share. Thread-safe. */
abstract class HostReceiver implements WebhookReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(HostReceiver.class);

  private final ConfigService config;
  private final String topic;
  private final String type;
  private final String preset;

  /**
   * Creates a receiver.
   *
   * @param type the key below {@code integrations}
   * @param preset the host that needs no configuration, or null
   */
  HostReceiver(ConfigService config, String topic, String type, String preset) {
    this.config = requireNonNull(config, "config is null");
    this.topic = topic;
    this.type = type;
    this.preset = preset;
  }

  @Override
  public final String topic() {
    return topic;
  }

  @Override
  public final List<Event> events(WebhookRequest request, Map<String, Object> payload) {
    List<Event> events = new ArrayList<>();
    kind(request, payload)
        .filter(kind -> kind.matches("[A-Za-z0-9_:.-]{1,100}"))
        .ifPresent(kind -> events.add(new Event(topic + "." + kind, payload)));
    KnownHosts hosts = new KnownHosts(config.current(), type, preset);
    for (Event event : sourceEvents(request, payload, hosts)) {
      String url = (String) event.payload().get("url");
      String from = (String) event.payload().getOrDefault("from", url);
      if (hosts.own(url).isPresent() && hosts.own(from).isPresent()) {
        events.add(event);
      } else {
        LOG.warn(
            "A webhook of topic {} speaks of a repository that lies on no host of"
                + " integrations.{}; it is not followed",
            topic,
            type);
      }
    }
    return events;
  }

  /** Returns what happened, in the words of the host, or empty. */
  abstract Optional<String> kind(WebhookRequest request, Map<String, Object> payload);

  /** Returns what it means for repositories. */
  abstract List<Event> sourceEvents(
      WebhookRequest request, Map<String, Object> payload, KnownHosts hosts);

  /** Returns whether a header is a prefix and the HMAC-SHA256 of the body. */
  static boolean isHmac(WebhookRequest request, String header, String prefix, String secret) {
    return request
        .header(header)
        .filter(value -> value.startsWith(prefix))
        .map(value -> value.substring(prefix.length()))
        .filter(value -> Signatures.isHmac("HmacSHA256", secret, request.body(), value))
        .isPresent();
  }

  /** Returns the branch that a reference is, or empty when it is a tag or something else. */
  static Optional<String> branch(Map<String, Object> payload) {
    return Json.text(payload, "ref")
        .filter(ref -> ref.startsWith("refs/heads/"))
        .map(ref -> ref.substring("refs/heads/".length()));
  }

  /** Returns the commit that something is, empty when it is none any more. */
  static String commit(String id) {
    return id.matches("0*") ? "" : id;
  }
}
