package dev.callboard.platform.events;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param topic such as {@code plugins.changed} or {@code github.push}
 * @param payload JSON values, null among them where a sender wrote it
 * @param metadata texts about the payload, such as the headers that a webhook came with, names in
 *     lower case; never a credential
 */
public record Event(String topic, Map<String, Object> payload, Map<String, String> metadata) {
  /** Checks and copies the arguments. */
  public Event {
    requireNonNull(topic, "topic is null");
    payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
    metadata = Map.copyOf(metadata);
  }

  /** Creates an event without metadata. */
  public Event(String topic, Map<String, Object> payload) {
    this(topic, payload, Map.of());
  }
}
