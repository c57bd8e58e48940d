package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entity as JSON values: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code
 * Boolean} and null, in the order of the source. Immutable as long as whoever made it does not
 * change what it was made of.
 */
public final class Entity {
  private final Map<String, Object> json;

  private Entity(Map<String, Object> json) {
    this.json = json;
  }

  /**
   * Wraps JSON values. The map must have the texts {@code apiVersion} and {@code kind} and an
   * object {@code metadata} with the text {@code name}; nothing else is checked here.
   *
   * @param json not copied
   * @throws PortalException with code {@code INPUT} that names the field that is missing
   */
  public static Entity of(Map<String, Object> json) {
    requireNonNull(json, "json is null");
    requireText(json.get("apiVersion"), "apiVersion");
    requireText(json.get("kind"), "kind");
    if (!(json.get("metadata") instanceof Map<?, ?> metadata)) {
      throw PortalException.input("Entity must have an object 'metadata'");
    }
    requireText(metadata.get("name"), "metadata.name");
    return new Entity(Collections.unmodifiableMap(json));
  }

  private static void requireText(Object value, String field) {
    if (!(value instanceof String text) || text.isEmpty()) {
      throw PortalException.input("Entity must have a non-empty text '" + field + "'");
    }
  }

  /** Returns the entity as JSON values. */
  public Map<String, Object> json() {
    return json;
  }

  /** Returns for example {@code backstage.io/v1alpha1}. */
  public String apiVersion() {
    return (String) json.get("apiVersion");
  }

  /** Returns for example {@code Component}. */
  public String kind() {
    return (String) json.get("kind");
  }

  /** Returns {@code metadata}. */
  public Map<String, Object> metadata() {
    return object(json, "metadata");
  }

  /** Returns {@code spec}, empty when there is none. */
  public Map<String, Object> spec() {
    return object(json, "spec");
  }

  /** Returns {@code metadata.annotations}, empty when there are none. */
  public Map<String, Object> annotations() {
    return object(metadata(), "annotations");
  }

  /** Returns the text of an annotation, or empty. */
  public Optional<String> annotation(String key) {
    return annotations().get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns {@code relations} of an entity that was read from the catalog, else an empty list. */
  public List<Relation> relations() {
    if (!(json.get("relations") instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .filter(Map.class::isInstance)
        .map(item -> (Map<?, ?>) item)
        .map(
            item ->
                new Relation(
                    String.valueOf(item.get("type")), String.valueOf(item.get("targetRef"))))
        .toList();
  }

  /** Returns the reference of this entity. */
  public EntityRef ref() {
    Object namespace = metadata().get("namespace");
    return new EntityRef(
        kind(),
        namespace instanceof String text && !text.isEmpty() ? text : EntityRef.DEFAULT_NAMESPACE,
        (String) metadata().get("name"));
  }

  /** Returns an entity with one annotation more. */
  public Entity withAnnotation(String key, String value) {
    Map<String, Object> annotations = new LinkedHashMap<>(annotations());
    annotations.put(key, value);
    Map<String, Object> metadata = new LinkedHashMap<>(metadata());
    metadata.put("annotations", annotations);
    Map<String, Object> copy = new LinkedHashMap<>(json);
    copy.put("metadata", metadata);
    return new Entity(Collections.unmodifiableMap(copy));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public String toString() {
    return ref().toString();
  }
}
