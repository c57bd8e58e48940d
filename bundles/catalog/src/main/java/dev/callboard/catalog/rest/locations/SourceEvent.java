package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.events.Event;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event about a repository. What is missing or of another type is as if nothing were known.
 *
 * @param action {@code push}, or what happened to the repository as a whole
 * @param url of the repository
 * @param from its address before, empty when it is the same
 * @param branch that was pushed to
 * @param isDefault whether it is the one that counts where none is named
 * @param changed files that are there now
 * @param removed files that are not
 * @param complete whether these are all
 */
record SourceEvent(
    String action,
    String url,
    String from,
    String branch,
    boolean isDefault,
    Set<String> changed,
    Set<String> removed,
    boolean complete) {
  static final String PUSH = "source.push";
  static final String REPOSITORY = "source.repository";

  static SourceEvent of(Event event) {
    Map<String, Object> payload = event.payload();
    boolean push = event.topic().equals(PUSH);
    return new SourceEvent(
        push ? "push" : text(payload, "action"),
        text(payload, "url"),
        text(payload, "from"),
        text(payload, "branch"),
        !Boolean.FALSE.equals(payload.get("defaultBranch")),
        texts(payload, "changed"),
        texts(payload, "removed"),
        Boolean.TRUE.equals(payload.get("complete")));
  }

  Set<String> paths() {
    Set<String> all = new LinkedHashSet<>(changed);
    all.addAll(removed);
    return all;
  }

  private static String text(Map<String, Object> payload, String name) {
    return payload.get(name) instanceof String text ? text : "";
  }

  private static Set<String> texts(Map<String, Object> payload, String name) {
    Set<String> texts = new LinkedHashSet<>();
    if (payload.get(name) instanceof List<?> list) {
      list.stream().filter(String.class::isInstance).forEach(text -> texts.add((String) text));
    }
    return texts;
  }
}
