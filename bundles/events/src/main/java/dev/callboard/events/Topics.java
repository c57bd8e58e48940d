package dev.callboard.events;

import java.util.HashSet;
import java.util.Set;

/** The topics that one subscriber wants. */
final class Topics {
  private final Set<String> exact = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  Topics(Set<String> wanted) {
    for (String topic : wanted) {
      if (topic.endsWith(".*")) {
        prefixes.add(topic.substring(0, topic.length() - 1));
      } else {
        exact.add(topic);
      }
    }
  }

  boolean contains(String topic) {
    return exact.contains(topic) || prefixes.stream().anyMatch(topic::startsWith);
  }
}
