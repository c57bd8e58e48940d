package dev.callboard.config;

import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables {@code APP_CONFIG_a_b_c} as configuration, as in Backstage: the value is JSON when
 * it can be read as such, else text. Two variables may not speak of the same key.
 */
final class EnvironmentLayer {
  private static final String PREFIX = "APP_CONFIG_";
  private static final Pattern PART = Pattern.compile("(?i)[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*");

  private EnvironmentLayer() {}

  static MapNode of(Map<String, String> environment) {
    MapNode layer = MapNode.empty(Origin.of("environment"));
    // Sorted, because the order of the environment is not defined and errors should be stable.
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      if (entry.getKey().startsWith(PREFIX) && !entry.getValue().isEmpty()) {
        layer = add(layer, entry.getKey(), entry.getValue());
      }
    }
    return layer;
  }

  private static MapNode add(MapNode layer, String variable, String value) {
    Origin origin = Origin.of("environment variable " + variable);
    String[] path = variable.substring(PREFIX.length()).split("_", -1);
    for (String part : path) {
      if (!PART.matcher(part).matches()) {
        throw ConfigException.at(
            origin, "'" + part + "' is not a key: letters and digits, starting with a letter");
      }
    }
    return put(layer, path, 0, value(value, origin), origin);
  }

  private static MapNode put(MapNode map, String[] path, int index, Node value, Origin origin) {
    Map<String, Node> entries = new LinkedHashMap<>(map.entries());
    Node existing = entries.get(path[index]);
    if (index == path.length - 1) {
      if (existing != null) {
        throw ConfigException.at(origin, "refuses to override " + existing.origin().source());
      }
      entries.put(path[index], value);
      return new MapNode(entries, map.origin());
    }
    if (existing != null && !(existing instanceof MapNode)) {
      throw ConfigException.at(origin, "cannot be nested under " + existing.origin().source());
    }
    MapNode below = existing == null ? MapNode.empty(origin) : (MapNode) existing;
    entries.put(path[index], put(below, path, index + 1, value, origin));
    return new MapNode(entries, map.origin());
  }

  private static Node value(String text, Origin origin) {
    Node node;
    if (text.isBlank()) {
      return new Scalar(text, text, true, origin);
    }
    try {
      node = TreeReader.read("environment.json", text);
    } catch (ConfigException e) {
      return new Scalar(text, text, true, origin);
    }
    if (node.isNull()) {
      throw ConfigException.at(origin, "null is not a value; leave the variable out instead");
    }
    return relocate(node, origin);
  }

  private static Node relocate(Node node, Origin origin) {
    if (node instanceof MapNode map) {
      Map<String, Node> entries = new LinkedHashMap<>();
      map.entries().forEach((key, value) -> entries.put(key, relocate(value, origin)));
      return new MapNode(entries, origin);
    }
    if (node instanceof Node.ListNode list) {
      return new Node.ListNode(
          list.items().stream().map(item -> relocate(item, origin)).toList(), origin);
    }
    Scalar scalar = (Scalar) node;
    return new Scalar(scalar.value(), scalar.text(), true, origin);
  }
}
