package dev.callboard.catalog.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.Entity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes entities as the catalog expects them of a provider. */
public final class Entities {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Entities() {}

  /** Returns the Location entity of a file that need not exist, named as Backstage names it. */
  public static Entity location(String url) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "url");
    spec.put("target", url);
    spec.put("presence", "optional");
    return of("Location", Map.of("name", "generated-" + digest("SHA-1", "url:" + url)), spec, url);
  }

  /**
   * Returns an entity that came from a URL.
   *
   * @param metadata annotations among it are kept
   */
  public static Entity of(
      String kind, Map<String, Object> metadata, Map<String, Object> spec, String url) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", "backstage.io/v1alpha1");
    json.put("kind", kind);
    json.put("metadata", metadata);
    json.put("spec", spec);
    return from(Entity.of(json), url);
  }

  /** Returns an entity with the annotations that say where it came from. */
  public static Entity from(Entity entity, String url) {
    return entity
        .withAnnotation("backstage.io/managed-by-location", "url:" + url)
        .withAnnotation("backstage.io/managed-by-origin-location", "url:" + url);
  }

  /** Returns a digest that is the same for the same entity, in whatever order its fields are. */
  static String digest(Entity entity) {
    try {
      return digest("SHA-256", JSON.writeValueAsString(entity.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entity is no JSON", e);
    }
  }

  /** Returns the digest of a text as hexadecimal digits. */
  static String digest(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
