package dev.callboard.ui.contributions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that no page of a plugin is at the address of another page. Who was there first keeps
 * it. Not thread-safe.
 */
final class Paths {
  /** Where pages of the portal and of the server are, by the first part of the path. */
  static final Set<String> OURS =
      Set.of(
          "admin",
          "api",
          "api-docs",
          "assets",
          "catalog",
          "catalog-graph",
          "catalog-import",
          "create",
          "devtools",
          "docs",
          "notifications",
          "plugins",
          "search",
          "settings");

  private static final String PAGES = "pages";

  private final Map<String, String> owners = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Returns the items of a plugin without the pages whose addresses are taken. */
  Map<String, List<Map<String, Object>>> claim(PluginUi plugin) {
    Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>(plugin.manifest().lists());
    lists.computeIfPresent(
        PAGES, (key, pages) -> pages.stream().filter(page -> isFree(plugin, page)).toList());
    return lists;
  }

  private boolean isFree(PluginUi plugin, Map<String, Object> page) {
    String path = (String) page.get("path");
    String taken = OURS.contains(path.split("/")[1]) ? "the portal" : owner(path);
    if (taken == null) {
      owners.put(path, plugin.id());
      return true;
    }
    problems.add(
        plugin.id()
            + ": ui/ui.json: the page "
            + page.get("id")
            + " cannot be at "
            + path
            + ", which belongs to "
            + taken);
    return false;
  }

  private String owner(String path) {
    for (Map.Entry<String, String> known : owners.entrySet()) {
      String other = known.getKey();
      if (path.equals(other) || path.startsWith(other + "/") || other.startsWith(path + "/")) {
        return known.getValue();
      }
    }
    return null;
  }

  List<String> problems() {
    return problems;
  }
}
