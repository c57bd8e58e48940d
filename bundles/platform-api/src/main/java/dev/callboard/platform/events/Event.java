package dev.callboard.platform.events;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param topic such as {@code plugins.changed} or {@code github.push}
 * @param payload JSON values
 */
public record Event(String topic, Map<String, Object> payload) {
  /** Checks and copies the arguments. */
  public Event {
    requireNonNull(topic, "topic is null");
    payload = Map.copyOf(payload);
  }
}
