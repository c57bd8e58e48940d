package dev.callboard.audit.detection;

import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rules in force: those that are shipped, with what the configuration says over them.
 *
 * @param rules all that can be read, also those that are not active
 * @param problems what is wrong with others
 */
record Rules(List<Rule> rules, List<String> problems) {
  private static final String CONFIG = "audit.detection";

  /** Reads them. */
  static Rules of(Config config) {
    Map<String, Object> shipped = shipped();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    object(shipped.get("parameters")).forEach((name, value) -> parameters.put(name, texts(value)));
    object(config.value(CONFIG + ".parameters").orElse(null))
        .forEach((name, value) -> parameters.put(name, texts(value)));
    Map<String, Object> said = new LinkedHashMap<>(object(shipped.get("rules")));
    object(config.value(CONFIG + ".rules").orElse(null))
        .forEach(
            (id, value) -> {
              Map<String, Object> both = new LinkedHashMap<>(object(said.get(id)));
              both.putAll(object(value));
              said.put(id, both);
            });
    List<Rule> rules = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    said.forEach(
        (id, value) -> {
          try {
            rules.add(Rule.of(id, object(value), parameters));
          } catch (IllegalArgumentException e) {
            problems.add(CONFIG + ".rules." + id + ": " + e.getMessage());
          }
        });
    return new Rules(List.copyOf(rules), List.copyOf(problems));
  }

  private static Map<String, Object> shipped() {
    try (InputStream in = Rules.class.getResourceAsStream("/rules/rules.yaml")) {
      return object(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    } catch (IOException e) {
      throw new IllegalStateException("the bundle has its rules", e);
    }
  }

  private static Map<String, Object> object(Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> copy.put(String.valueOf(key), each));
    }
    return copy;
  }

  private static List<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
