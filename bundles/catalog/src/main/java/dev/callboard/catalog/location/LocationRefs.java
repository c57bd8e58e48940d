package dev.callboard.catalog.location;

import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** References of locations, {@code <type>:<target>}, and the entities that stand for them. */
public final class LocationRefs {
  private LocationRefs() {}

  /** Returns {@code <type>:<target>}. */
  public static String ref(String type, String target) {
    return type + ":" + target;
  }

  /** Returns the canonical reference of the Location entity made for a location. */
  public static String entityRef(String type, String target) {
    return "location:default/" + name(type, target);
  }

  /** Returns the document of the Location entity made for a location, as a dry run shows it. */
  public static Map<String, Object> entity(String type, String target) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(type, target));
    metadata.put("namespace", "default");
    return entity(metadata, type, target);
  }

  /** Returns the same without namespace: what is stored gets it first, as the reference has it. */
  public static Map<String, Object> stored(String type, String target) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(type, target));
    return entity(metadata, type, target);
  }

  private static Map<String, Object> entity(
      Map<String, Object> metadata, String type, String target) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", type);
    spec.put("target", target);
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", "Location");
    entity.put("metadata", metadata);
    entity.put("spec", spec);
    return entity;
  }

  /** Splits {@code <type>:<target>} at the first colon. */
  public static String[] split(String ref) {
    int colon = ref.indexOf(':');
    if (colon <= 0 || ref.substring(colon + 1).isBlank()) {
      throw PortalException.input(
          "Unable to parse location reference \"" + ref + "\", expected <type>:<target>");
    }
    String type = ref.substring(0, colon).trim();
    if (type.equals("http") || type.equals("https")) {
      throw PortalException.input(
          "Invalid location reference \"" + ref + "\", please prefix it with url:");
    }
    return new String[] {type, ref.substring(colon + 1).trim()};
  }

  private static String name(String type, String target) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(ref(type, target).getBytes(StandardCharsets.UTF_8));
      return "generated-" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
