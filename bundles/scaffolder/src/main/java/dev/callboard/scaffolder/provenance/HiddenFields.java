package dev.callboard.scaffolder.provenance;

import dev.callboard.catalog.api.Entity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the fields of a form whose values nobody is to see. */
final class HiddenFields {
  private HiddenFields() {}

  /** Returns the names of parameters that are passwords. */
  static Set<String> of(Entity template) {
    Set<String> names = new TreeSet<>();
    Object parameters = template.spec().get("parameters");
    for (Object page :
        parameters instanceof List<?> list ? list : java.util.Arrays.asList(parameters)) {
      if (page instanceof Map<?, ?> schema
          && schema.get("properties") instanceof Map<?, ?> fields) {
        fields.forEach(
            (name, field) -> {
              if (field instanceof Map<?, ?> described && isHidden(described)) {
                names.add(String.valueOf(name));
              }
            });
      }
    }
    return names;
  }

  private static boolean isHidden(Map<?, ?> field) {
    return "password".equals(field.get("ui:widget"))
        || "password".equals(field.get("format"))
        || "Secret".equals(field.get("ui:field"));
  }
}
