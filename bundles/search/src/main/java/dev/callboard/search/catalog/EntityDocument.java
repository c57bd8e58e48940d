package dev.callboard.search.catalog;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.search.spi.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the document of an entity, with the fields that Backstage's collator gives it. */
final class EntityDocument {
  private EntityDocument() {}

  static SearchDocument of(Entity entity) {
    EntityRef ref = entity.ref();
    Map<String, Object> metadata = entity.metadata();
    Map<String, Object> spec = entity.spec();
    String name = text(metadata, "name", "");
    String type = text(spec, "type", "other");
    SearchDocument.Builder document =
        SearchDocument.document(ref.toString(), text(metadata, "title", name), location(ref))
            .text(description(entity))
            .field("componentType", type)
            .field("type", type)
            .field("namespace", text(metadata, "namespace", EntityRef.DEFAULT_NAMESPACE))
            .field("kind", entity.kind())
            .field("lifecycle", text(spec, "lifecycle", ""))
            .field("owner", text(spec, "owner", ""))
            .name(name)
            .resourceRef(ref.toString());
    displayName(spec).forEach(document::name);
    if (metadata.get("tags") instanceof List<?> tags) {
      tags.forEach(tag -> document.tag(String.valueOf(tag)));
    }
    return document.build();
  }

  private static String location(EntityRef ref) {
    String path = "/catalog/" + ref.namespace() + "/" + ref.kind() + "/" + ref.name();
    return path.toLowerCase(Locale.ROOT);
  }

  /** Returns the description, and of users and groups how they are called. */
  private static String description(Entity entity) {
    List<String> parts = new ArrayList<>();
    if (entity.metadata().get("description") instanceof String text) {
      parts.add(text);
    }
    boolean user = entity.kind().equalsIgnoreCase("User");
    if ((user || entity.kind().equalsIgnoreCase("Group"))
        && entity.spec().get("profile") instanceof Map<?, ?> profile) {
      if (profile.get("displayName") instanceof String displayName) {
        parts.add(displayName);
      }
      if (user && profile.get("email") instanceof String email) {
        parts.add(email);
      }
    }
    parts.removeIf(String::isEmpty);
    return String.join(" : ", parts);
  }

  private static List<String> displayName(Map<String, Object> spec) {
    return spec.get("profile") instanceof Map<?, ?> profile
            && profile.get("displayName") instanceof String name
            && !name.isEmpty()
        ? List.of(name)
        : List.of();
  }

  private static String text(Map<String, Object> object, String key, String otherwise) {
    Object value = object.get(key);
    return value == null || value instanceof Map || value instanceof List
        ? otherwise
        : String.valueOf(value);
  }
}
