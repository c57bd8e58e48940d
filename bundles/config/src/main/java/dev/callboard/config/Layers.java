package dev.callboard.config;

import dev.callboard.config.Node.ListNode;
import dev.callboard.config.Node.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one configuration over another: objects merge deeply, everything else replaces, {@code null}
 * hides what is below.
 */
final class Layers {
  private Layers() {}

  static MapNode merge(MapNode lower, MapNode upper) {
    Map<String, Node> entries = new LinkedHashMap<>(lower.entries());
    upper
        .entries()
        .forEach(
            (key, node) -> {
              if (node.isNull()) {
                entries.remove(key);
              } else if (entries.get(key) instanceof MapNode below
                  && node instanceof MapNode above) {
                entries.put(key, merge(below, above));
              } else {
                entries.put(key, withoutNulls(node));
              }
            });
    return new MapNode(entries, upper.origin());
  }

  private static Node withoutNulls(Node node) {
    if (node instanceof MapNode map) {
      return merge(MapNode.empty(map.origin()), map);
    }
    if (node instanceof ListNode list) {
      List<Node> items = new ArrayList<>();
      list.items().stream()
          .filter(item -> !item.isNull())
          .forEach(item -> items.add(withoutNulls(item)));
      return new ListNode(items, list.origin());
    }
    return node;
  }
}
