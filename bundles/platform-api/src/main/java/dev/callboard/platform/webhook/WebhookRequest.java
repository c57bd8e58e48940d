package dev.callboard.platform.webhook;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to {@code /api/events/http/<topic>}, as it came. Immutable. */
public final class WebhookRequest {
  private final String topic;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * Creates a request.
   *
   * @param topic the last segment of the path
   * @param headers by name, in any case
   * @param body not copied, so nobody may change it
   */
  public WebhookRequest(String topic, Map<String, String> headers, byte[] body) {
    this.topic = requireNonNull(topic, "topic is null");
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    this.headers = Map.copyOf(lower);
    this.body = requireNonNull(body, "body is null");
  }

  /** Returns the topic. */
  public String topic() {
    return topic;
  }

  /** Returns a header, its values joined by commas, or empty. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the headers by their names in lower case; there may be credentials among them. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the bytes that were sent: what signatures are made over. Do not change them. */
  public byte[] body() {
    return body;
  }
}
