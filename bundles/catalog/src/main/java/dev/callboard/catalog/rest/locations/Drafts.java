package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.spi.EntityDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of drafts, as Backstage has it. */
final class Drafts {
  private Drafts() {}

  static Map<String, Object> json(EntityDraft draft) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entity", draft.entity());
    json.put("fields", draft.fields().stream().map(Drafts::field).toList());
    return json;
  }

  private static Map<String, Object> field(EntityDraft.Field field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", field.field());
    json.put("value", field.value().orElse(null));
    json.put("state", state(field.state()));
    json.put("description", field.description());
    return json;
  }

  private static String state(EntityDraft.State state) {
    return switch (state) {
      case SUGGESTED_VALUE -> "analysisSuggestedValue";
      case SUGGESTED_NO_VALUE -> "analysisSuggestedNoValue";
      case NEEDS_USER_INPUT -> "needsUserInput";
    };
  }
}
