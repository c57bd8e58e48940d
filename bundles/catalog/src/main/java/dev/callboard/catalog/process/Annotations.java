package dev.callboard.catalog.process;

import dev.callboard.catalog.api.EntityRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the catalog itself writes into an entity, in the order that the reference has. */
public final class Annotations {
  /** The file that an entity was read from. */
  public static final String LOCATION = "backstage.io/managed-by-location";

  /** The location that was registered and led to the entity. */
  public static final String ORIGIN = "backstage.io/managed-by-origin-location";

  private static final String VIEW_URL = "backstage.io/view-url";

  /** Marks an entity that an overlay is laid over; its value names the overlay. */
  public static final String OVERLAY = "callboard.dev/overlay";

  /** The digest of the newest bill of materials; a note says so. */
  private static final String SBOM_DIGEST = "callboard.dev/sbom-digest";

  private static final String ORPHAN = "backstage.io/orphan";
  private static final Set<String> MANAGED = Set.of(LOCATION, ORIGIN, ORPHAN, OVERLAY, SBOM_DIGEST);
  private static final Set<String> SERVER_FIELDS = Set.of("uid", "etag");

  private Annotations() {}

  /**
   * Returns the entity with the catalog's annotations first and what only the catalog may set
   * removed.
   */
  static Map<String, Object> apply(Map<String, Object> entity, Origin origin) {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(LOCATION, origin.location());
    annotations.put(ORIGIN, origin.origin());
    annotations.putAll(origin.links());
    if (origin.links().isEmpty() && origin.location().startsWith("url:")) {
      annotations.put(VIEW_URL, origin.location().substring("url:".length()));
    }
    Map<?, ?> metadata = (Map<?, ?>) entity.get("metadata");
    Object given = metadata.get("annotations");
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(annotations, (String) key, value));
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    // a value of a wrong type is left for the schema to name
    copy.put("annotations", given == null || given instanceof Map ? annotations : given);
    metadata.forEach(
        (key, value) -> {
          if (!SERVER_FIELDS.contains(key)) {
            copy.putIfAbsent((String) key, value);
          }
        });
    return withMetadata(entity, copy);
  }

  /** Returns whether the catalog alone sets an annotation. */
  public static boolean isManaged(String key) {
    return MANAGED.contains(key);
  }

  private static void add(Map<String, Object> annotations, String key, Object value) {
    if (!isManaged(key)) {
      annotations.put(key, value);
    }
  }

  /** Returns the entity with a namespace, which stands first when the source has none. */
  static Map<String, Object> withNamespace(Map<String, Object> entity) {
    Map<?, ?> metadata = (Map<?, ?>) entity.get("metadata");
    if (metadata.get("namespace") != null) {
      return entity;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("namespace", EntityRef.DEFAULT_NAMESPACE);
    metadata.forEach((key, value) -> copy.putIfAbsent((String) key, value));
    return withMetadata(entity, copy);
  }

  private static Map<String, Object> withMetadata(
      Map<String, Object> entity, Map<String, Object> metadata) {
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("metadata", metadata);
    entity.forEach(copy::putIfAbsent);
    return copy;
  }
}
