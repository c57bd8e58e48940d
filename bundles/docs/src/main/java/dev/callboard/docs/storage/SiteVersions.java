package dev.callboard.docs.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.docs.api.DocsPublication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the versions of sites are kept: beside the sites, each as a site of its own, with a list
 * for each entity. Thread-safe; blocks.
 */
public final class SiteVersions {
  /** The name of the list in its site, and below {@code .callboard} as it is asked for. */
  public static final String LIST = "versions.json";

  private static final String FOLDER = ".versions/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sites sites;

  /** Makes the versions of sites. */
  public SiteVersions(Sites sites) {
    this.sites = sites;
  }

  /** Returns the site of a version. */
  public static String site(String site, String id) {
    return FOLDER + site + "/at/" + id;
  }

  private static String list(String site) {
    return FOLDER + site + "/list";
  }

  /** Returns what is published, the newest first. */
  public List<Map<String, Object>> of(String site) {
    List<Map<String, Object>> versions = new ArrayList<>();
    if (sites.json(list(site), LIST).orElse(Map.of()).get("versions") instanceof List<?> known) {
      for (Object each : known) {
        if (each instanceof Map<?, ?> version && version.get("id") instanceof String) {
          Map<String, Object> copy = new LinkedHashMap<>();
          version.forEach((key, value) -> copy.put(String.valueOf(key), value));
          versions.add(copy);
        }
      }
    }
    return versions;
  }

  /** Returns the list as it is sent; a site without versions has an empty one. */
  public static byte[] json(List<Map<String, Object>> versions) throws JsonProcessingException {
    return JSON.writeValueAsBytes(Map.of("versions", versions));
  }

  /** Publishes the list, and removes the sites of versions that are not in it any more. */
  public void publish(String site, List<Map<String, Object>> versions) throws IOException {
    List<Map<String, Object>> before = of(site);
    if (before.equals(versions)) {
      return;
    }
    try (DocsPublication publication = sites.storage().publish(list(site))) {
      if (!versions.isEmpty()) {
        publication.put(LIST, json(versions));
      }
      publication.commit();
    }
    for (Map<String, Object> each : before) {
      if (versions.stream().noneMatch(kept -> kept.get("id").equals(each.get("id")))) {
        sites.storage().remove(site(site, String.valueOf(each.get("id"))));
      }
    }
  }
}
