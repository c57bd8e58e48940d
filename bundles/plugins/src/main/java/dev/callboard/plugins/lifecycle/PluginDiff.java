package dev.callboard.plugins.lifecycle;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells what another version of a plugin brings in addition, and what it takes away. */
final class PluginDiff {
  private PluginDiff() {}

  /** Adds {@code restAdded}, {@code restRemoved} and the same for permissions and extensions. */
  static void add(Map<String, Object> to, Map<String, Object> before, Map<String, Object> after) {
    for (String what : new String[] {"rest", "permissions", "extensions"}) {
      Set<String> old = names(before.get(what));
      Set<String> young = names(after.get(what));
      to.put(what + "Added", without(young, old));
      to.put(what + "Removed", without(old, young));
    }
  }

  private static Set<String> without(Set<String> from, Set<String> names) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(names);
    return rest;
  }

  private static Set<String> names(Object values) {
    Set<String> names = new TreeSet<>();
    if (values instanceof Collection<?> items) {
      items.forEach(
          item ->
              names.add(
                  item instanceof Map<?, ?> map ? map.get("type").toString() : item.toString()));
    }
    return names;
  }
}
