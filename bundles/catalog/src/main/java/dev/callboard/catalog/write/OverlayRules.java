package dev.callboard.catalog.write;

import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.process.Annotations;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an overlay may change: the fields of {@code catalog.overlays.allow}, such as {@code
 * metadata.title} or {@code spec.lifecycle}, or {@code spec.*} for all of a part. Never what an
 * entity is called, nor what the catalog itself sets.
 */
final class OverlayRules {
  /** What may be changed when nothing is configured. */
  static final List<String> DEFAULT =
      List.of(
          "metadata.title",
          "metadata.description",
          "metadata.labels",
          "metadata.annotations",
          "metadata.tags",
          "metadata.links");

  private static final Set<String> NEVER =
      Set.of("metadata.name", "metadata.namespace", "metadata.uid", "metadata.etag");

  private final Set<String> allowed;

  OverlayRules(List<String> allowed) {
    this.allowed = new TreeSet<>(allowed);
  }

  static OverlayRules of(Config config) {
    return new OverlayRules(
        config.has("catalog.overlays.allow") ? config.strings("catalog.overlays.allow") : DEFAULT);
  }

  /** Returns what a patch may not change. */
  List<Problem> problems(Map<?, ?> patch) {
    List<Problem> problems = new ArrayList<>();
    patch.forEach((name, value) -> part((String) name, value, problems));
    return problems;
  }

  private void part(String part, Object value, List<Problem> problems) {
    boolean known = part.equals("metadata") || part.equals("spec");
    if (!known || !(value instanceof Map<?, ?> fields)) {
      problems.add(problem(Problem.step(part), part));
      return;
    }
    fields.forEach(
        (name, field) -> {
          String path = part + "." + name;
          if (NEVER.contains(path) || !(allowed.contains(path) || allowed.contains(part + ".*"))) {
            problems.add(problem(Problem.step(part) + Problem.step(name), path));
          } else if (path.equals("metadata.annotations")) {
            annotations(field, problems);
          }
        });
  }

  private void annotations(Object value, List<Problem> problems) {
    if (!(value instanceof Map<?, ?> map)) {
      problems.add(problem("/metadata/annotations", "metadata.annotations as a whole"));
      return;
    }
    for (Object key : map.keySet()) {
      if (Annotations.isManaged((String) key)) {
        problems.add(problem("/metadata/annotations" + Problem.step(key), (String) key));
      }
    }
  }

  private Problem problem(String pointer, String what) {
    return new Problem(
        Stage.RULES,
        pointer,
        "An overlay may not change "
            + what
            + "; catalog.overlays.allow has "
            + String.join(", ", allowed));
  }
}
