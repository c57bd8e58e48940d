package dev.callboard.catalog.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Location entity of a file names.
 *
 * @param parentRef the Location entity
 * @param type as written or inherited
 * @param target as written
 * @param optional whether it may be missing
 */
record ListedTarget(String parentRef, String type, String target, boolean optional) {
  /** Returns what a valid Location entity names. */
  static List<ListedTarget> of(String ref, Map<String, Object> entity, String inheritedType) {
    Map<?, ?> spec = entity.get("spec") instanceof Map<?, ?> map ? map : Map.of();
    String type = spec.get("type") instanceof String text ? text : inheritedType;
    boolean optional = "optional".equals(spec.get("presence"));
    List<ListedTarget> targets = new ArrayList<>();
    if (spec.get("target") instanceof String target) {
      targets.add(new ListedTarget(ref, type, target, optional));
    }
    if (spec.get("targets") instanceof List<?> list) {
      list.forEach(
          target -> targets.add(new ListedTarget(ref, type, String.valueOf(target), optional)));
    }
    return targets;
  }

  static String text(List<ListedTarget> targets) {
    if (targets.isEmpty()) {
      return null;
    }
    List<Object> list = new ArrayList<>();
    for (ListedTarget target : targets) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("parent", target.parentRef);
      json.put("type", target.type);
      json.put("target", target.target);
      json.put("optional", target.optional);
      list.add(json);
    }
    return Json.text(list);
  }

  static List<ListedTarget> parse(String text) {
    return Json.objects(text).stream()
        .map(
            json ->
                new ListedTarget(
                    (String) json.get("parent"),
                    (String) json.get("type"),
                    (String) json.get("target"),
                    Boolean.TRUE.equals(json.get("optional"))))
        .toList();
  }
}
