package dev.callboard.ui.contributions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code ui.json}. What is wrong is left out and told with file and field; the rest counts.
 * Not thread-safe.
 */
final class ManifestReader {
  static final int MAX_LENGTH = 512 * 1024;
  private static final String WHERE = "ui/ui.json: ";
  private static final String MAIN = "main";
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final String DECORATORS = "formDecorators";
  private static final List<String> LISTS =
      List.of(
          "pages",
          "nav",
          "entityTabs",
          "entityCards",
          "entityMenuItems",
          "filters",
          DECORATORS,
          "homeWidgets",
          "iconLinks",
          "searchResultItems",
          "scaffolderFields",
          "settingsTabs",
          "themes");

  private final ObjectMapper json =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private final ManifestSchema schema = new ManifestSchema();

  /**
   * Reads the document of a plugin.
   *
   * @param pluginId is put before the ids of items
   * @param files what items may speak of
   */
  Manifest read(String pluginId, UiFiles files) {
    UiFile file = files.find(UiFiles.MANIFEST).orElse(null);
    if (file == null) {
      return Manifest.broken(WHERE + "is missing");
    }
    if (file.length() > MAX_LENGTH) {
      return Manifest.broken(WHERE + "is larger than " + MAX_LENGTH + " bytes");
    }
    try {
      JsonNode document = json.readTree(files.bytes(file));
      return new Reading(pluginId, files, schema.check(document)).of(document);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String place =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      return Manifest.broken(WHERE + "is no JSON: " + e.getOriginalMessage() + place);
    } catch (IOException e) {
      return Manifest.broken(WHERE + e.getMessage());
    }
  }

  /** One document on its way. */
  private final class Reading {
    private final String pluginId;
    private final UiFiles files;
    private final Map<String, String> wrong;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, UiFile> modules = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();

    Reading(String pluginId, UiFiles files, Map<String, String> wrong) {
      this.pluginId = pluginId;
      this.files = files;
      this.wrong = wrong;
      wrong.values().forEach(problem -> problems.add(WHERE + problem));
    }

    Manifest of(JsonNode document) {
      if (!document.isObject()) {
        return new Manifest(Map.of(), Map.of(), Map.of(), problems);
      }
      document.path("modules").properties().forEach(each -> module(each.getKey(), each.getValue()));
      Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
      for (String list : LISTS) {
        List<Map<String, Object>> items = items(list, document.path(list));
        if (!items.isEmpty()) {
          lists.put(list, items);
        }
      }
      boolean texts = wrong.keySet().stream().noneMatch(path -> path.startsWith("translations"));
      Map<String, Object> translations =
          texts && document.has("translations")
              ? json.convertValue(document.get("translations"), OBJECT)
              : Map.of();
      return new Manifest(modules, lists, translations, problems);
    }

    private void module(String name, JsonNode path) {
      if (wrong.containsKey("modules/" + name) || wrong.containsKey("modules")) {
        return;
      }
      files
          .find(path.asText())
          .ifPresentOrElse(
              file -> modules.put(name, file), () -> missing("modules/" + name, path.asText()));
    }

    private List<Map<String, Object>> items(String list, JsonNode nodes) {
      List<Map<String, Object>> items = new ArrayList<>();
      for (int i = 0; i < nodes.size() && !wrong.containsKey(list); i++) {
        String place = list + "/" + i;
        if (!wrong.containsKey(place)) {
          Map<String, Object> item = json.convertValue(nodes.get(i), OBJECT);
          if (isWhole(place, list, item)) {
            items.add(item);
          }
        }
      }
      return items;
    }

    private boolean isWhole(String place, String list, Map<String, Object> item) {
      String id = (String) item.get("id");
      if (!ids.add(list + "/" + id)) {
        problems.add(WHERE + place + "/id: '" + id + "' is used twice in " + list);
        return false;
      }
      item.put("id", pluginId + "." + id);
      if (item.containsKey("element") || list.equals(DECORATORS)) {
        String module = (String) item.computeIfAbsent("module", key -> MAIN);
        if (!modules.containsKey(module)) {
          problems.add(WHERE + place + "/module: there is no '" + module + "' in modules");
          return false;
        }
      }
      Object icon = item.get("icon");
      if (icon != null && files.find(icon.toString()).isEmpty()) {
        missing(place + "/icon", icon.toString());
        item.remove("icon");
      }
      return true;
    }

    private void missing(String field, String path) {
      problems.add(WHERE + field + ": the bundle has no ui/" + path);
    }
  }
}
