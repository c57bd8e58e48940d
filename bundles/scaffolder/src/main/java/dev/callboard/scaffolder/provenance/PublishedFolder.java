package dev.callboard.scaffolder.provenance;

import dev.callboard.scaffolder.template.TemplateEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the folder of the workspace that a template publishes. */
final class PublishedFolder {
  private PublishedFolder() {}

  /** Returns the {@code sourcePath} of the first step that publishes, empty for everything. */
  static String of(Map<String, Object> spec, TemplateEngine engine) {
    if (!(spec.get("steps") instanceof List<?> steps)) {
      return "";
    }
    for (Object item : steps) {
      if (item instanceof Map<?, ?> step
          && publishes(String.valueOf(step.get("action")))
          && step.get("input") instanceof Map<?, ?> input
          && input.get("sourcePath") != null) {
        return folder(input.get("sourcePath"), spec, engine);
      }
    }
    return "";
  }

  private static boolean publishes(String action) {
    return action.startsWith("publish:") || action.endsWith(":repo:push");
  }

  private static String folder(Object source, Map<String, Object> spec, TemplateEngine engine) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("parameters", spec.getOrDefault("parameters", Map.of()));
    context.put("user", spec.getOrDefault("user", Map.of()));
    Object rendered = engine.renderValue(source, context, (text, error) -> {});
    if (!(rendered instanceof String text)) {
      return "";
    }
    return text.replaceAll("^(\\./+|/+)+", "").replaceAll("/+$", "").replaceAll("^\\.$", "");
  }
}
