package dev.callboard.scaffolder.action;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the documents of an entity file as JSON values. */
final class EntityDocuments {
  private static final int DEEPEST = 100;
  private static final int MOST = 100_000;

  private final String path;
  private int values;

  private EntityDocuments(String path) {
    this.path = path;
  }

  /**
   * Returns the entities of a file, at least one.
   *
   * @throws PortalException with code {@code INPUT} that names the file and the document
   */
  static List<Entity> read(String path, String text) {
    return new EntityDocuments(path).entities(text);
  }

  private List<Entity> entities(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setLabel(path)
            .build();
    List<Entity> entities = new ArrayList<>();
    try {
      int number = 0;
      for (Object document : new Load(settings).loadAllFromString(text)) {
        number++;
        if (document != null) {
          entities.add(entity(document, number));
        }
      }
    } catch (YamlEngineException e) {
      throw PortalException.input(path + " cannot be read as YAML: " + e.getMessage());
    }
    if (entities.isEmpty()) {
      throw PortalException.input(path + " has no entity");
    }
    return entities;
  }

  private Entity entity(Object document, int number) {
    if (!(document instanceof Map<?, ?> map)) {
      throw PortalException.input(
          "Document " + number + " of " + path + " must be an entity, an object with a kind");
    }
    try {
      return Entity.of(object(map, 0));
    } catch (PortalException e) {
      throw PortalException.input("Document " + number + " of " + path + ": " + e.getMessage());
    }
  }

  private Map<String, Object> object(Map<?, ?> map, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value(value, depth + 1)));
    return copy;
  }

  /** Copies a value. Aliases can make a small text large, or lead into themselves. */
  private Object value(Object value, int depth) {
    if (depth > DEEPEST || ++values > MOST) {
      throw PortalException.input(
          "An entity may be "
              + DEEPEST
              + " levels deep, and the file may have "
              + MOST
              + " values, aliases included");
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(each -> value(each, depth + 1))
          .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
    boolean isPlain =
        value == null
            || value instanceof String
            || value instanceof Number
            || value instanceof Boolean;
    return isPlain ? value : String.valueOf(value);
  }
}
